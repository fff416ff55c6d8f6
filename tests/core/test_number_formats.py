"""Cells shown as a spreadsheet shows them; expected texts are those of Excel and LibreOffice."""

from datetime import date

import pytest

from natpatsip_desktop.core.number_formats import shown
from natpatsip_desktop.core.returns.catalogue import formats
from natpatsip_desktop.core.returns.layout import TableBlock
from natpatsip_desktop.core.sheets import Value


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "0.0%", ""),
        ("=New clinic", "General", "=New clinic"),
        (173, "General", "173"),
        (88.33333333333333, "General", "88.33333333"),
        (0.5, "General", "0.5"),
        (0.925, "0.0%", "92.5%"),
        (1, "0.0%", "100.0%"),
        (10.0, "#,##0.0##", "10.0"),
        (12.3456, "#,##0.0##", "12.346"),
        (12.34, "#,##0.0##", "12.34"),
        (1234.5, "#,##0.0##", "1,234.5"),
        (-0.25, "0.0%", "-25.0%"),
        (7.0, "0", "7"),
        (date(2025, 9, 8), "dd/mm/yyyy", "08/09/2025"),
        (date(2025, 9, 8), "mmm yyyy", "Sep 2025"),
        (date(2025, 9, 8), '"Week from" d mmm yyyy', "Week from 8 Sep 2025"),
        (date(2025, 9, 8), "d mmmm yyyy", "8 September 2025"),
        (date(2025, 9, 8), "d/m/yy", "8/9/25"),
        (date(2025, 9, 8), "General", "2025-09-08"),
    ],
)
def test_a_cell_is_shown_as_a_spreadsheet_shows_it(
    value: Value, number_format: str, text: str
) -> None:
    assert shown(value, number_format) == text


def test_every_format_that_ships_is_one_we_can_show() -> None:
    used = {
        number_format
        for one in formats()
        for sheet in one.sheets
        for block in sheet.blocks
        if isinstance(block, TableBlock)
        for column in block.columns
        for number_format in (column.number_format, *column.formats.values())
    }
    numbers = {one for one in used if set(one) <= set("#,0.%")}
    dates = {one for one in used if "yyyy" in one}
    assert used - numbers - dates == {"General"}
