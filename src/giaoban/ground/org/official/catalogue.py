"""The lists of the package vietnamadminunits (MIT): old and new units with codes, and which old commune went to which new ones.

The package's data files are read, its code is not run: it would load geometry libraries that nobody needs here.
"""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import normalize

from giaoban.ground.org.folding import squeeze
from giaoban.kernel.problems import Problem

PACKAGE = "vietnamadminunits"
NEW_DAY = date(2025, 7, 1)
"""The first day of the two levels."""
FORMS = {
    "Tỉnh": "tinh", "Thành phố": "thanh_pho", "Huyện": "huyen", "Quận": "quan", "Thị xã": "thi_xa", "Xã": "xa",
    "Phường": "phuong", "Thị trấn": "thi_tran", "Đặc khu": "dac_khu",
}  # fmt: skip
OLD = (
    "SELECT provinceCode, province, provinceShort, provinceKey, districtCode, district, districtShort, districtKey,"
    " wardCode, ward, wardShort, wardKey FROM admin_units_legacy"
)
NEW = "SELECT provinceCode, province, provinceShort, provinceKey, wardCode, ward, wardShort, wardKey FROM admin_units"


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit of the lists. key: its own in the catalogue; upper: the key of the unit it belongs to, "" for a province."""

    key: str
    kind: str
    form: str
    code: str
    name: str
    short: str
    upper: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An old unit (all of it, or a part) went to a new one; keys of the two lists."""

    source: str
    target: str
    whole: bool


@dataclass(slots=True)
class Catalogue:
    """Both lists by key, upper units first; `arrows` between them; `goes_on`: new key -> the old one that is the same unit."""

    version: str
    old: dict[str, Listed] = field(default_factory=dict)
    new: dict[str, Listed] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    goes_on: dict[str, str] = field(default_factory=dict)

    def count(self, side: str, *, kind: str = "", form: str = "") -> int:
        """How many units of a kind or form the "old" or the "new" list holds."""
        rows = (self.old if side == "old" else self.new).values()
        return sum((not kind or row.kind == kind) and (not form or row.form == form) for row in rows)


def read_catalogue(*, province: str = "") -> Catalogue:
    """The lists; with `province` (code or name, of today or before) only that province of today and those it was formed from.

    Errors: ORG-023 (the package is not installed), ORG-024 (its files are not as expected), ORG-025 (no such province).
    """
    folder, number = _package()
    try:
        rows = _rows(folder / "data" / "dataset.db")
        moves = json.loads((folder / "data" / "converter_2025.json").read_text("utf-8"))
        found = Catalogue(number)
        keys = _list(found, *rows)
        _connect(found, keys, moves)
    except (OSError, ValueError, LookupError, StopIteration, sqlite3.Error) as error:
        raise Problem("ORG-024", version=number, reason=f"{type(error).__name__}: {error}"[:200]) from error
    return narrowed(found, province) if province else found


def narrowed(whole: Catalogue, province: str) -> Catalogue:
    """What belongs to one province of today, its past included. Errors: ORG-025."""
    chosen = _chosen(whole, province)
    sources = {arrow.source for arrow in whole.arrows if arrow.target == chosen} | {whole.goes_on.get(chosen, "")}
    old = {key: row for key, row in whole.old.items() if top(whole.old, row) in sources}
    new = {key: row for key, row in whole.new.items() if top(whole.new, row) == chosen}
    arrows = [arrow for arrow in whole.arrows if arrow.target in new]
    return Catalogue(whole.version, old, new, arrows, {n: o for n, o in whole.goes_on.items() if n in new})


def top(rows: dict[str, Listed], row: Listed) -> str:
    """The key of the province a unit stands in."""
    while row.upper:
        row = rows[row.upper]
    return row.key


def _chosen(whole: Catalogue, province: str) -> str:
    wanted = squeeze(province)
    for rows in (whole.new, whole.old):
        for row in rows.values():
            if row.kind == "province" and wanted in {row.code, squeeze(row.name), squeeze(row.short)}:
                if rows is whole.new:
                    return row.key
                heirs = {new for new, old in whole.goes_on.items() if old == row.key}
                return next(iter(heirs | {arrow.target for arrow in whole.arrows if arrow.source == row.key}))
    raise Problem("ORG-025", text=province[:60])


def _package() -> tuple[Path, str]:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise Problem("ORG-023")
    try:
        return Path(next(iter(spec.submodule_search_locations))), version(PACKAGE)
    except PackageNotFoundError as error:
        raise Problem("ORG-023") from error


def _rows(path: Path) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(OLD).fetchall(), connection.execute(NEW).fetchall()
    finally:
        connection.close()


def _list(found: Catalogue, old: list[tuple[Any, ...]], new: list[tuple[Any, ...]]) -> dict[str, str]:
    """Fill both lists; returns the keys of this catalogue by the package's own ("old_…", "new_…")."""
    keys: dict[str, str] = {}
    for pcode, province, pshort, pkey, dcode, district, dshort, dkey, wcode, ward, wshort, wkey in old:
        upper = _add(found.old, "province", pcode, province, pshort)
        keys[f"old_{pkey}"] = upper
        own = _add(found.old, "district", dcode, district, dshort, upper)
        keys[f"old_{pkey}_{dkey}_{wkey or ''}"] = _add(found.old, "commune", wcode, ward, wshort, own) if ward else own
    for pcode, province, pshort, pkey, wcode, ward, wshort, wkey in new:
        upper = _add(found.new, "province", pcode, province, pshort)
        keys[f"new_{pkey}"] = upper
        keys[f"new_{pkey}_{wkey}"] = _add(found.new, "commune", wcode, ward, wshort, upper)
    for rows in (found.old, found.new):
        ranked = sorted(rows.values(), key=lambda row: (("province", "district", "commune").index(row.kind), row.code))
        rows.clear()
        rows.update({row.key: row for row in ranked})
    return keys


def _add(rows: dict[str, Listed], kind: str, code: str, name: str, short: str, upper: str = "") -> str:
    key = f"{kind}:{code}"
    name, short = normalize("NFC", name.strip()), normalize("NFC", short.strip())
    word, form = next(pair for pair in FORMS.items() if name.lower().startswith(f"{pair[0].lower()} "))
    name = word + name[len(word) :]
    if kind == "province" and form == "thanh_pho":
        form = "thanh_pho_tw"
    rows.setdefault(key, Listed(key, kind, form, code, name, short, upper))
    return key


def _connect(found: Catalogue, keys: dict[str, str], moves: dict[str, Any]) -> None:
    """The arrows; a unit whose only source, taken whole, has its code is the same unit and gets none."""
    arrows = [
        Arrow(keys[f"old_{old}"], keys[f"new_{new}"], True)
        for new, sources in moves["DICT_PROVINCE"].items()
        for old in sources
    ]
    for province, wards in moves["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        arrows += [
            Arrow(keys[f"old_{old}"], keys[f"new_{province}_{ward}"], True)
            for ward, olds in wards.items()
            for old in olds
        ]
    for province, divided in moves["DICT_PROVINCE_WARD_DIVIDED"].items():
        arrows += [
            Arrow(keys[f"old_{old}"], keys[f"new_{province}_{part['newWardKey']}"], False)
            for old, parts in divided.items()
            for part in parts
        ]
    into: dict[str, list[Arrow]] = {}
    for arrow in arrows:
        into.setdefault(arrow.target, []).append(arrow)
    for target, sources in into.items():
        first = sources[0]
        if len(sources) == 1 and first.whole and first.source == target:
            found.goes_on[target] = first.source
    found.arrows = sorted(
        (arrow for arrow in arrows if arrow.target not in found.goes_on), key=lambda a: (a.target, a.source)
    )
