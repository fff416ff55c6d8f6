"""The log: a small file that turns over, with ids and counts only, since it may be mailed."""

from functools import cache
from typing import TYPE_CHECKING

from natpatsip_desktop.paths import user_data

if TYPE_CHECKING:
    import logging

BYTES = 500_000
KEPT = 3


def write_log(text: str) -> None:
    """Write one entry: never a name, a note or a value."""
    _logger().info(text)


@cache
def _logger() -> "logging.Logger":
    # Here and not above: most days nothing is logged before the window can be seen.
    import logging  # noqa: PLC0415
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415

    logger = logging.getLogger("natpatsip")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    folder = user_data() / "log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "natpatsip.log", maxBytes=BYTES, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        # A log that cannot be written must not stop the work.
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    return logger
