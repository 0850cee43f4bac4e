"""An issued report changes no more: the database itself refuses, whatever the code does."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION consolidation_keep() RETURNS trigger LANGUAGE plpgsql AS $fn$
DECLARE
    report bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.report_id ELSE NEW.report_id END;
BEGIN
    IF EXISTS (SELECT FROM consolidation_consolidated WHERE id = report AND state = 'issued') THEN
        RAISE EXCEPTION 'report % is issued and its blocks are locked', report USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$fn$;
CREATE FUNCTION consolidation_keep_report() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
    IF OLD.state = 'issued' THEN
        RAISE EXCEPTION 'report % is issued and locked', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$fn$;
"""
TRIGGERS = """
CREATE TRIGGER consolidation_keep BEFORE INSERT OR UPDATE OR DELETE ON consolidation_block
    FOR EACH ROW EXECUTE FUNCTION consolidation_keep();
CREATE TRIGGER consolidation_keep BEFORE UPDATE OR DELETE ON consolidation_consolidated
    FOR EACH ROW EXECUTE FUNCTION consolidation_keep_report();
"""
UNDO = """
DROP TRIGGER consolidation_keep ON consolidation_block;
DROP TRIGGER consolidation_keep ON consolidation_consolidated;
DROP FUNCTION consolidation_keep();
DROP FUNCTION consolidation_keep_report();
"""


class Migration(migrations.Migration):
    dependencies = [("consolidation", "0001_reports_and_blocks")]

    operations = [migrations.RunSQL(FUNCTION + TRIGGERS, UNDO)]
