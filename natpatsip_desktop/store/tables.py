"""One peewee table for each record, with the same columns in the same order.

The tables know no database: every query names its own (`query.execute(database)`), so two
workbooks can be open at once and a shared PostgreSQL can take the place of the file later.
"""

from enum import StrEnum
from typing import Any

from peewee import (
    AutoField,
    DateField,
    DateTimeField,
    FloatField,
    IntegerField,
    Model,
    TextField,
)

from natpatsip_desktop.core import records


class ChoiceField(TextField):
    """Keeps one of a few words, and reads it back as its enumeration."""

    def __init__(self, choice: type[StrEnum], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choice = choice

    def python_value(self, value: Any) -> Any:
        return self.choice(value)


class OrganisationTable(Model):
    id = AutoField()
    uuid = TextField()
    name = TextField()
    code = TextField()
    contact = TextField()
    email = TextField()

    class Meta:
        table_name = "organisation"


class ProjectTable(Model):
    id = AutoField()
    uuid = TextField()
    title = TextField()
    reason = TextField()
    aim_what = TextField()
    aim_whom = TextField()
    aim_how_much = TextField()
    aim_by = DateField(null=True)
    main_measure_id = IntegerField(null=True)
    team = TextField()
    place = TextField()
    site_code = TextField()
    starts = DateField(null=True)
    ends = DateField(null=True)
    progress_score = FloatField(null=True)
    stage = TextField()
    created_at = DateTimeField(null=True)
    edited_at = DateTimeField(null=True)
    deleted_at = DateTimeField(null=True)

    class Meta:
        table_name = "project"


class NationalLinkTable(Model):
    id = AutoField()
    project_id = IntegerField()
    driver_code = TextField()

    class Meta:
        table_name = "national_link"


class DriverTable(Model):
    id = AutoField()
    uuid = TextField()
    project_id = IntegerField()
    kind = ChoiceField(records.DriverKind)
    text = TextField()
    position = IntegerField()
    national_code = TextField()

    class Meta:
        table_name = "driver"


class DriverLinkTable(Model):
    id = AutoField()
    parent_id = IntegerField()
    child_id = IntegerField()

    class Meta:
        table_name = "driver_link"


class MeasureTable(Model):
    id = AutoField()
    uuid = TextField()
    project_id = IntegerField()
    library_id = TextField()
    name = TextField()
    short_name = TextField()
    role = ChoiceField(records.Role)
    definition = TextField()
    numerator = TextField()
    numerator_label = TextField()
    denominator = TextField()
    denominator_label = TextField()
    unit = ChoiceField(records.Unit)
    unit_label = TextField()
    multiplier = FloatField()
    better = ChoiceField(records.Better)
    frequency = ChoiceField(records.Frequency)
    source = TextField()
    collector = TextField()
    chart = TextField()
    rules = TextField()
    options = TextField()
    definition_version = TextField()
    position = IntegerField()
    created_at = DateTimeField(null=True)
    deleted_at = DateTimeField(null=True)

    class Meta:
        table_name = "measure"


class MeasureLinkTable(Model):
    id = AutoField()
    measure_id = IntegerField()
    driver_id = IntegerField()

    class Meta:
        table_name = "measure_link"


class TargetTable(Model):
    id = AutoField()
    measure_id = IntegerField()
    starts = DateField(null=True)
    value = FloatField()

    class Meta:
        table_name = "target"


class StratumTable(Model):
    id = AutoField()
    uuid = TextField()
    measure_id = IntegerField()
    kind = TextField()
    name = TextField()
    code = TextField()
    position = IntegerField()

    class Meta:
        table_name = "stratum"


class PointTable(Model):
    id = AutoField()
    measure_id = IntegerField()
    stratum_id = IntegerField(null=True)
    starts = DateField()
    item = IntegerField()
    numerator = FloatField(null=True)
    denominator = FloatField(null=True)
    value = FloatField(null=True)
    note = TextField()
    left_out = TextField()
    unusual = TextField()

    class Meta:
        table_name = "point"


class PhaseTable(Model):
    id = AutoField()
    uuid = TextField()
    measure_id = IntegerField()
    starts = DateField()
    baseline = IntegerField(null=True)
    name = TextField()
    reason = TextField()
    sure_of = TextField()

    class Meta:
        table_name = "phase"


class AnnotationTable(Model):
    id = AutoField()
    uuid = TextField()
    project_id = IntegerField()
    measure_id = IntegerField(null=True)
    on = DateField()
    text = TextField()

    class Meta:
        table_name = "annotation"


class CycleTable(Model):
    id = AutoField()
    uuid = TextField()
    project_id = IntegerField()
    idea_id = IntegerField(null=True)
    measure_id = IntegerField(null=True)
    number = IntegerField()
    title = TextField()
    objective = TextField()
    questions = TextField()
    prediction = TextField()
    plan_who = TextField()
    plan_what = TextField()
    plan_where = TextField()
    plan_when = TextField()
    starts = DateField(null=True)
    ends = DateField(null=True)
    stage = ChoiceField(records.Stage)
    did = TextField()
    found = TextField()
    decision = ChoiceField(records.Decision)
    decision_reason = TextField()
    scale = TextField()
    previous_id = IntegerField(null=True)
    deleted_at = DateTimeField(null=True)

    class Meta:
        table_name = "cycle"


class EnablerNoteTable(Model):
    id = AutoField()
    uuid = TextField()
    project_id = IntegerField()
    enabler_code = TextField()
    text = TextField()

    class Meta:
        table_name = "enabler_note"


class ReturnTable(Model):
    id = AutoField()
    uuid = TextField()
    project_id = IntegerField(null=True)
    format_id = TextField()
    format_version = TextField()
    organisation_code = TextField()
    period = TextField()
    state = ChoiceField(records.ReturnState)
    revision = IntegerField()
    exported_at = DateTimeField(null=True)
    sent_at = DateTimeField(null=True)
    file_name = TextField()
    rows = TextField()
    digest = TextField()

    class Meta:
        table_name = "return"


class SettingTable(Model):
    id = AutoField()
    name = TextField()
    value = TextField()

    class Meta:
        table_name = "setting"


class ChangeTable(Model):
    id = AutoField()
    at = DateTimeField()
    who = TextField()
    what = TextField()
    kind = TextField()
    record = TextField()
    field = TextField()
    old = TextField()
    new = TextField()
    reason = TextField()

    class Meta:
        table_name = "change"


TABLES: dict[type[records.Record], type[Model]] = {
    records.Organisation: OrganisationTable,
    records.Project: ProjectTable,
    records.NationalLink: NationalLinkTable,
    records.Driver: DriverTable,
    records.DriverLink: DriverLinkTable,
    records.Measure: MeasureTable,
    records.MeasureLink: MeasureLinkTable,
    records.Target: TargetTable,
    records.Stratum: StratumTable,
    records.Point: PointTable,
    records.Phase: PhaseTable,
    records.Annotation: AnnotationTable,
    records.Cycle: CycleTable,
    records.EnablerNote: EnablerNoteTable,
    records.Return: ReturnTable,
    records.Setting: SettingTable,
    records.Change: ChangeTable,
}

# Each table that undo follows. The change log outlives undo, so it is not among them.
UNDOABLE: dict[str, type[records.Record]] = {
    table._meta.table_name: kind for kind, table in TABLES.items() if kind is not records.Change
}
