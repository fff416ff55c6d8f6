"""A chart on a page draws whatever it is given, and is walked through by mouse and keys."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from chart_specs import every_mark, plain, smoke_free
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QHelpEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from natpatsip_desktop.core.charts import Badge, ChartSpec, Tone
from natpatsip_desktop.gui.charts import chart_view
from natpatsip_desktop.gui.charts.chart_view import EMPTY, ChartView
from natpatsip_desktop.gui.charts.looks import BLACK_AND_WHITE, LOOKS
from natpatsip_desktop.gui.charts.plot_area import PlotArea
from natpatsip_desktop.gui.tokens import TOKENS_DARK, TOKENS_LIGHT, use_tokens

LAST = 51


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = shown(qtbot, smoke_free())
    qtbot.waitExposed(made)
    return made


def shown(qtbot: QtBot, spec: ChartSpec | None, width: int = 702, height: int = 430) -> ChartView:
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(width, height)
    made.set_spec(spec)
    made.show()
    QApplication.processEvents()
    return made


def picture(view: ChartView) -> QImage:
    return view.grab().toImage()


def colours(image: QImage) -> set[str]:
    # The bits belong to the image, which has to live as long as they are read.
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = whole.constBits()
    found = np.unique(np.frombuffer(pixels, dtype=np.uint32) & 0xFFFFFF)
    return {f"#{colour:06X}" for colour in found}


# -- whatever it is given --------------------------------------------------------------------------

ODD = {
    "one point": plain((42.0,)),
    "two points": plain((42.0, 43.0)),
    "all equal": plain((7.0,) * 20),
    "all zero percent": plain((0.0,) * 20, percent=True),
    "negative": plain((-5.0, 3.0, -200.0, 4.0)),
    "200 per cent": plain((50.0, 200.0, 120.0), percent=True),
    "gaps": plain((None, 1.0, None, None, 2.0, 3.0, None)),
    "1,000 points": plain(tuple(float(i * 37 % 101) for i in range(1000)), frequency="week"),
    "events": plain((3.0, 9.0, 1.0), frequency="event"),
    "years": plain((3.0, 9.0, 1.0), frequency="year"),
    "days": plain((3.0, 9.0, 1.0), frequency="day"),
    "huge": plain((1e12, 3e12)),
    "tiny": plain((1e-9, 3e-9)),
    "every mark": every_mark(),
    "the picture": smoke_free(),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("size", [(702, 430), (300, 180)], ids=["large", "small"])
def test_every_chart_draws_something_and_warns_of_nothing(
    qtbot: QtBot, name: str, size: tuple[int, int]
) -> None:
    image = picture(shown(qtbot, ODD[name], *size))
    assert TOKENS_LIGHT["line"] in colours(image)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_look_draws_its_own_line(view: ChartView, look) -> None:  # type: ignore[no-untyped-def]
    view.set_look(look)
    assert QColor(look.colour(look.line)).name().upper() in colours(picture(view))


def test_black_and_white_has_no_colour(view: ChartView) -> None:
    view.set_look(BLACK_AND_WHITE)
    assert all(QColor(name).saturation() == 0 for name in colours(picture(view)))


def test_dark_tokens_reach_the_chart(view: ChartView) -> None:
    use_tokens(TOKENS_DARK)
    try:
        found = colours(picture(view))
    finally:
        use_tokens(TOKENS_LIGHT)
    assert {TOKENS_DARK["surface"], TOKENS_DARK["line"], TOKENS_DARK["improve"]} <= found


@pytest.mark.parametrize("spec", [None, plain(()), plain((None, None))])
def test_an_empty_chart_says_what_to_do_first(qtbot: QtBot, spec: ChartSpec | None) -> None:
    view = shown(qtbot, spec)
    assert view.accessibleDescription() == EMPTY
    assert len(colours(picture(view))) > 1
    with qtbot.assertNotEmitted(view.picked):
        qtbot.keyClick(view, Qt.Key.Key_End)


def test_a_chart_can_become_empty_and_full_again(view: ChartView) -> None:
    view.set_spec(None)
    assert TOKENS_LIGHT["improve"] not in colours(picture(view))
    view.set_spec(smoke_free())
    QApplication.processEvents()
    assert TOKENS_LIGHT["improve"] in colours(picture(view))


def test_the_chart_fills_its_widget_after_a_resize(view: ChartView) -> None:
    view.resize(1000, 600)
    QApplication.processEvents()
    assert view.dot_rect(LAST).center().x() > 850
    assert view.dot_rect(0).center().x() < 80


# -- words -----------------------------------------------------------------------------------------


def test_the_chart_has_name_and_words(view: ChartView) -> None:
    assert view.accessibleName() == smoke_free().title
    assert view.accessibleDescription() == smoke_free().alt_text


def test_screen_readers_call_it_a_graphic(view: ChartView) -> None:
    assert QAccessible.queryAccessibleInterface(view).role() == QAccessible.Role.Graphic


def test_a_cursor_move_is_announced(
    view: ChartView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Spy:
        @staticmethod
        def updateAccessibility(event) -> None:  # type: ignore[no-untyped-def]
            assert event.type() == QAccessible.Event.Announcement
            said.append(event.message())

    monkeypatch.setattr(chart_view, "QAccessible", Spy)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert said == ["Week from 7 October 2024: 71%"]


def tip_at(view: ChartView, at: QPoint) -> str:
    viewport = view._plot_area().viewport()
    place = viewport.mapFrom(view, at)
    event = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    return QToolTip.text()


def test_the_mouse_resting_on_a_dot_shows_its_words(view: ChartView) -> None:
    assert tip_at(view, view.dot_rect(48).center()) == "Week from 8 September 2025: 96%"


def test_a_badge_without_room_for_words_has_them_as_a_tip(qtbot: QtBot) -> None:
    view = shown(qtbot, smoke_free(), 500, 260)
    x = view.dot_rect(5).center().x()
    tips = {tip_at(view, QPoint(x, y)) for y in range(30, 110, 4)}
    assert "PDSA 1: CO test, room 3" in tips


# -- keys ------------------------------------------------------------------------------------------


def walk(qtbot: QtBot, view: ChartView, *keys: Qt.Key) -> list[int]:
    picked: list[int] = []
    view.picked.connect(picked.append)
    for key in keys:
        qtbot.keyClick(view, key)
    view.picked.disconnect(picked.append)
    return picked


def test_keys_move_the_cursor_and_stop_at_the_ends(qtbot: QtBot, view: ChartView) -> None:
    keys = Qt.Key
    assert walk(qtbot, view, keys.Key_Left, keys.Key_Left, keys.Key_Right) == [51, 50, 51]
    assert walk(qtbot, view, keys.Key_Right, keys.Key_Home, keys.Key_Left) == [51, 0, 0]
    assert walk(qtbot, view, keys.Key_End) == [51]


def test_the_cursor_passes_over_gaps(qtbot: QtBot) -> None:
    view = shown(qtbot, plain((1.0, None, 3.0, None)))
    assert walk(qtbot, view, Qt.Key.Key_End, Qt.Key.Key_Left) == [2, 0]


def test_the_cursor_is_seen(view: ChartView) -> None:
    before = picture(view)
    view.select(20)
    after, at = picture(view), view.dot_rect(20)
    assert before.copy(at) != after.copy(at)
    ring = [after.pixelColor(at.center() + QPoint(x, 0)).lightness() for x in range(5, 12)]
    assert min(ring) < 100


def test_enter_opens_the_current_dot_and_nothing_without_one(qtbot: QtBot, view: ChartView) -> None:
    with qtbot.assertNotEmitted(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    view.select(7)
    with qtbot.waitSignal(view.opened) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == [7]


def test_select_is_silent_and_forgets_dots_that_are_not_there(
    qtbot: QtBot, view: ChartView
) -> None:
    with qtbot.assertNotEmitted(view.picked):
        view.select(7)
    assert view.cursor_dot == 7
    view.select(99)
    assert view.cursor_dot == -1
    view.select(51)
    view.set_spec(plain((1.0, 2.0)))
    assert view.cursor_dot == -1


def test_other_keys_are_left_to_the_page(qtbot: QtBot, view: ChartView) -> None:
    assert walk(qtbot, view, Qt.Key.Key_Tab, Qt.Key.Key_A) == []


def test_the_menu_key_asks_for_the_menu_of_the_current_dot(qtbot: QtBot, view: ChartView) -> None:
    view.select(7)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(view.menu_wanted) as caught:
        QApplication.sendEvent(view, event)
    assert caught.args == [7, view.mapToGlobal(view.dot_rect(7).center())]


# -- mouse -----------------------------------------------------------------------------------------


def test_a_click_picks_the_dot_and_moving_hovers_it(qtbot: QtBot, view: ChartView) -> None:
    viewport = view._plot_area().viewport()
    at = view.dot_rect(30).center()
    with qtbot.waitSignal(view.hovered) as hovered:
        qtbot.mouseMove(viewport, at)
    assert hovered.args == [30]
    with qtbot.waitSignal(view.picked) as picked:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == [30]
    assert view.cursor_dot == 30


def test_a_right_click_asks_for_the_menu_where_it_was(qtbot: QtBot, view: ChartView) -> None:
    at = view.dot_rect(30).center()
    viewport = view._plot_area().viewport()
    place = viewport.mapFrom(view, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    with qtbot.waitSignal(view.menu_wanted) as caught:
        QApplication.sendEvent(viewport, event)
    assert caught.args == [30, view.mapToGlobal(at)]
    assert view.cursor_dot == 30


def turn_wheel(view: ChartView, modifiers: Qt.KeyboardModifier) -> bool:
    viewport = view._plot_area().viewport()
    at = view.dot_rect(30).center()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        QPoint(0, 0),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    return event.isAccepted()


def test_the_wheel_is_left_to_the_page(view: ChartView) -> None:
    before = picture(view)
    assert not turn_wheel(view, Qt.KeyboardModifier.NoModifier)
    assert picture(view) == before


def test_ctrl_and_wheel_zoom_and_a_double_click_shows_all_again(
    qtbot: QtBot, view: ChartView
) -> None:
    before = picture(view)
    assert turn_wheel(view, Qt.KeyboardModifier.ControlModifier)
    assert view.dot_rect(0).center().x() < 0
    assert picture(view) != before
    viewport = view._plot_area().viewport()
    at = view.dot_rect(30).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert view.dot_rect(0).center().x() > 0


def test_more_badges_than_lanes_still_draw(qtbot: QtBot) -> None:
    badges = tuple(Badge(on=date(2025, 1, 6), text=f"Test {i}", number=i) for i in range(9))
    image = picture(shown(qtbot, replace(smoke_free(), badges=badges)))
    assert TOKENS_LIGHT["badge"] in colours(image)


def test_tones_are_told_apart_by_shape_as_well(qtbot: QtBot) -> None:
    """Without colour, the three kinds of signal still differ."""
    found = set()
    for tone in (Tone.IMPROVE, Tone.CONCERN, Tone.NEUTRAL):
        spec = plain((1.0, 2.0, 3.0))
        dots = tuple(replace(dot, tone=tone) for dot in spec.dots)
        view = shown(qtbot, replace(spec, dots=dots))
        view.set_look(BLACK_AND_WHITE)
        image = picture(view).copy(view.dot_rect(1))
        found.add(bytes(image.constBits()))
    assert len(found) == 3


def test_a_chart_that_becomes_lower_than_its_margins_were_keeps_its_time_axis(
    qtbot: QtBot,
) -> None:
    view = shown(qtbot, smoke_free(), 702, 520)
    plot = view.findChild(PlotArea)
    assert plot is not None
    plot.getPlotItem().layout.setContentsMargins(40, 320, 90, 120)
    view.resize(702, 300)
    QApplication.processEvents()
    assert plot.getPlotItem().geometry().height() == 300
