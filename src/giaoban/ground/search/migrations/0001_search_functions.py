"""search_folded and search_exact: title and text as weighted words, immutable and independent of the search path."""

from django.db import migrations

SEPARATORS = r"[^[:alnum:]àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]+"
"""Everything between words. The letters are spelt out: what a server takes for a letter depends on its locale."""


def create(apps: object, schema_editor: object) -> None:
    """Create both functions in the schema of the tables."""
    del apps
    connection = schema_editor.connection  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = connection.ops.quote_name(cursor.fetchone()[0])
        for name, normal in (("search_folded", "vn_fold"), ("search_exact", "vn_norm")):
            parts = [
                f"pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.simple', pg_catalog.regexp_replace("
                f"{schema}.{normal}({argument}), '{SEPARATORS}', ' ', 'g')), '{weight}')"
                for argument, weight in (("$1", "A"), ("$2", "C"))
            ]
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {schema}.{name}(text, text) RETURNS tsvector "
                f"LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $fn$ SELECT {' || '.join(parts)} $fn$"
            )


class Migration(migrations.Migration):
    """The two functions."""

    initial = True
    dependencies = [("org", "0002_folding")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
