"""Longer texts in a QTextBrowser, in the type sizes and colours of the theme."""

from PySide6.QtWidgets import QTextBrowser

from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.tokens import SIZES, tokens


def show_html(browser: QTextBrowser, html: str) -> None:
    """Show a text with our headings, links and tables, from its beginning."""
    browser.document().setDefaultStyleSheet(_style())
    browser.document().setDefaultFont(dress.font("body"))
    browser.setHtml(html)
    browser.moveCursor(browser.textCursor().MoveOperation.Start)


def show_markdown(browser: QTextBrowser, text: str) -> None:
    """Show a Markdown text in the same look."""
    # Through HTML, since a Markdown document takes no style sheet.
    scratch = QTextBrowser()
    scratch.setMarkdown(text)
    body = scratch.toHtml().partition("<body")[2].partition(">")[2].partition("</body>")[0]
    show_html(browser, _unstyled(body))


def _unstyled(html: str) -> str:
    """Drop the fonts and sizes that Qt writes into each paragraph, so that ours are used."""
    kept, rest = [], html
    while ' style="' in rest:
        before, _, after = rest.partition(' style="')
        kept.append(before)
        style, _, rest = after.partition('"')
        if "font-weight" in style and kept[-1].endswith("<span"):
            kept.append(' style="font-weight:600"')
        elif "font-style:italic" in style:
            kept.append(' style="font-style:italic"')
    return "".join([*kept, rest])


def _style() -> str:
    colours, scale = tokens(), dress.scale()
    sizes = {name: f"{size * scale:.1f}pt" for name, size in SIZES.items()}
    return (
        f"body, p, li, td {{ color: {colours['ink']}; font-size: {sizes['body']}; }}"
        f"h1 {{ font-size: {sizes['page']}; margin-bottom: 6px; }}"
        f"h2 {{ font-size: {sizes['section']}; margin-top: 14px; margin-bottom: 4px; }}"
        f"h3 {{ font-size: {sizes['body']}; margin-top: 10px; margin-bottom: 2px; }}"
        f"a {{ color: {colours['link']}; }}"
        f".quiet {{ color: {colours['ink2']}; font-size: {sizes['caption']}; }}"
        f".warn {{ color: {colours['warn_text']}; }}"
        "p, li { margin-bottom: 5px; } td, th { padding: 2px 14px 2px 0; text-align: left; }"
    )
