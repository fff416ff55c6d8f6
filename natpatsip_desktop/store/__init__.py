"""Where it is kept: the only importer of peewee and sqlite3.

The file   migrations (its shape), tables (as records), checks (what may be opened), leaves and
           salvage (what can be read of a damaged one)
The data   workbook (edits, undo) on reading, cells, undo, log; deleted, words
The work   document and opened (open, save, close) on working, saving, pages, files, locks, places,
           known, recovery, state; faults says every error in words
The past   versions, differences, restore
The others handover, merge, transfer, on identity and orphans
"""
