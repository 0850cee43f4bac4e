"""Functions, triggers and grants come with the migration, are put right again, and every table is accounted for."""

import pytest
from django.apps import apps
from django.db import connections, models
from django.test.utils import isolate_apps

from giaoban.ground import journal
from giaoban.ground.journal import install, registry
from giaoban.ground.journal.models import BatchPart, Entry, PersonKey, Seal
from giaoban.ground.org.models import UnitAlias
from tests.ground.journal.cast import START, commune, sql

OWNER = "owner" if "owner" in connections else "default"


def as_owner(statement):
    with connections[OWNER].cursor() as cursor:
        cursor.execute(statement)


def test_every_table_of_ours_is_followed_or_says_why_not():
    followed = set(journal.tracked_models())
    silent = [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("giaoban.")
        and model._meta.managed
        and model not in followed
        and not journal.untracked_reason(model)
        and not (model._meta.auto_created and model._meta.auto_created in followed)
    ]
    assert silent == [], "call journal.track(Model) in the room's tracking.py, or journal.untracked(label, reason)"


@pytest.mark.django_db
def test_a_fresh_database_lacks_nothing():
    assert install.missing("default") == []


def test_installing_again_changes_nothing(real_db):
    assert install.install(OWNER) == []


def test_what_was_taken_away_comes_back(real_db):
    as_owner("DROP TRIGGER giaoban_journal_insert ON org_unit")
    as_owner("CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
    as_owner("COMMENT ON FUNCTION journal_refuse() IS 'giaoban old'")
    assert install.install(OWNER) == ["journal_refuse", "org_unit.giaoban_journal_insert"]
    assert install.missing("default") == []


def test_the_trigger_of_a_table_no_longer_followed_goes(real_db, monkeypatch):
    kept = {model: how for model, how in registry._TRACKED.items() if model is not UnitAlias}
    monkeypatch.setattr(registry, "_TRACKED", kept)
    assert "org_unitalias.giaoban_journal_insert" in install.install(OWNER)
    unit = commune()
    mark = Entry.objects.count()
    UnitAlias.objects.create(unit=unit, alias="B. Định", valid_from=START)
    assert Entry.objects.count() == mark


def test_an_excluded_column_shows_that_it_changed_and_not_to_what(real_db, monkeypatch, entries):
    monkeypatch.setattr(registry, "_TRACKED", dict(registry._TRACKED))
    journal.track(UnitAlias, exclude=("alias",), ignore=("valid_to",), part_of="unit")
    install.install(OWNER)
    alias = UnitAlias.objects.create(unit=commune(), alias="bí mật", valid_from=START)
    UnitAlias.objects.filter(pk=alias.pk).update(alias="bí mật khác")
    UnitAlias.objects.filter(pk=alias.pk).update(valid_to="2030-01-01")
    created, changed = entries()[-2:]
    assert created.after["alias"] == "***"
    assert "valid_to" not in created.after
    assert (changed.before, changed.after) == ({"alias": "***"}, {"alias": "***"})


def test_before_its_own_tables_exist_the_journal_installs_nothing(real_db):
    as_owner("ALTER TABLE journal_entry RENAME TO journal_entry_not_yet")
    assert install.install(OWNER) == []


def test_a_role_of_its_own_gets_only_what_it_needs(real_db):
    if OWNER == "default":
        pytest.skip("one role for everything")
    allowed = "SELECT has_table_privilege(%s, %s)"
    assert sql(allowed, "org_unit", "INSERT, UPDATE, DELETE, SELECT") == [(True,)]
    assert sql(allowed, "org_unit", "TRUNCATE") == [(False,)]
    for model in (Entry, Seal, PersonKey):
        assert sql(allowed, model._meta.db_table, "SELECT") == [(True,)]
    for model in (Entry, Seal, PersonKey, BatchPart):
        assert sql(allowed, model._meta.db_table, "INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER") == [(False,)]


def test_with_one_role_for_everything_no_grant_is_tried(real_db, settings):
    settings.DATABASES["default"]["USER"], before = settings.DATABASES[OWNER]["USER"], install.app_role()
    try:
        assert install.install(OWNER) == []
    finally:
        settings.DATABASES["default"]["USER"] = before


def test_sensitive_fields_need_a_person():
    with pytest.raises(ValueError, match="names the person"):
        journal.track(UnitAlias, sensitive=("alias",))


def test_leaving_a_table_out_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        journal.untracked("org.Unit", " ")


@isolate_apps("giaoban.ground.journal")
def test_an_automatic_many_to_many_table_is_followed_with_its_model(monkeypatch):
    class Words(models.Model):
        word = models.CharField(max_length=9, primary_key=True)

        class Meta:
            app_label = "journal"

        def __str__(self):
            return self.word

    class Left(models.Model):
        rights = models.ManyToManyField(Words)

        class Meta:
            app_label = "journal"

        def __str__(self):
            return "left"

    monkeypatch.setattr(registry, "_TRACKED", {})
    journal.track(Left)
    journal.track(Words)
    found = {table.name: table for table in registry.tables()}
    through = found["journal_left_rights"]
    assert (through.part_column, through.part_table) == ("left_id", "journal_left")
    batched = {
        p.table for t in found.values() for p in install._table_triggers("public", t) if p.name.endswith("_batch")
    }
    assert batched == {"journal_left", "journal_left_rights"}, "words as keys cannot be named by ranges"
    assert registry.model_of("no_such_table") is None
