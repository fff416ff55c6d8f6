"""Which chart types and rule sets make sense for a measure, in the order they are offered."""

from natpatsip_desktop.core.limits import CHARTS
from natpatsip_desktop.core.records import Unit

# Which charts suit each kind of number: SPC.md section 1 and PEERS.md 2.5. A run chart suits all.
_CHARTS = {
    Unit.PERCENT: ("run", "p", "pp", "i", "ip", "mr"),
    Unit.RATE: ("run", "u", "up", "i", "ip", "mr"),
    Unit.COUNT: ("run", "c", "i", "mr", "xbar", "s"),
    Unit.VALUE: ("run", "i", "mr", "xbar", "s"),
    Unit.DAYS: ("run", "t", "i", "mr", "xbar", "s"),
    Unit.CASES: ("run", "g", "i", "mr"),
}


def charts_for(unit: Unit, now: str = "run") -> tuple[str, ...]:
    """Give the chart types for a kind of number; the one in use `now` is always among them."""
    charts = _CHARTS[unit]
    return charts if now in charts else (*charts, now)


def rule_sets_for(chart: str, now: str = "") -> tuple[str, ...]:
    """Give the rule sets for a chart type, the usual one first, then the one in use `now`."""
    if chart == "run":
        rules: tuple[str, ...] = ("anhoej", "perla", "none")
    elif CHARTS[chart].runs:
        rules = ("shewhart", "mdc", "none")
    else:
        rules = ("shewhart", "none")
    return rules if not now or now in rules else (*rules, now)


def rules_after(chart: str, rules: str) -> str:
    """Give the rule set for a new chart type: the one there was if it fits, else the usual one."""
    offered = rule_sets_for(chart)
    return rules if rules in offered else offered[0]
