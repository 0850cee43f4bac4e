"""A workbook that LibreOffice opened and saved again says the same, and what was changed in it is found."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from giaoban.occasions.collection.filing.reading import workbook_read
from giaoban.occasions.collection.filing.workbook import workbook_bytes
from tests.occasions.collection.tables import CELLS, REF, UNITS, grid, nobody, shown

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no soffice: apt-get install libreoffice-calc-nogui"),
]
D = Decimal


def resaved(data, folder, kind="xlsx"):
    """The bytes after LibreOffice opened the file and saved it."""
    given, out = folder / "so-lieu.xlsx", folder / kind
    given.write_bytes(data)
    for source, target in ((given, kind), *(((out / f"so-lieu.{kind}", "xlsx"),) if kind != "xlsx" else ())):
        place = ["--outdir", str(out), f"-env:UserInstallation=file://{folder}/profile"]
        subprocess.run(
            ["soffice", *place[2:], "--headless", "--convert-to", target, *place[:2], str(source)],
            check=True,
            capture_output=True,
            timeout=180,
        )
    made = out / "so-lieu.xlsx"
    if not made.exists():
        pytest.skip("this soffice has no Calc: apt-get install libreoffice-calc-nogui")
    return made.read_bytes()


def edited(data, before, after):
    """The file with one piece of its shown sheet replaced, as if somebody had typed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("units", [1, 3])
def test_a_workbook_saved_again_by_libreoffice_changes_nothing(tmp_path, kind, units):
    exact = {(1, "12"): D("0.1"), (1, "11"): D(123456789012345), (1, "14"): D("12345678901234567.123456")}
    now = replace(grid(rows=UNITS[:units]), cells=CELLS | exact)
    reading = workbook_read(
        resaved(workbook_bytes(now, ref=REF), tmp_path, kind), now, name="a.xlsx", ref=REF, resolve=nobody
    )
    assert (reading.changes, reading.refused, reading.odd) == ([], [], [])
    assert reading.same == sum(unit <= units for unit, _key in now.cells)


def test_what_was_typed_before_libreoffice_saved_is_found(tmp_path):
    data = edited(workbook_bytes(grid(), ref=REF), b"<v>40</v>", b"<v>41.5</v>")
    reading = workbook_read(resaved(data, tmp_path), grid(), name="a.xlsx", ref=REF, resolve=nobody)
    assert shown(reading) == {(1, "11"): D("41.5")}
    assert all(change.ticked for change in reading.changes)
