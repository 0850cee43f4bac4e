"""A draft names the person who signs beside the post: whoever it was shown with. An issued report has the name in its document."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE consolidation_consolidated report SET signer_person_id = (
    SELECT held.person_id FROM org_postholding held
    WHERE held.post_id = report.signer_post_id AND held.kind <> 'deputy_for'
      AND held.valid_from <= CURRENT_DATE AND (held.valid_to IS NULL OR held.valid_to > CURRENT_DATE)
    ORDER BY held.valid_from, held.id LIMIT 1
)
WHERE report.state <> 'issued' AND report.signer_post_id IS NOT NULL AND report.signer_person_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consolidation", "0004_drafts_cancelled"),
        ("documents", "0005_signer_is_a_person"),
        ("org", "0006_people_and_posts"),
    ]

    operations = [
        migrations.AddField(
            model_name="consolidated",
            name="signer_person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.person",
                verbose_name="Người ký",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
