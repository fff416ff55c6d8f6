"""How it comes and goes: the only importer of spreadsheet libraries."""
