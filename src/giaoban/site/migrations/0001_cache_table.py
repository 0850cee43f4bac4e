"""The table of Django's database cache (rate limits must count across processes); unlogged, for nothing in it needs to survive a crash."""

from django.db import migrations


class Migration(migrations.Migration):
    """Same columns as Django's createcachetable makes."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE site_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX site_cache_expires ON site_cache (expires);
            """,
            "DROP TABLE site_cache",
        )
    ]
