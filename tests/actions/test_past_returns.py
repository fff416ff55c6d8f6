"""What went out before and what is offered next."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from natpatsip_desktop.actions import past_returns as past
from natpatsip_desktop.actions import returns
from natpatsip_desktop.core.periods import ReturnPeriod, parse_return_period
from natpatsip_desktop.core.records import Frequency, Measure, Organisation, Point, Project, Return
from natpatsip_desktop.errors import NotThere
from natpatsip_desktop.store.workbook import Workbook

MDC, OWN = "mdc.tidy", "own.measure-return"
TODAY = date(2025, 10, 13)


@pytest.fixture
def project(workbook: Workbook) -> Project:
    """A project with a number for each month from July to October 2025."""
    with workbook.edit("Fill"):
        workbook.insert(Organisation(name="Northgate", code="RX9"))
        made = workbook.insert(Project(title="Falls"))
        measure = workbook.insert(Measure(project_id=made.id, name="Falls"))
        workbook.insert_many(
            Point(measure_id=measure.id, starts=date(2025, month, 1), value=month)
            for month in (7, 8, 9, 10)
        )
    return made


def export(
    workbook: Workbook, folder: Path, format_id: str, period: str, day: int, **named: object
) -> Return:
    project_id = named.pop("project_id", None)
    assert project_id is None or isinstance(project_id, int)
    made = returns.prepare(workbook, format_id, period, project_id, today=TODAY)
    path = folder / f"{day}.xlsx"
    return returns.export(workbook, made, path, now=datetime(2025, 10, day)).record


def test_nothing_went_out_yet(workbook: Workbook) -> None:
    assert past.past_returns(workbook) == []
    assert all(choice.last is None for choice in past.format_choices(workbook))


def test_the_newest_export_is_on_top_with_its_words(
    workbook: Workbook, project: Project, tmp_path: Path
) -> None:
    export(workbook, tmp_path, MDC, "2025-Q2", 8)
    export(workbook, tmp_path, OWN, "2025-09", 9, project_id=project.id)
    newest, oldest = past.past_returns(workbook)
    assert (newest.format_title, newest.project) == ("Measure return", "Falls")
    assert (newest.period_words, newest.state) == ("September 2025", "Exported")
    assert oldest.project == past.WHOLE
    assert oldest.period_words == "Quarter 2, 2025 to 2026 (July to September 2025)"
    assert oldest.short_period == "July to September 2025"
    assert past.past_returns(workbook, project.id) == [newest]
    with workbook.edit("Delete"):
        workbook.change(project, deleted_at=datetime(2025, 10, 10))
    assert past.past_returns(workbook)[0].project == "Falls (deleted)"


def test_a_revision_and_what_it_replaced_say_so(
    workbook: Workbook, project: Project, tmp_path: Path
) -> None:
    first = export(workbook, tmp_path, MDC, "2025-Q2", 8)
    returns.mark_sent(workbook, first.id)
    assert [one.state for one in past.past_returns(workbook)] == ["Sent"]
    with workbook.edit("Change"):
        workbook.change(workbook.all(Point)[0], value=1)
    export(workbook, tmp_path, MDC, "2025-Q2", 9)
    states = [one.state for one in past.past_returns(workbook)]
    assert states == ["Exported, revision 2", "Replaced"]


def test_a_format_or_period_of_another_program_version_is_shown_by_its_code(
    workbook: Workbook,
) -> None:
    with workbook.edit("From elsewhere"):
        workbook.insert(Return(format_id="nhse.old", period="2019-H1"))
    (one,) = past.past_returns(workbook)
    assert (one.format_title, one.period_words, one.period) == ("nhse.old", "2019-H1", None)
    assert one.short_period == "2019-H1"


def test_a_year_is_named_by_its_two_years(workbook: Workbook) -> None:
    with workbook.edit("From elsewhere"):
        workbook.insert(Return(format_id=OWN, period="2024-25"))
    (one,) = past.past_returns(workbook)
    assert one.short_period == "2024 to 2025"


def test_the_format_used_last_is_offered_first(
    workbook: Workbook, project: Project, tmp_path: Path
) -> None:
    for format_id, day in ((MDC, 8), (OWN, 9), (MDC, 10)):
        record = export(workbook, tmp_path, format_id, "2025-Q2", day)
        first = past.format_choices(workbook)[0]
        assert first.format.id == format_id
        assert first.last is not None and first.last.id == record.id


def codes(periods: list[ReturnPeriod]) -> list[str]:
    return [period.code for period in periods]


def test_only_periods_with_numbers_are_offered_and_a_likely_one_is_chosen(
    workbook: Workbook, project: Project
) -> None:
    definition = past.format_choices(workbook)[0].format
    offered = past.offered_periods(workbook, definition)
    assert codes(offered) == [
        *["2025-26", "2025-Q3", "2025-10", "2025-09", "2025-Q2", "2025-08", "2025-07"]
    ]
    likely = past.likely_period(offered, None, TODAY)
    assert likely == parse_return_period("2025-Q2")
    months = past.likely_period(offered, Return(period="2025-05"), TODAY)
    assert months == parse_return_period("2025-09")
    years = past.likely_period(offered, Return(period="2024-25"), TODAY)
    assert years == parse_return_period("2025-09")
    assert past.likely_period(offered, None, date(2025, 6, 1)) == offered[0]
    assert past.likely_period([], None, TODAY) is None


def test_a_likely_return_is_in_the_format_named_for_the_period_it_takes(
    workbook: Workbook, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    definition, period = past.likely_return(workbook, None, TODAY)
    assert (definition, period.code) == (past.format_choices(workbook)[0].format, "2025-Q2")
    september = parse_return_period("2025-09")
    definition, period = past.likely_return(workbook, project.id, TODAY, MDC, september)
    assert (definition.id, period) == (MDC, september)
    quarterly = replace(definition, periods=(Frequency.QUARTER,))
    monkeypatch.setattr(past, "formats", lambda: (quarterly,))
    definition, period = past.likely_return(workbook, None, TODAY, MDC, september)
    assert (definition.id, period.code) == (MDC, "2025-Q2")


def test_without_numbers_no_return_is_likely(workbook: Workbook) -> None:
    with pytest.raises(NotThere, match="no numbers yet"):
        past.likely_return(workbook, None, TODAY)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2025-09", "September 2025"),
        ("2025-Q2", "July to September 2025 (quarter 2, 2025 to 2026)"),
        ("2025-26", "April 2025 to March 2026 (2025 to 2026)"),
    ],
)
def test_periods_are_offered_by_their_months(code: str, words: str) -> None:
    assert past.months_first(parse_return_period(code)) == words


def test_a_return_knows_whether_it_changed_since_it_went_out(
    workbook: Workbook, project: Project, tmp_path: Path
) -> None:
    made = returns.prepare(workbook, MDC, "2025-Q2", today=TODAY)
    assert past.last_export(workbook, made) is None
    export(workbook, tmp_path, MDC, "2025-Q2", 8)
    record = past.last_export(workbook, made)
    assert record is not None and past.is_as_it_went_out(made, record)
    with workbook.edit("Change"):
        workbook.change(workbook.all(Point)[0], value=1)
    changed = returns.prepare(workbook, MDC, "2025-Q2", today=TODAY)
    assert not past.is_as_it_went_out(changed, record)
