"""What is sealed is what the database holds; what is newer counts at once; what is restricted or not approved never leaves."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.timezone import get_current_timezone

from giaoban.ground.org.services import NewUnit, unit_create, unit_merge
from giaoban.integrations.rollup.engines import here, tables
from giaoban.integrations.rollup.sealing import open_months, seal, seal_of
from tests.records.figures.making import indicator, record

pytestmark = pytest.mark.django_db(transaction=False)


def sealed(cast, folder: Path):
    """Seal the folder as of the cast's day."""
    actor = cast.actor("binh")
    return seal(folder, at=datetime.combine(actor.on, datetime.min.time(), get_current_timezone()), on=actor.on)


def nation(folder: Path, question="sums", grain="year"):
    """indicator -> the nation's amount in the year."""
    rows = tables(here(), folder, newer=open_months(folder)).ask(question).to_pyarrow().to_pylist()
    return {row["indicator"]: row["amount"] for row in rows if (row["province"], row["grain"]) == (0, grain)}


def test_a_folder_without_a_seal_says_so(tmp_path: Path):
    assert seal_of(tmp_path).watermark == 0


def test_sealed_and_newer_figures_count_together_and_once(cast, tmp_path: Path):
    of = indicator(cast)
    record(cast, of, "46", period="2026-10")
    record(cast, of, "5", period="2026-11")
    first = sealed(cast, tmp_path)
    assert first.months == ("2026-10", "2026-11")
    assert nation(tmp_path) == {of.pk: Decimal(51)}
    record(cast, of, "7", period="2026-11")  # a correction
    record(cast, of, None, unit="kinh_te", period="2026-11", note="Chưa báo cáo")  # not reported is no zero
    record(cast, of, "2", unit="kinh_te", period="2026-09")
    assert len(open_months(tmp_path)) == 3
    assert nation(tmp_path) == {of.pk: Decimal(55)}
    again = sealed(cast, tmp_path)
    assert again.watermark > first.watermark
    assert len(open_months(tmp_path)) == 0
    assert nation(tmp_path) == {of.pk: Decimal(55)}
    values = here().read_parquet(str(tmp_path / "values" / "2026-11.parquet")).to_pyarrow().to_pylist()
    assert {(row["unit"], row["amount"], row["revision"]) for row in values} == {
        (cast.units["van_hoa"].pk, Decimal(7), 2),
        (cast.units["kinh_te"].pk, None, 1),
    }
    assert {row["province"] for row in values} == {cast.units["tinh"].pk}


def test_restricted_figures_plans_and_parts_stay_in_the_database(cast, tmp_path: Path):
    secret = indicator(cast, name="Số quân nhân dự bị", classification=1)
    record(cast, secret, "120")
    of = indicator(cast, dimensions={"gioi": ["nam", "nữ"]})
    record(cast, of, "60", role="plan")
    record(cast, of, "20", dims="gioi=nữ")
    record(cast, of, "46")
    sealed(cast, tmp_path)
    assert nation(tmp_path) == {of.pk: Decimal(46)}


def test_a_merged_unit_brings_its_figures_along_where_they_are_restated(cast, tmp_path: Path):
    of, today = indicator(cast), cast.actor("binh").on
    pair = [
        unit_create(
            new=NewUnit(kind="hamlet", level="hamlet", name=name, parent=cast.units["an_phu"]),
            on=today - timedelta(400),
        )
        for name in ("Thôn Bình Minh", "Thôn Bình Tây")
    ]
    for number, unit in enumerate(pair):
        cast.units[f"old{number}"] = unit
        record(cast, of, f"{10 + number}", unit=f"old{number}", period="2026-05")
    new = NewUnit(kind="hamlet", level="hamlet", name="Thôn Bình Minh Tây", parent=cast.units["an_phu"])
    target = unit_merge(sources=pair, into=new, on=today - timedelta(30))
    assert sealed(cast, tmp_path).unknown == 0
    lineage = here().read_parquet(str(tmp_path / "lineage.parquet")).to_pyarrow().to_pylist()
    assert {(row["unit"], row["target"], row["share"]) for row in lineage} == {(unit.pk, target.pk, 1) for unit in pair}
    assert nation(tmp_path) == nation(tmp_path, "restated") == {of.pk: Decimal(21)}
