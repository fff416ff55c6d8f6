"""The organisation whose workbook this is: asked for once, in every return."""

from typing import Any

from natpatsip_desktop.core.records import Organisation
from natpatsip_desktop.store.workbook import Workbook


def organisation(workbook: Workbook) -> Organisation:
    """Return the organisation of a workbook; an empty one until it is known."""
    return workbook.find(Organisation) or Organisation()


def change_organisation(workbook: Workbook, **fields: Any) -> Organisation:
    """Change what is known of the organisation; nothing is stored if nothing changes."""
    known = organisation(workbook)
    wanted = {name: text.strip() for name, text in fields.items()}
    if all(getattr(known, name) == text for name, text in wanted.items()):
        return known
    with workbook.edit("Change the organisation"):
        if known.id:
            return workbook.change(known, **wanted)
        return workbook.insert(Organisation(**wanted))
