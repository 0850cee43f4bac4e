"""Triggers keep the table of current values in the transaction that writes observations; what is there already is copied once."""

from django.db import migrations

COLUMNS = "body_id, indicator_id, unit_id, period_id, dims, role, amount, low, high, comparator, state, revision, observation_id"
KEY = "unit_id, period_id, indicator_id, role, dims"
FUNCTIONS = f"""
CREATE FUNCTION figures_current_added() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
    INSERT INTO figures_currentvalue AS kept ({COLUMNS})
    SELECT DISTINCT ON ({KEY}) body_id, indicator_id, unit_id, period_id, dims, role, amount, low, high, comparator, state, revision, id
    FROM fresh ORDER BY {KEY}, revision DESC
    ON CONFLICT ({KEY}) DO UPDATE SET
        body_id = excluded.body_id, amount = excluded.amount, low = excluded.low, high = excluded.high,
        comparator = excluded.comparator, state = excluded.state, revision = excluded.revision,
        observation_id = excluded.observation_id
    WHERE kept.revision < excluded.revision;
    RETURN NULL;
END
$fn$;
CREATE FUNCTION figures_current_stepped() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
    UPDATE figures_currentvalue AS kept SET state = fresh.state FROM fresh
    WHERE kept.unit_id = fresh.unit_id AND kept.period_id = fresh.period_id AND kept.indicator_id = fresh.indicator_id
      AND kept.role = fresh.role AND kept.dims = fresh.dims AND kept.observation_id = fresh.id;
    RETURN NULL;
END
$fn$;
CREATE TRIGGER figures_current_added AFTER INSERT ON figures_observation REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION figures_current_added();
CREATE TRIGGER figures_current_stepped AFTER UPDATE ON figures_observation REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION figures_current_stepped();
INSERT INTO figures_currentvalue ({COLUMNS})
SELECT DISTINCT ON ({KEY}) body_id, indicator_id, unit_id, period_id, dims, role, amount, low, high, comparator, state, revision, id
FROM figures_observation ORDER BY {KEY}, revision DESC;
"""  # noqa: S608  (constants only)
UNDO = """
DROP TRIGGER figures_current_added ON figures_observation;
DROP TRIGGER figures_current_stepped ON figures_observation;
DROP FUNCTION figures_current_added();
DROP FUNCTION figures_current_stepped();
"""


class Migration(migrations.Migration):
    dependencies = [("figures", "0009_current_values")]

    operations = [migrations.RunSQL(FUNCTIONS, UNDO)]
