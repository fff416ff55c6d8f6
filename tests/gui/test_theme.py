"""Light, dark, contrast: the same tokens everywhere, and words that can be read in each."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from natpatsip_desktop.gui import theme as looks
from natpatsip_desktop.gui.main_window import MainWindow
from natpatsip_desktop.gui.theme import Look, Theme, palette, style_sheet
from natpatsip_desktop.gui.tokens import TOKENS_DARK, TOKENS_LIGHT, contrast, tokens, use_tokens

Window = Callable[..., MainWindow]
TEXT = (
    (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
    (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
    (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
    (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
    (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
    (QPalette.ColorRole.Link, QPalette.ColorRole.Base),
    (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
)


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    use_tokens(TOKENS_LIGHT)
    qapp.setPalette(palette())
    qapp.setStyleSheet(style_sheet(1.0))


@pytest.mark.parametrize("colours", [TOKENS_LIGHT, TOKENS_DARK], ids=["light", "dark"])
def test_the_palette_can_be_read(colours: dict[str, str]) -> None:
    use_tokens(colours)
    made = palette()
    for text, ground in TEXT:
        ratio = contrast(made.color(text).name().upper(), made.color(ground).name().upper())
        assert ratio >= 4.5, (text, ground, ratio)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_style_sheet_names_known_tokens_only(qapp: QApplication, scale: float) -> None:
    assert "$" not in style_sheet(scale)


def test_dark_is_dark_all_over(open_window: Window) -> None:
    window = open_window()
    window.session.theme.choose(look=Look.DARK)
    assert tokens()["surface"] == TOKENS_DARK["surface"]
    picture = window.grab().toImage()
    spots = [(5, 5), (100, 400), (700, 40), (700, 100), (700, 650), (1340, 720)]
    assert all(QColor(picture.pixel(x, y)).lightness() < 128 for x, y in spots)
    window.session.theme.choose(look=Look.LIGHT)


def test_a_contrast_theme_uses_the_persons_own_colours(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = QPalette()
    for role, colour in (
        (QPalette.ColorRole.WindowText, "#FFFFFF"),
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.Highlight, "#1AEBFF"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
        (QPalette.ColorRole.Link, "#FFFF00"),
    ):
        system.setColor(role, QColor(colour))
    monkeypatch.setattr(Theme, "_high_contrast", lambda _self: True)
    monkeypatch.setattr(Theme, "_system_palette", lambda _self: system)
    made = Theme(qapp)
    assert set(tokens().values()) <= {"#FFFFFF", "#000000", "#1AEBFF", "#FFFF00"}
    assert tokens()["ink"] == "#FFFFFF"
    assert tokens()["surface"] == "#000000"
    assert tokens()["primary"] == "#1AEBFF"
    assert tokens()["link"] == "#FFFF00"
    assert contrast(tokens()["on_primary"], tokens()["primary"]) >= 4.5
    assert contrast(tokens()["on_select"], tokens()["select"]) >= 4.5
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor("#000000")
    made.deleteLater()


def test_larger_text_is_larger_everywhere(open_window: Window) -> None:
    window = open_window()
    before = window.rail.button("home").font().pointSizeF()
    window.session.theme.choose(percent=150)
    assert window.rail.button("home").font().pointSizeF() == pytest.approx(before * 1.5)
    window.session.theme.choose(percent=100)
    assert window.rail.button("home").font().pointSizeF() == pytest.approx(before)


def test_every_text_size_is_offered() -> None:
    assert looks.TEXT_SIZES == (100, 115, 130, 150)
