"""What reading leaves for the collector of cycles: nothing, so a caller need not set it for the reader's sake."""

import gc
from pathlib import Path

from giaoban.kernel.reading import as_json, dumps, read

ROOT = Path(__file__).resolve().parents[3]


def test_reading_leaves_no_cycle_behind() -> None:
    text = (ROOT / "examples" / "bach-thong-2016-03" / "report.txt").read_text("utf-8")
    dumps(as_json(read(text), source="a.txt"))
    gc.collect()
    gc.disable()
    try:
        dumps(as_json(read(text), source="a.txt"))
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_reading_leaves_the_collector_of_its_caller_as_it_is() -> None:
    before = gc.get_threshold(), gc.get_freeze_count(), gc.isenabled()
    read("Toàn xã có 46/60 hộ đạt chuẩn, tỷ lệ 79,7%.")
    assert (gc.get_threshold(), gc.get_freeze_count(), gc.isenabled()) == before
