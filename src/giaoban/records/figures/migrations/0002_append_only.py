"""Figures and targets are added, never changed: the database itself refuses everything but a step of an observation's state."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION figures_keep() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV[0] = to_jsonb(OLD) - TG_ARGV[0] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: record a further revision', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$fn$;
"""
TRIGGERS = """
CREATE TRIGGER figures_keep BEFORE UPDATE OR DELETE ON figures_observation FOR EACH ROW EXECUTE FUNCTION figures_keep('state');
CREATE TRIGGER figures_keep_all BEFORE TRUNCATE ON figures_observation FOR EACH STATEMENT EXECUTE FUNCTION figures_keep('state');
CREATE TRIGGER figures_keep BEFORE UPDATE OR DELETE ON figures_target FOR EACH ROW EXECUTE FUNCTION figures_keep('');
CREATE TRIGGER figures_keep_all BEFORE TRUNCATE ON figures_target FOR EACH STATEMENT EXECUTE FUNCTION figures_keep('');
"""
UNDO = """
DROP TRIGGER figures_keep ON figures_observation;
DROP TRIGGER figures_keep_all ON figures_observation;
DROP TRIGGER figures_keep ON figures_target;
DROP TRIGGER figures_keep_all ON figures_target;
DROP FUNCTION figures_keep();
"""


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_indicators_and_figures")]

    operations = [migrations.RunSQL(FUNCTION + TRIGGERS, UNDO)]
