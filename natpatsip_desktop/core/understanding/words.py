"""The words by which the columns of a sheet are known."""

import re

PERIOD = {"date", "month", "week", "period", "quarter", "year", "day", "time", "wc", "commencing"}
PERIOD |= {"beginning", "from", "starting", "start", "ending", "fy", "reporting"}
NOT_THE_PERIOD = {"birth", "dob", "target", "due", "updated", "entered", "end", "modified"}
NOT_THE_PERIOD |= {"created", "reported", "submitted", "published", "review"}
NUMERATOR = {"numerator", "num", "yes", "met", "achieved", "compliant", "passed"}
PERHAPS_NUMERATOR = {"count", "event", "case"}
DENOMINATOR = {"denominator", "den", "denom", "eligible", "population", "audited", "opportunity"}
PERHAPS_DENOMINATOR = {"total", "n", "sample", "all", "base"}
VALUE = {"value", "%", "percent", "percentage", "pct", "rate", "proportion", "mean", "score"}
VALUE |= {"result", "figure", "actual", "performance", "average", "count", "number"}
NOTE = {"note", "comment", "annotation", "remark", "commentary", "reason", "narrative"}
NOT_A_NUMBER_TO_READ = {"target", "goal", "baseline", "limit", "ucl", "lcl", "upl", "lpl", "upper"}
NOT_A_NUMBER_TO_READ |= {"lower", "standard", "trajectory", "threshold", "code", "id", "recalc"}
NOT_A_NUMBER_TO_READ |= {"rank", "duration", "median", "centre", "ci", "sigma", "row", "cumulative"}

_TOTAL = re.compile(
    r"(grand |sub-?)?totals?\b|averages?\b|mean\b|median\b|ytd\b|year to date\b|sum\b|overall\b"
    r"|cumulative\b|targets?\b|baseline\b|all\b|min\b|max\b"
)
_SMALL = {"of", "the", "in", "a", "an", "at", "to", "for", "and", "or", "with", "who", "is", "are"}
_SMALL |= {"were", "was", "by", "on", "no", "number"}


def tokens(text: str) -> frozenset[str]:
    """Return the words of a text in lower case and in the singular, and a % sign as a word."""
    found = re.findall(r"[a-z0-9]+|%", text.lower())
    return frozenset(_singular(word) for word in found)


def about_periods(heading: str) -> float:
    """Score how much a heading speaks of periods: above 0 for yes, below for other dates."""
    words = tokens(heading)
    if words & NOT_THE_PERIOD:
        # «Week ending» is a period; «End date» beside a start date is not.
        return 0.4 if words & {"week", "wk", "month", "quarter"} else -1.0
    return 0.5 if words & PERIOD else 0.0


def likeness(heading: str, definition: str) -> float:
    """Return the share (0 to 1) of the heading's own words that a definition uses too."""
    own = tokens(heading) - _SMALL
    return len(own & tokens(definition)) / len(own) if own else 0.0


def is_total(text: str) -> bool:
    """Tell whether a text names a row of totals rather than a period."""
    return _TOTAL.match(text.strip().lower()) is not None


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and word[-2] not in "su" else word
