"""Revisions of entries and calculations are added, never changed: the database itself refuses."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION registers_keep() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
    RAISE EXCEPTION '% is append-only: add a further revision', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$fn$;
"""
TABLES = ("registers_entryrevision", "registers_calculation")
TRIGGERS = "".join(
    f"CREATE TRIGGER registers_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION registers_keep();"
    f"CREATE TRIGGER registers_keep_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION registers_keep();"
    for table in TABLES
)
UNDO = (
    "".join(f"DROP TRIGGER registers_keep ON {table}; DROP TRIGGER registers_keep_all ON {table};" for table in TABLES)
    + "DROP FUNCTION registers_keep();"
)


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_registers_and_their_entries")]

    operations = [migrations.RunSQL(FUNCTION + TRIGGERS, UNDO)]
