"""Roll-ups against sums made by hand in Python, on a small country; the same expressions on a cluster are in test_spark."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from giaoban.integrations.rollup.engines import Question, here, tables
from giaoban.integrations.rollup.maker import Size, make

SMALL = Size(provinces=3, communes=30, indicators=6, months=14)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small country's facts: ten communes of today were two each before the eighth month."""
    folder = tmp_path_factory.mktemp("country")
    make(folder, SMALL)
    return folder


@pytest.fixture(scope="module")
def facts(country: Path):
    """The tables on DuckDB."""
    return tables(here(), country)


def rows_of(table) -> list[dict]:
    """A table's rows."""
    return table.to_pyarrow().to_pylist()


def answer(facts, question: Question) -> dict[tuple, Decimal | float | None]:
    """(indicator, province, grain, start) -> amount."""
    return {(r["indicator"], r["province"], r["grain"], r["start"]): r["amount"] for r in rows_of(facts.ask(question))}


def starts(month):
    """(grain, first day) of the quarter and the year of a month."""
    return ("quarter", month.replace(month=(month.month - 1) // 3 * 3 + 1)), ("year", month.replace(month=1))


def added(amounts):
    """The sum of what is known, None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def by_hand(values: list[dict]) -> dict[tuple, Decimal | None]:
    """The sums of provinces and the nation, added one by one."""
    found = defaultdict(list)
    for row in values:
        for place in (row["province"], 0):
            for when in starts(row["month"]):
                found[(row["indicator"], place, *when)].append(row["amount"])
    return {key: added(amounts) for key, amounts in found.items()}


def test_sums_are_those_made_by_hand(facts):
    values = rows_of(facts.values)
    assert answer(facts, "sums") == by_hand(values)
    assert len(values) == 6 * (7 * 40 + 7 * 30)


def test_a_ratio_divides_sums_and_is_no_mean_of_ratios(facts):
    sums = by_hand(rows_of(facts.values))
    found = answer(facts, "ratios")
    assert {key[0] for key in found} == {1001, 1003, 1005}
    for (indicator, *rest), ratio in found.items():
        upper, lower = sums[(indicator - 1000, *rest)], sums[(indicator - 999, *rest)]
        assert ratio == float(upper) * 100.0 / float(lower)


def test_the_last_known_amount_of_each_unit_counts(facts):
    latest: dict[tuple, tuple] = {}
    for row in rows_of(facts.values):
        for when in starts(row["month"]):
            key = (row["indicator"], row["province"], row["unit"], *when)
            if row["amount"] is not None and (key not in latest or latest[key][0] < row["month"]):
                latest[key] = (row["month"], row["amount"])
    found = defaultdict(list)
    for (indicator, province, _, *when), (_, amount) in latest.items():
        for place in (province, 0):
            found[(indicator, place, *when)].append(amount)
    assert answer(facts, "lasts") == {key: added(amounts) for key, amounts in found.items()}


def test_figures_of_old_communes_go_by_share_to_what_they_are_today(facts):
    today = {row["unit"]: row["province"] for row in rows_of(facts.units)}
    parts = defaultdict(list)
    for row in rows_of(facts.lineage):
        parts[(row["unit"], row["month"])].append((row["target"], row["share"]))
    moved = []
    for row in rows_of(facts.values):
        for target, share in parts.get((row["unit"], row["month"]), [(row["unit"], Decimal(1))]):
            amount = None if row["amount"] is None else row["amount"] * share
            moved.append(row | {"province": today[target], "amount": amount})
    assert answer(facts, "restated") == by_hand(moved)
    assert answer(facts, "restated") != answer(facts, "sums")


def test_whole_moves_and_divisions_lose_nothing_of_the_nation(facts):
    restated, reported = answer(facts, "restated"), answer(facts, "sums")
    assert {k: v for k, v in restated.items() if k[1] == 0} == {k: v for k, v in reported.items() if k[1] == 0}


def test_months_that_are_newer_elsewhere_are_taken_from_there(country: Path, facts):
    engine = here()
    sealed = engine.read_parquet(str(country / "values" / "0013.parquet")).to_pyarrow()
    one = sealed.slice(0, 1)
    found = rows_of(tables(engine, country, newer=one).values)
    month = one.column("month")[0].as_py()
    assert [row for row in found if row["month"] == month] == one.to_pylist()
    assert len(found) == len(rows_of(facts.values)) - len(sealed) + 1


def test_the_same_country_is_made_twice(country: Path, tmp_path: Path):
    make(tmp_path, SMALL)
    read = here().read_parquet
    for name in ("values/0003.parquet", "lineage.parquet", "units.parquet"):
        assert read(str(tmp_path / name)).to_pyarrow().equals(read(str(country / name)).to_pyarrow())
