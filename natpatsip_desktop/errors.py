"""What can go wrong that a person can put right, and problems as values."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class WorkbookError(Exception):
    """Say in one sentence what could not be done, with a hint how to put it right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class NotThere(WorkbookError):
    """Something was asked for by a name or id that the workbook does not hold."""


class CannotOpen(WorkbookError):
    """A file could not be opened as what it should be.

    `to_check` is a workbook of which a check may bring something back.
    """

    to_check: Path | None = None


class CannotSave(WorkbookError):
    """A file could not be written; what was to be written is kept elsewhere."""


class TooNew(CannotOpen):
    """The file was written by a newer version of this program."""


class BadInput(WorkbookError):
    """What a person gave cannot be used as it is; `problems` lists every reason."""

    def __init__(self, message: str, hint: str = "", problems: "tuple[Problem, ...]" = ()) -> None:
        super().__init__(message, hint)
        self.problems = problems


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to put right: where it is, what to do, and whether it stops the work."""

    where: str
    what: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what
