"""What the frame's own commands do: open, save a copy, enter data, put a project away."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from natpatsip_desktop.core.records import Project
from natpatsip_desktop.gui.messages import Act, Kind
from natpatsip_desktop.gui.navigator import Navigator
from natpatsip_desktop.gui.session import Session
from natpatsip_desktop.paths import user_documents

FILTER = "Workbooks (*.qiw)"
CHECKED = "Spreadsheets and workbooks (*.xlsx *.xlsm *.xls *.ods *.csv *.qiw);;All files (*)"
EXAMPLE = "Example workbook.qiw"


def open_workbook(session: Session, parent: QWidget) -> None:
    """Ask for a workbook and open it."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Open a workbook", str(session.document.target.parent), FILTER
    )
    if name:
        session.open(Path(name))


def save_copy(session: Session, parent: QWidget) -> None:
    """Ask for a name and write a copy of the workbook there."""
    target = session.document.target
    suggested = target.with_name(f"{target.stem} copy.qiw")
    name, _ = QFileDialog.getSaveFileName(
        parent, "Save a copy", str(suggested), FILTER, options=_no_overwrite_question()
    )
    if name:
        path = _named_qiw(name)
        session.document.save_copy(path)
        if session.document.read_only:
            opens = Act("Open the copy", lambda: session.open(path))
            session.tell(f"Saved a copy as {path.name}, which you can change.", acts=(opens,))
        else:
            session.tell(f"Saved a copy as {path.name}", kind=Kind.ANSWER)


def save_as(session: Session, parent: QWidget) -> None:
    """Ask for another name and go on there; the file before stays as it is."""
    target = session.document.target
    name, _ = QFileDialog.getSaveFileName(
        parent, "Save under another name", str(target), FILTER, options=_no_overwrite_question()
    )
    if name:
        session.document.save_as(_named_qiw(name))
        session.comfort.workbook = session.document.target
        session.tell(f"This workbook is {session.document.target.name} now", kind=Kind.ANSWER)
        session.save_now()


def save_anew(session: Session) -> None:
    """Write the workbook again where it was, after its file was renamed, moved or deleted."""
    session.document.save(anew=True)
    session.save_now()


def _named_qiw(name: str) -> Path:
    path = Path(name)
    return path if path.suffix else path.with_suffix(".qiw")


def _no_overwrite_question() -> QFileDialog.Option:
    # A copy never replaces a file, so asking whether to replace it would mislead.
    return QFileDialog.Option.DontConfirmOverwrite


def open_example(session: Session) -> None:
    """Open the example workbook, made first if it is not there yet."""
    # Here and not above: making the example brings every action with it.
    from natpatsip_desktop.actions.demo import write_demo  # noqa: PLC0415

    path = user_documents() / EXAMPLE
    if not path.exists():
        write_demo(path, session.today())
    session.open(path)


def hand_over_project(session: Session, project_id: int, parent: QWidget) -> None:
    """Ask for a name and write a project to a workbook of its own there."""
    # Here and not above: it compares workbooks, which few days need.
    from natpatsip_desktop.actions.hand_over import hand_over  # noqa: PLC0415

    project = session.workbook.one(Project, project_id)
    safe = "".join("-" if letter in '<>:"/\\|?*' else letter for letter in project.title)
    suggested = session.own.target.with_name(f"{safe[:80]}.qiw")
    name, _ = QFileDialog.getSaveFileName(
        parent, "Hand over the project", str(suggested), FILTER, options=_no_overwrite_question()
    )
    if name:
        path = _named_qiw(name)
        hand_over(session.workbook, project_id, path)
        session.tell(f"{project.title} is in {path.name}, to hand over", kind=Kind.ANSWER)


def bring_in_project(session: Session, navigator: Navigator, parent: QWidget) -> None:
    """Ask for another workbook and show what bringing a project in from it would do."""
    folder = str(session.own.target.parent)
    name, _ = QFileDialog.getOpenFileName(parent, "Bring in a project from", folder, FILTER)
    if name:
        navigator.go("bring_in", item=name)


def check_file(session: Session, navigator: Navigator, parent: QWidget) -> None:
    """Ask for a file and show what a check of it finds."""
    folder = str(session.comfort.returns_folder or session.own.target.parent)
    name, _ = QFileDialog.getOpenFileName(parent, "Check a file", folder, CHECKED)
    if name:
        navigator.go("check", item=name)


def rename_project(session: Session, project_id: int, parent: QWidget) -> None:
    """Ask for a new title of a project."""
    # Here and not above, as below: what starts and changes projects reads the national tree.
    from natpatsip_desktop.actions.projects import change_project  # noqa: PLC0415

    project = session.workbook.one(Project, project_id)
    title, agreed = QInputDialog.getText(
        parent, "Rename the project", "Title of the project:", text=project.title
    )
    if agreed and title.strip() and title.strip() != project.title:
        label = f"Rename {project.title} to {title.strip()}"
        change_project(session.workbook, project_id, label, title=title.strip())


def put_away(session: Session, navigator: Navigator, project_id: int) -> None:
    """Delete a project and go Home, with a way to take it back."""
    from natpatsip_desktop.actions.projects import delete_project  # noqa: PLC0415

    project = delete_project(session.workbook, project_id)
    navigator.forget_records(frozenset({project_id}))
    navigator.go("home")
    session.tell(f"{project.title} deleted", kind=Kind.ANSWER, undo=True)
