"""The checks a format may ask for, by name, with what each says unless the format says it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from natpatsip_desktop.core.returns import rules_numbers, rules_texts
from natpatsip_desktop.core.returns.data import ReturnData
from natpatsip_desktop.core.returns.findings import CellProblem, Finding, Subject, as_problem
from natpatsip_desktop.core.returns.layout import CheckRule, ReturnFormat
from natpatsip_desktop.core.returns.tables import ReturnSheet
from natpatsip_desktop.errors import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: how it finds things and what it says.

    An error of a rule that stops drafts must not go out even as a draft.
    """

    find: Callable[[CheckRule, Subject], Iterator[Finding]]
    says: str
    needs_source: bool = False
    stops_drafts: bool = False


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "has-rows": Rule(rules_texts.nothing_to_send, "There are no numbers for {found}. {advice}"),
        "measures-have-rows": Rule(
            rules_texts.not_in_it, "It has no numbers for {found}, so it is not in this return"
        ),
        "required": Rule(rules_texts.required, "Fill in «{header}»"),
        "both-numbers": Rule(rules_numbers.half_a_number, "Enter both numbers for {period}"),
        "some-number": Rule(rules_numbers.no_number, "Enter the numbers for {period}"),
        "numerator-within-denominator": Rule(
            rules_numbers.numerator_above,
            "{numerator_label} must be {denominator_number} or fewer, {denominator}",
        ),
        "percent-within-100": Rule(
            rules_numbers.outside_percent, "{value}% is outside 0% to 100%: correct it for {period}"
        ),
        "one-row-each": Rule(
            rules_numbers.more_than_once,
            "{period} is there {count} times. Keep one number, or give measures of different"
            " projects different names",
            needs_source=True,
        ),
        "no-gaps": Rule(
            rules_numbers.no_row, "There is no number for {found}, so there is no row for it"
        ),
        "left-out": Rule(
            rules_numbers.left_out,
            "You left out {found}. This file has no place for that, so it is counted there",
        ),
        "organisation-code": Rule(
            rules_texts.odd_organisation_code,
            "Write the ODS code as 3 to 9 letters and digits, like RX9, not {found}",
        ),
        "no-patients": Rule(
            rules_texts.patient_numbers,
            "Take out the 10-digit number in «{header}»: it looks like an NHS number",
            stops_drafts=True,
        ),
        "one-value-each": Rule(
            rules_texts.more_than_one_value,
            "This format takes one value for each measure, here are {found}. Choose a period in"
            " which it stays the same",
            needs_source=True,
        ),
        "baselines-agree": Rule(
            rules_texts.different_baselines,
            "Its phases have different numbers of baseline points: {found}",
        ),
        "marked-once": Rule(
            rules_texts.marked_again,
            "{count} rows are marked. Some versions of the chart take no more than 1 mark",
            needs_source=True,
        ),
    }
)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(
    definition: ReturnFormat, data: ReturnData, sheets: tuple[ReturnSheet, ...]
) -> list[CellProblem]:
    """Return every problem of a collected return, errors first, then in the order of its checks."""
    subject = Subject(definition=definition, data=data, sheets=sheets)
    found = [
        as_problem(rule, rule.message or RULES[rule.rule].says, finding)
        for rule in definition.checks
        for finding in RULES[rule.rule].find(rule, subject)
    ]
    return sorted(found, key=lambda problem: _ORDER[problem.severity])
