"""The card at the left of a return: how it stands in words, and the list of its problems."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from natpatsip_desktop.errors import Severity
from natpatsip_desktop.gui import dress
from natpatsip_desktop.gui.forms import load_form
from natpatsip_desktop.gui.pages.returns.numbered import Numbered
from natpatsip_desktop.gui.pages.returns.problem_list import ProblemList
from natpatsip_desktop.gui.pages.returns.restyle import put_property


@dataclass(frozen=True, slots=True)
class Standing:
    """How a return stands: a title, a sentence, the colour of its bar, and its icon."""

    title: str
    sentence: str
    bar: str
    icon: str


def standing(numbered: Sequence[Numbered]) -> Standing:
    """Say how a return stands."""
    errors = sum(one.severity is Severity.ERROR for one in numbered)
    warnings = sum(one.severity is Severity.WARNING for one in numbered)
    if errors:
        key = "Press F8 for the next one." if errors > 1 else "Press F8 to go there."
        words = f"Fix {many(errors)} before you export. {key}"
        return Standing("There is a problem", words, "error", "circle-alert:error")
    if warnings:
        words = f"You can export now. There {many(warnings, verb=True)} to check first."
        return Standing("Nothing stops the export", words, "warn", "triangle-alert:warn_text")
    words = "Everything this format asks for is there. Look at the preview, then export."
    return Standing("There is no problem", words, "ok", "circle-check:ok")


def many(count: int, *, verb: bool = False) -> str:
    """Count things: «3 things», «are 3 things»."""
    words = "1 thing" if count == 1 else f"{count} things"
    return f"{'is' if count == 1 else 'are'} {words}" if verb else words


class ProblemCard(QFrame):
    """Shows how a return stands, what to put right, and a remark at its foot."""

    icon: QLabel
    title: QLabel
    sentence: QLabel
    list: ProblemList
    filler: QWidget
    foot: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self, ProblemList)

    def show_problems(self, numbered: Sequence[Numbered], remarks: Sequence[str]) -> None:
        """Show these problems; the current one is for the page to choose."""
        self.show_standing(standing(numbered))
        self.list.show_problems(numbered)
        self.list.setVisible(bool(numbered))
        self.filler.setHidden(bool(numbered))
        self.foot.setText("\n".join(remarks))
        self.foot.setVisible(bool(remarks))

    def show_standing(self, how: Standing) -> None:
        """Show how the return stands."""
        self.title.setText(how.title)
        self.sentence.setText(how.sentence)
        self.icon.setProperty(dress.ICON, how.icon)
        dress.dress_one(self.icon)
        put_property(self, "bar", how.bar)

    @property
    def spoken(self) -> str:
        """How the return stands, as it is announced."""
        return f"{self.title.text()}. {self.sentence.text()}"
