"""The NatPatSIP workbook: offline patient-safety improvement projects in one file."""

__version__ = "0.1.0"
