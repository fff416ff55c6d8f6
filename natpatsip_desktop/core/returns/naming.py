"""What the file of a return is called."""

import re
from pathlib import Path

from natpatsip_desktop.core.returns.data import ReturnData
from natpatsip_desktop.core.returns.layout import ReturnFormat
from natpatsip_desktop.core.returns.sources import organisation_code
from natpatsip_desktop.core.returns.words import fill

_LONGEST = 100  # characters: room for a folder in the 260 that Windows allows
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DRAFT = "DRAFT"


def file_name(definition: ReturnFormat, data: ReturnData) -> str:
    """Suggest a file name from the pattern of the format, with its first kind of file."""
    words = {
        "format": definition.id,
        "organisation": organisation_code(data),
        "period": data.period.code,
        "project": data.project.title if data.project else "",
    }
    text = _NOT_IN_FILE_NAMES.sub(" ", fill(definition.file_name, words))
    stem = " ".join(text.split())[:_LONGEST].strip(" .")
    return f"{stem}.{definition.files[0].value}"


def draft_name(path: Path) -> Path:
    """Return the path with DRAFT in the file's name, once."""
    if _DRAFT in path.stem:
        return path
    return path.with_name(f"{path.stem} {_DRAFT}{path.suffix}")
