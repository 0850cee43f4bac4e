"""vn_norm (lower case, accents kept, one tone style) and vn_fold (accents removed), equal to giaoban.ground.org.folding.

Every step is an immutable function of pg_catalog with explicit tables: no dictionary, no locale, no search path. So generated
columns and indexes stay valid after dump and restore and on every PostgreSQL from 15 on.
"""

from django.db import migrations

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
LOWER = "abcdefghijklmnopqrstuvwxyzàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
VARIANT = "Ðð’‘ʼ‑–—−\u00a0"
STYLE = "òa oà óa oá ỏa oả õa oã ọa oạ òe oè óe oé ỏe oẻ õe oẽ ọe oẹ ùy uỳ úy uý ủy uỷ ũy uỹ ụy uỵ"


def norm_body() -> str:
    """The SQL expression of vn_norm over $1."""
    plain = "đđ" + "'" * 3 + "---- "
    quoted = (LOWER + plain).replace("'", "''")
    body = f"pg_catalog.translate(pg_catalog.normalize($1, 'NFC'), '{UPPER}{VARIANT}', '{quoted}')"
    for old, new in zip(STYLE.split()[::2], STYLE.split()[1::2], strict=True):
        body = f"pg_catalog.replace({body}, '{old}', '{new}')"
    return body


def create(apps: object, schema_editor: object) -> None:
    """Create both functions in the schema of the tables."""
    del apps
    connection = schema_editor.connection  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = connection.ops.quote_name(cursor.fetchone()[0])
        head = "RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE"
        cursor.execute(f"CREATE OR REPLACE FUNCTION {schema}.vn_norm(text) {head} AS $fn$ SELECT {norm_body()} $fn$")
        bare = f"pg_catalog.normalize({schema}.vn_norm($1), 'NFD')"
        bare = f"pg_catalog.regexp_replace({bare}, '[\u0300-\u036f]', '', 'g')"
        bare = f"pg_catalog.translate(pg_catalog.normalize({bare}, 'NFC'), 'đĐ', 'dd')"
        cursor.execute(f"CREATE OR REPLACE FUNCTION {schema}.vn_fold(text) {head} AS $fn$ SELECT {bare} $fn$")


class Migration(migrations.Migration):
    """The two functions."""

    dependencies = [("org", "0001_extensions")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
