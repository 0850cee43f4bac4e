"""A body's entry of a number and kind stood in place of the shared one until now: it names it."""

from django.db import migrations

FILL = """
UPDATE documents_legaldocument own SET corrects_id = shared.id
FROM documents_legaldocument shared
WHERE own.body_id IS NOT NULL AND own.corrects_id IS NULL AND shared.body_id IS NULL
  AND shared.key = own.key AND shared.kind = own.kind
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_legal_documents_of_one_number"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
