"""Understands a sheet of numbers that nobody made for this program.

It finds the table, its columns and periods, and says aloud what it decided; every problem is
listed, and none stops the rest.
"""

from natpatsip_desktop.core.understanding.understood import (
    Choices,
    Columns,
    PointRow,
    Understood,
    value_column,
)
from natpatsip_desktop.core.understanding.whole import understand

__all__ = ["Choices", "Columns", "PointRow", "Understood", "understand", "value_column"]
