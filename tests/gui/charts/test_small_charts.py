"""Sparklines, small multiples and signal icons draw what they should, and have words."""

from dataclasses import replace
from datetime import date

import pytest
from chart_specs import every_mark, plain, smoke_free
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from natpatsip_desktop.core.charts import ChartSpec, Glyph, Tone
from natpatsip_desktop.gui.charts.signal_icon import SignalIcon, icon_name, paint_signal_icon
from natpatsip_desktop.gui.charts.small_multiple import SmallMultiple, latest_value
from natpatsip_desktop.gui.charts.sparkline import SparklineWidget, paint_sparkline
from natpatsip_desktop.gui.tokens import TOKENS_LIGHT


def sparkline(spec: ChartSpec) -> QImage:
    image = QImage(150, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sparkline(painter, QRectF(image.rect()), spec)
    painter.end()
    return image


def columns(image: QImage, colour: str) -> list[int]:
    """Return the columns of an image that hold a pixel of exactly this colour."""
    return [
        x
        for x in range(image.width())
        if any(
            image.pixelColor(x, y).name().upper() == colour.upper() for y in range(image.height())
        )
    ]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "values",
    [
        (),
        (None,),
        (1.0,),
        (3.0, 3.0),
        (1e17,),
        (1.0, None, 2.0),
        tuple(float(i) for i in range(500)),
    ],
    ids=lambda values: f"{len(values)} points",
)
def test_any_sparkline_draws(values: tuple[float | None, ...]) -> None:
    image = sparkline(plain(values))
    found = columns(image, TOKENS_LIGHT["line"])
    assert bool(found) == any(y is not None for y in values)


@pytest.mark.usefixtures("qapp")
def test_a_short_sparkline_ends_early_and_a_long_one_fills_its_room() -> None:
    short = columns(sparkline(plain((1.0, 4.0, 2.0, 5.0))), TOKENS_LIGHT["line"])
    long = columns(sparkline(plain(tuple(float(i % 5) for i in range(40)))), TOKENS_LIGHT["line"])
    assert max(short) < 30
    assert max(long) > 140


@pytest.mark.usefixtures("qapp")
def test_the_run_is_in_its_colour_at_the_end() -> None:
    assert min(columns(sparkline(smoke_free()), TOKENS_LIGHT["improve"])) > 90


def test_a_sparkline_widget_has_words(qtbot: QtBot) -> None:
    widget = SparklineWidget()
    qtbot.addWidget(widget)
    assert widget.accessibleName() == "Sparkline: no numbers yet"
    widget.set_spec(smoke_free())
    assert widget.accessibleName() == f"Sparkline: {smoke_free().title}"
    assert widget.accessibleDescription() == smoke_free().alt_text
    assert not widget.grab().isNull()


@pytest.fixture
def card(qtbot: QtBot) -> SmallMultiple:
    made = SmallMultiple()
    qtbot.addWidget(made)
    made.resize(264, 220)
    made.set_spec(smoke_free(), name="Smoke-free at delivery", role="Outcome")
    return made


def test_a_card_says_everything_it_shows(card: SmallMultiple) -> None:
    name = card.accessibleName()
    assert name.startswith("Smoke-free at delivery. Outcome  ·  target 95%. 88%. Improved")
    assert name.endswith("9 in a row above the median")
    assert card.accessibleDescription() == smoke_free().alt_text


def test_a_card_opens_by_key_and_by_click(card: SmallMultiple, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(card.opened):
            qtbot.keyClick(card, key)
    with qtbot.waitSignal(card.opened):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)


def test_cards_given_one_time_axis_share_it(card: SmallMultiple) -> None:
    few = plain((1.0, 2.0, 3.0))
    plot = QRect(0, 50, 264, 95)
    card.set_spec(few)
    alone = columns(card.grab(plot).toImage(), TOKENS_LIGHT["line"])
    card.set_spec(few, begins=date(2022, 1, 1), ends=date(2024, 1, 1))
    shared = columns(card.grab(plot).toImage(), TOKENS_LIGHT["line"])
    assert max(alone) - min(alone) > 150
    assert max(shared) - min(shared) < 60


@pytest.mark.parametrize("spec", [plain(()), plain((None,)), plain((2.0,)), every_mark()])
def test_any_card_draws(card: SmallMultiple, spec: ChartSpec) -> None:
    card.set_spec(replace(spec, reading=smoke_free().reading))
    assert columns(card.grab().toImage(), TOKENS_LIGHT["improve"])


def test_the_latest_value_is_the_last_that_is_there() -> None:
    assert latest_value(plain((1.0, 2.25, None))) == "2.3"
    assert latest_value(smoke_free()) == "88%"
    assert latest_value(plain(())) == ""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", [17, 28, 44])
def test_every_glyph_is_another_picture(size: int) -> None:
    pictures = set()
    for glyph in Glyph:
        image = QImage(size, size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_signal_icon(painter, QRectF(image.rect()), Tone.IMPROVE, glyph)
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(Glyph)


def test_an_icon_has_its_meaning_as_name(qtbot: QtBot) -> None:
    icon = SignalIcon(28)
    qtbot.addWidget(icon)
    assert icon.accessibleName() == "Signal: no change"
    icon.show_signal(Tone.CONCERN, Glyph.UP)
    assert icon.accessibleName() == "Signal: concern, going up"
    icon.show_signal(Tone.CONCERN, Glyph.UP, "Getting worse")
    assert icon.accessibleName() == "Getting worse"
    assert not icon.grab().isNull()


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("glyph", Glyph)
def test_every_icon_has_a_name(tone: Tone, glyph: Glyph) -> None:
    assert icon_name(tone, glyph).startswith("Signal: ")
