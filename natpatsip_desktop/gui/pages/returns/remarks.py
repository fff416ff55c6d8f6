"""What is said at the foot of the problems: small numbers, and what went out before."""

from collections.abc import Sequence

from natpatsip_desktop.actions.past_returns import is_as_it_went_out
from natpatsip_desktop.actions.returns import Prepared
from natpatsip_desktop.core.periods import long_date
from natpatsip_desktop.core.records import Return, ReturnState, Unit
from natpatsip_desktop.core.returns.data import PeriodRow
from natpatsip_desktop.core.returns.tables import tables_in
from natpatsip_desktop.core.values import COUNTED

SMALL = 5
_COUNTS = ("point.numerator", "point.denominator")


def remarks(prepared: Prepared, last: Return | None) -> Sequence[str]:
    """Return the remarks on a return; `last` is what was exported of it before."""
    said = [_since(prepared, last) if last else "", _small_numbers(prepared)]
    return [one for one in said if one]


def _since(prepared: Prepared, last: Return) -> str:
    """Say what became of the return since it went out."""
    sent = last.state is ReturnState.SENT
    when = last.sent_at if sent else last.exported_at
    day = f" on {long_date(when.date())}" if when else ""
    verb = "Sent" if sent else "Exported"
    if is_as_it_went_out(prepared, last):
        return f"{verb}{day}. Nothing has changed since."
    revision = last.revision + 1
    return f"{verb}{day}. It has changed since: exporting it makes revision {revision}."


def _small_numbers(prepared: Prepared) -> str:
    count = sum(
        isinstance(cell.value, int | float) and 0 < cell.value < SMALL
        for table in tables_in(prepared.sheets)
        for row in table.rows
        if isinstance(row.about, PeriodRow)
        for cell in row.cells
        if cell.source in _COUNTS or (cell.source == "point.value" and _is_count(row.about))
    )
    if not prepared.rows:
        return ""
    if not count:
        return f"No small numbers: no count from 1 to {SMALL - 1} is in this return."
    are = "1 count is" if count == 1 else f"{count} counts are"
    return f"Small numbers: {are} from 1 to {SMALL - 1}. This format sends them as they are."


def _is_count(row: PeriodRow) -> bool:
    return row.series.measure.unit in COUNTED and row.series.measure.unit is not Unit.DAYS
