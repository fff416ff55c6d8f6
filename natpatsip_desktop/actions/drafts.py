"""The draft of a new project: the answers so far, kept in the workbook until it is started.

It is in the workbook and not on one computer, so that it is as safe as everything else there, and
nothing of it stays behind on a computer that several people use.
"""

import json
from dataclasses import dataclass
from datetime import date

from natpatsip_desktop.actions.organisation import organisation
from natpatsip_desktop.core.answers import Answers, from_text, to_text
from natpatsip_desktop.core.records import Project, Setting
from natpatsip_desktop.store.workbook import Workbook

NAME = "draft of a new project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Answers so far, the question where the person stopped (from 0), and when that was."""

    answers: Answers
    step: int = 0
    kept: date = date.min


def keep_draft(workbook: Workbook, draft: Draft) -> None:
    """Keep a draft in place of the one before; nothing is stored if the answers are the same."""
    before = project_draft(workbook)
    if before and (before.answers, before.step) == (draft.answers, draft.step):
        return
    value = json.dumps(
        {
            "answers": to_text(draft.answers),
            "step": draft.step,
            "kept": draft.kept.isoformat(),
        },
        ensure_ascii=False,
    )
    known = workbook.find(Setting, name=NAME)
    with workbook.edit("Keep the draft of a new project"):
        if known:
            workbook.change(known, value=value)
        else:
            workbook.insert(Setting(name=NAME, value=value))


def project_draft(workbook: Workbook) -> Draft | None:
    """Return the draft that is kept; None without one, or if it cannot be read any more."""
    known = workbook.find(Setting, name=NAME)
    if known is None:
        return None
    try:
        kept = json.loads(known.value)
        answers = from_text(kept["answers"])
        step, day = int(kept["step"]), date.fromisoformat(kept["kept"])
    except (ValueError, TypeError, KeyError):
        return None
    return Draft(answers=answers, step=step, kept=day) if answers else None


def drop_draft(workbook: Workbook) -> None:
    """Throw the draft away, if there is one."""
    known = workbook.find(Setting, name=NAME)
    if known is not None:
        with workbook.edit("Throw the draft of a new project away"):
            workbook.delete(known)


def first_answers(workbook: Workbook) -> Answers:
    """Return the answers that a new project begins with: what was answered once before."""
    known = [one for one in workbook.all(Project, "-created_at", deleted_at=None) if one.site_code]
    if known:
        return Answers(team=known[0].team, site_code=known[0].site_code)
    return Answers(site_code=organisation(workbook).code)
