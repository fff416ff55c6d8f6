"""Charts in files carry their words and the right size, and say what to do when they cannot."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from chart_specs import every_mark, plain, smoke_free
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from natpatsip_desktop.core.charts import ChartSpec, Glyph, Icon, Level, Tone
from natpatsip_desktop.errors import CannotSave, WorkbookError
from natpatsip_desktop.gui.charts.export import chart_image, chart_mime, write_chart
from natpatsip_desktop.gui.charts.frame import make_heading, with_icons
from natpatsip_desktop.gui.charts.headless import draw_to_file
from natpatsip_desktop.gui.charts.looks import BLACK_AND_WHITE
from natpatsip_desktop.gui.tokens import TOKENS_DARK, TOKENS_LIGHT, use_tokens

pytestmark = pytest.mark.usefixtures("qapp")

SVG = "{http://www.w3.org/2000/svg}"


def svg_texts(path: Path) -> list[str]:
    tree = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    return [(node.text or "").strip() for node in tree.iter(f"{SVG}text")]


def test_a_png_has_300_dots_an_inch_and_its_words(tmp_path: Path) -> None:
    image = QImage(str(write_chart(smoke_free(), tmp_path / "chart.png")))
    assert (image.width(), image.height()) == (2008, 1063)
    assert image.dotsPerMeterX() == 11811
    assert image.devicePixelRatio() == 1
    assert image.text("Description") == smoke_free().alt_text
    assert image.text("Title") == smoke_free().title


def test_text_in_a_png_is_as_large_as_on_paper(tmp_path: Path) -> None:
    """The title, 10 pt bold, is about a fifth of an inch high with its room: 60 px of 300."""
    image = QImage(str(write_chart(smoke_free(), tmp_path / "chart.png")))
    ink = [
        y
        for y in range(0, 75)
        if any(image.pixelColor(x, y).lightness() < 100 for x in range(40, 1100))
    ]
    assert 30 <= ink[-1] - ink[0] <= 50


def test_an_svg_has_real_text_title_and_description(tmp_path: Path) -> None:
    spec = replace(smoke_free(), title="Mothers & babies <1 year")
    path = write_chart(spec, tmp_path / "chart.svg", (254, 143))
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert root.findtext(f"{SVG}title") == spec.title
    assert root.findtext(f"{SVG}desc") == spec.alt_text
    texts = svg_texts(path)
    for words in (spec.title, "Target 95%", "Latest 88%", "Median 69%", "9 in a row above", "9"):
        assert words in texts
    assert any(text.startswith("Run chart, Anhøj rules") for text in texts)
    assert spec.footnotes[0] in texts


ICONS = (
    Icon(tone=Tone.CONCERN, glyph=Glyph.UP, words="Variation: special cause, concern, higher"),
    Icon(tone=Tone.IMPROVE, glyph=Glyph.PASS, words="Assurance: meets the target every time"),
)


def test_icons_of_making_data_count_go_with_a_chart_into_files(tmp_path: Path) -> None:
    spec = replace(smoke_free(), icons=ICONS)
    texts = svg_texts(write_chart(spec, tmp_path / "chart.svg"))
    assert [icon.words for icon in ICONS if icon.words in texts] == [one.words for one in ICONS]
    plain_one = write_chart(smoke_free(), tmp_path / "plain.svg").read_text("utf-8")
    assert (tmp_path / "chart.svg").read_text("utf-8").count("<ellipse") > plain_one.count(
        "<ellipse"
    ) or (tmp_path / "chart.svg").read_text("utf-8").count("<circle") > plain_one.count("<circle")


@pytest.mark.parametrize("theme", [TOKENS_LIGHT, TOKENS_DARK], ids=["light", "dark"])
def test_icons_in_files_are_those_of_paper_whatever_the_theme(theme: dict[str, str]) -> None:
    use_tokens(TOKENS_LIGHT)
    spec = replace(smoke_free(), icons=ICONS)
    expected = chart_image(spec)
    use_tokens(theme)
    try:
        assert chart_image(spec) == expected
    finally:
        use_tokens(TOKENS_LIGHT)


def test_icons_stand_in_rows_where_a_chart_is_narrow() -> None:
    wide, narrow = (
        with_icons(make_heading(smoke_free(), px, _letters), _iconic(), px, _letters)
        for px in (900, 320)
    )
    assert (len(wide.icons), len(narrow.icons)) == (1, 2)
    assert narrow.height > wide.height


def _iconic() -> ChartSpec:
    return replace(smoke_free(), icons=ICONS)


def _letters(text: str, role: str, *, bold: bool = False) -> float:
    return 6.0 * len(text)


def test_the_room_between_limits_ends_where_they_have_a_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled: list[int] = []
    monkeypatch.setattr(QPainter, "drawPolygon", lambda _painter, shape: filled.append(len(shape)))
    ys = (9.0, 9.5, None, 9.0)
    levels = (
        Level(role="upper", first=0, last=3, ys=ys),
        Level(role="lower", first=0, last=3, ys=tuple(None if y is None else y - 5 for y in ys)),
    )
    chart_image(replace(plain((7.0, 8.0, None, 7.0)), levels=levels))
    assert len(filled) == 2


def test_an_svg_has_no_thick_cosmetic_lines(tmp_path: Path) -> None:
    root = ElementTree.fromstring(write_chart(every_mark(), tmp_path / "c.svg").read_text("utf-8"))
    widths = {float(node.get("stroke-width", "0")) for node in root.iter(f"{SVG}g")}
    assert max(widths) <= 2


def test_cycles_whose_words_do_not_fit_are_listed_below(tmp_path: Path) -> None:
    texts = " ".join(svg_texts(write_chart(smoke_free(), tmp_path / "small.svg")))
    assert "PDSA cycles: 1 CO test, room 3 (11 Nov 2024)" in texts
    texts = " ".join(svg_texts(write_chart(smoke_free(), tmp_path / "big.svg", (254, 143))))
    assert "PDSA cycles" not in texts
    assert "CO test, room 3" in texts


def test_a_pdf_is_a_pdf_of_one_page_with_its_words(tmp_path: Path) -> None:
    content = write_chart(smoke_free(), tmp_path / "chart.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 1
    assert smoke_free().alt_text.encode() in content


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
@pytest.mark.parametrize(
    "spec", [plain(()), plain((None,)), plain((1.0,)), every_mark()], ids=range(4)
)
def test_any_chart_can_be_written(tmp_path: Path, spec, suffix: str) -> None:  # type: ignore[no-untyped-def]
    assert write_chart(spec, tmp_path / f"x.{suffix}").stat().st_size > 500


def test_an_unknown_suffix_names_the_three_that_work(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"\.png, \.svg or \.pdf"):
        write_chart(smoke_free(), tmp_path / "chart.bmp")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_says_choose_another(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="Choose another folder"):
        write_chart(smoke_free(), tmp_path / "nowhere" / "chart.png")


def test_files_are_light_even_in_the_dark_theme(tmp_path: Path) -> None:
    use_tokens(TOKENS_DARK)
    try:
        image = chart_image(smoke_free())
    finally:
        use_tokens(TOKENS_LIGHT)
    assert image.pixelColor(2, 2) == QColor("#FFFFFF")


def test_a_slide_is_16_to_9_and_black_and_white_has_no_colour() -> None:
    image = chart_image(smoke_free(), look=BLACK_AND_WHITE, dpi=48)
    assert image.width() / image.height() == pytest.approx(16 / 9, rel=0.01)
    seen = {
        image.pixelColor(x, y).saturation()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert seen == {0}


def test_the_clipboard_holds_picture_svg_and_words() -> None:
    mime = chart_mime(smoke_free())
    assert mime.hasImage()
    assert bytes(mime.data("image/svg+xml").data()).startswith(b"<?xml")
    assert mime.text() == smoke_free().alt_text


def test_a_running_application_is_used(tmp_path: Path) -> None:
    before = QApplication.instance()
    assert draw_to_file(smoke_free(), tmp_path / "chart.svg").exists()
    assert QApplication.instance() is before


def test_files_need_no_display_and_no_pyqtgraph(tmp_path: Path) -> None:
    """A new process without a display, as the command line is started on a server."""
    program = (
        "import sys; from chart_specs import smoke_free;"
        "from natpatsip_desktop.gui.charts.headless import draw_to_file;"
        "draw_to_file(smoke_free(), sys.argv[1]);"
        "assert 'pyqtgraph' not in sys.modules"
    )
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    clean = {key: value for key, value in os.environ.items() if key not in hidden}
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    target = tmp_path / "chart.png"
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)],
        env={**clean, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert target.exists()


def test_importing_the_view_does_not_import_pyqtgraph() -> None:
    program = (
        "import sys, natpatsip_desktop.gui.charts.chart_view; print('pyqtgraph' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
