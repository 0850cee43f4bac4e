"""What reading leaves for the collector of cycles: nothing, so a caller need not set it for the reader's sake."""

import gc
import subprocess
import sys
from pathlib import Path

from giaoban.kernel.reading import read

REPORT = Path(__file__).resolve().parents[3] / "examples" / "bach-thong-2016-03" / "report.txt"
COUNTED = """
import gc, pathlib, sys
from giaoban.kernel.reading import as_json, dumps, read
TEXT = pathlib.Path(sys.argv[1]).read_text("utf-8")
{doing}
gc.collect()
gc.disable()
{doing}
print(gc.collect())
"""


def left_behind(doing: str) -> int:
    """How many objects in cycles something leaves behind when it is done again, in a process with nothing else in it."""
    program = [sys.executable, "-I", "-c", COUNTED.format(doing=doing), str(REPORT)]
    return int(subprocess.run(program, check=True, capture_output=True, text=True).stdout)


def test_reading_leaves_no_cycle_behind() -> None:
    assert left_behind("dumps(as_json(read(TEXT), source='a.txt'))") == 0


def test_a_cycle_that_is_left_behind_is_counted() -> None:
    assert left_behind("row = []; row.append(row); del row") == 1


def test_reading_leaves_the_collector_of_its_caller_as_it_is() -> None:
    before = gc.get_threshold(), gc.get_freeze_count(), gc.isenabled()
    read("Toàn xã có 46/60 hộ đạt chuẩn, tỷ lệ 79,7%.")
    assert (gc.get_threshold(), gc.get_freeze_count(), gc.isenabled()) == before
