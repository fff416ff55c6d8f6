"""How a workbook file came to its present shape: one plain SQL script for each version.

`PRAGMA user_version` counts the scripts already run. A released script never changes: a small
file of every released version stays in tests/files for ever.
"""

import sqlite3
from contextlib import suppress

APPLICATION_ID = 0x4E505351  # «NPSQ»: tells our files from any other SQLite file

upgrade_1 = """
CREATE TABLE organisation (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, code TEXT NOT NULL,
    contact TEXT NOT NULL, email TEXT NOT NULL) STRICT;
CREATE TABLE project (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, title TEXT NOT NULL, reason TEXT NOT NULL,
    aim_what TEXT NOT NULL, aim_whom TEXT NOT NULL, aim_how_much TEXT NOT NULL, aim_by TEXT,
    main_measure_id INTEGER REFERENCES measure (id) ON DELETE SET NULL,
    team TEXT NOT NULL, place TEXT NOT NULL, site_code TEXT NOT NULL, starts TEXT, ends TEXT,
    progress_score REAL, stage TEXT NOT NULL,
    created_at TEXT, edited_at TEXT, deleted_at TEXT) STRICT;
CREATE TABLE national_link (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    driver_code TEXT NOT NULL) STRICT;
CREATE TABLE driver (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, text TEXT NOT NULL, position INTEGER NOT NULL,
    national_code TEXT NOT NULL) STRICT;
CREATE TABLE driver_link (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER NOT NULL REFERENCES driver (id) ON DELETE CASCADE,
    child_id INTEGER NOT NULL REFERENCES driver (id) ON DELETE CASCADE,
    UNIQUE (parent_id, child_id)) STRICT;
CREATE TABLE measure (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    library_id TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL, role TEXT NOT NULL,
    definition TEXT NOT NULL, numerator TEXT NOT NULL, numerator_label TEXT NOT NULL,
    denominator TEXT NOT NULL, denominator_label TEXT NOT NULL,
    unit TEXT NOT NULL, unit_label TEXT NOT NULL, multiplier REAL NOT NULL,
    better TEXT NOT NULL, frequency TEXT NOT NULL, source TEXT NOT NULL,
    collector TEXT NOT NULL, chart TEXT NOT NULL, rules TEXT NOT NULL, options TEXT NOT NULL,
    definition_version TEXT NOT NULL, position INTEGER NOT NULL,
    created_at TEXT, deleted_at TEXT) STRICT;
CREATE TABLE measure_link (
    id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
    driver_id INTEGER NOT NULL REFERENCES driver (id) ON DELETE CASCADE,
    UNIQUE (measure_id, driver_id)) STRICT;
CREATE TABLE target (
    id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
    starts TEXT, value REAL NOT NULL) STRICT;
CREATE TABLE stratum (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
    measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL,
    position INTEGER NOT NULL) STRICT;
CREATE TABLE point (
    id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
    stratum_id INTEGER REFERENCES stratum (id) ON DELETE CASCADE,
    starts TEXT NOT NULL, item INTEGER NOT NULL, numerator REAL, denominator REAL, value REAL,
    note TEXT NOT NULL, left_out TEXT NOT NULL) STRICT;
CREATE TABLE phase (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
    measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
    starts TEXT NOT NULL, baseline INTEGER, name TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    measure_id INTEGER REFERENCES measure (id) ON DELETE CASCADE,
    "on" TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE cycle (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    idea_id INTEGER REFERENCES driver (id) ON DELETE SET NULL,
    measure_id INTEGER REFERENCES measure (id) ON DELETE SET NULL,
    number INTEGER NOT NULL, title TEXT NOT NULL, objective TEXT NOT NULL,
    questions TEXT NOT NULL, prediction TEXT NOT NULL, plan_who TEXT NOT NULL,
    plan_what TEXT NOT NULL, plan_where TEXT NOT NULL, plan_when TEXT NOT NULL,
    starts TEXT, ends TEXT, stage TEXT NOT NULL, did TEXT NOT NULL, found TEXT NOT NULL,
    decision TEXT NOT NULL, decision_reason TEXT NOT NULL, scale TEXT NOT NULL,
    previous_id INTEGER REFERENCES cycle (id) ON DELETE SET NULL, deleted_at TEXT,
    UNIQUE (project_id, number)) STRICT;
CREATE TABLE enabler_note (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    enabler_code TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE "return" (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
    project_id INTEGER REFERENCES project (id) ON DELETE CASCADE,
    format_id TEXT NOT NULL, format_version TEXT NOT NULL, organisation_code TEXT NOT NULL,
    period TEXT NOT NULL, state TEXT NOT NULL, revision INTEGER NOT NULL,
    exported_at TEXT, sent_at TEXT, file_name TEXT NOT NULL, rows TEXT NOT NULL,
    digest TEXT NOT NULL) STRICT;
CREATE TABLE setting (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;
CREATE TABLE change (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
    kind TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL,
    new TEXT NOT NULL, reason TEXT NOT NULL) STRICT;

CREATE INDEX national_link_project ON national_link (project_id);
CREATE INDEX driver_project ON driver (project_id);
CREATE INDEX driver_link_child ON driver_link (child_id);
CREATE INDEX measure_project ON measure (project_id);
CREATE INDEX measure_link_driver ON measure_link (driver_id);
CREATE INDEX target_measure ON target (measure_id);
CREATE INDEX stratum_measure ON stratum (measure_id);
CREATE UNIQUE INDEX point_period
    ON point (measure_id, coalesce(stratum_id, 0), starts, item);
CREATE INDEX point_stratum ON point (stratum_id) WHERE stratum_id IS NOT NULL;
CREATE INDEX phase_measure ON phase (measure_id);
CREATE INDEX annotation_project ON annotation (project_id);
CREATE INDEX cycle_project ON cycle (project_id);
CREATE INDEX enabler_note_project ON enabler_note (project_id);
CREATE INDEX return_project ON "return" (project_id);
"""

# What a person was sure of when a phase was started, and which points a person takes for unusual.
upgrade_2 = """
ALTER TABLE point ADD COLUMN unusual TEXT NOT NULL DEFAULT '';
ALTER TABLE phase ADD COLUMN sure_of TEXT NOT NULL DEFAULT '';
"""

MIGRATIONS = [upgrade_1, upgrade_2]
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many upgrades this file has seen."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def stamp(connection: sqlite3.Connection, version: int) -> None:
    """Mark a file as ours, with this many upgrades done."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a working copy to the present shape, in one transaction.

    `connection` must be in autocommit mode (isolation_level None).
    """
    done = version_of(connection)
    if done == VERSION:
        return
    script = "".join(MIGRATIONS[done:])
    try:
        connection.executescript(f"BEGIN IMMEDIATE;{script}")
        stamp(connection, VERSION)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
