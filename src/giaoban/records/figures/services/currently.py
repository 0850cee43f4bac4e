"""The table of current values: held against the observations it is copied from, and made anew from them."""

from django.db import connection, transaction

from giaoban.ground import journal

COLUMNS = "body_id, indicator_id, unit_id, period_id, dims, role, amount, low, high, comparator, state, revision, observation_id"
KEY = "unit_id, period_id, indicator_id, role, dims"
LATEST = (
    f"SELECT DISTINCT ON ({KEY}) {COLUMNS.replace('observation_id', 'id AS observation_id')}"  # noqa: S608
    f" FROM figures_observation ORDER BY {KEY}, revision DESC"
)


def current_values_differences() -> int:
    """How many cells differ between the table and the latest revisions, either way; 0 where the table is right."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH latest AS ({LATEST}), kept AS (SELECT {COLUMNS} FROM figures_currentvalue)"  # noqa: S608
            " SELECT count(*) FROM ((SELECT * FROM latest EXCEPT SELECT * FROM kept)"
            " UNION ALL (SELECT * FROM kept EXCEPT SELECT * FROM latest)) AS gap"
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def current_values_rebuild() -> int:
    """Make the table anew from the observations; how many cells it has. Writers wait meanwhile."""
    journal.context(verb="figures.rebuild")
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE figures_observation IN SHARE MODE")
        cursor.execute("DELETE FROM figures_currentvalue")
        cursor.execute(f"INSERT INTO figures_currentvalue ({COLUMNS}) {LATEST}")
        return int(cursor.rowcount)
