"""Finds what may identify a patient: NHS numbers in text, and headings of patient-level columns."""

import re

# The spellings of DOMAIN.md 8.2: ten digits, with or without a space or hyphen after 3 and 6.
_TEN_DIGITS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)", re.ASCII)
_PATIENT_HEADING = re.compile(
    r"\b(nhs (no|num|number)|date of birth|d\.?o\.?b|birth ?date|(patient|first|last|full|sur)"
    r"[ _]?names?|forenames?|initials|hospital (no|num|number)|mrn|chi number|post ?code"
    r"|(patient|woman|mother|baby)[ _]?(id|number))\b"
)


def nhs_numbers_in(text: str) -> list[str]:
    """Return the NHS numbers in a text, as ten digits each, in order.

    One in eleven other ten-digit numbers passes the same check, so a single find is a reason to
    look, not a proof.
    """
    found = ("".join(match.groups()) for match in _TEN_DIGITS.finditer(text))
    return [digits for digits in found if is_nhs_number(digits)]


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits pass the check of the NHS number.

    Modulus 11 with weights 10 to 2 (NHS Data Dictionary); one digit repeated ten times passes the
    sum but is never given out.
    """
    if len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def names_a_patient(heading: str) -> bool:
    """Tell whether the heading of a column says that it holds data about single patients."""
    return _PATIENT_HEADING.search(heading.lower()) is not None
