"""An import of thirty thousand figures, with validation and journal, runs at the speed asked for (slow: printed, with a generous floor)."""

import time

import pytest

from giaoban.ground.org import services as org
from giaoban.records.figures import services
from giaoban.records.figures.importing import Row
from tests.cast import SINCE
from tests.records.figures.making import indicator

ROWS = 30_000
FLOOR = 1_500
"""Values a second that even a busy machine must reach; the bar of 15,000 is for an idle one."""


@pytest.mark.slow
@pytest.mark.django_db
def test_thirty_thousand_figures_are_imported_at_speed(cast, capsys):
    kind = {"kind": "hamlet", "level": "hamlet", "form": "thon", "parent": cast.units["an_phu"]}
    units = [f"Thôn Thứ {number}" for number in range(50)]
    for name in units:
        org.unit_create(new=org.NewUnit(name=name, **kind), on=SINCE)
    codes = [indicator(cast, name=f"Chỉ tiêu thứ {number}", code=f"X{number}").code for number in range(50)]
    months = [f"{month}/2026" for month in range(1, 13)]
    cells = ((code, unit, month) for code in codes for unit in units for month in months)
    rows = [Row(number, *cell, f"{number}") for number, cell in zip(range(ROWS), cells, strict=False)]
    start, cpu = time.perf_counter(), time.process_time()
    report = services.observations_import(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, rows=rows, key="nhanh"
    )
    rate, own = ROWS / (time.perf_counter() - start), time.process_time() - cpu
    with capsys.disabled():
        print(f"\nimport: {rate:,.0f} values/s, {own:.2f} s of the client's processor")
    assert (report.recorded, report.refused) == (ROWS, [])
    assert services.current_values_differences() == 0
    assert rate > FLOOR
