"""Where it is kept: the only importer of peewee and sqlite3."""
