"""What an import did, and where the catalogue, the published counts and the tables do not say the same."""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from giaoban.ground.org.models import UnitForm, UnitKind
from giaoban.ground.org.official.catalogue import Catalogue

NAMES = {
    "province": UnitKind.PROVINCE.label,
    "district": UnitKind.DISTRICT.label,
    "commune": UnitKind.COMMUNE.label,
    **dict(UnitForm.choices),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the table of differences: what it is about, what is stored (or published), what the catalogue says."""

    what: str
    unit: str
    code: str
    ours: str
    theirs: str


@dataclass(slots=True)
class Report:
    """What was done. created: rows by table; known: units that were there already; unknown_shares: divided old units."""

    version: str
    created: Counter[str] = field(default_factory=Counter)
    known: int = 0
    changed: int = 0
    unknown_shares: int = 0
    differences: list[Difference] = field(default_factory=list)

    def differ(self, what: str, *, unit: str = "", code: str = "", ours: str = "", theirs: str = "") -> None:
        """Add a line."""
        self.differences.append(Difference(what, unit, code, ours, theirs))


def facts() -> dict[str, Any]:
    """The published counts shipped with the program."""
    return tomllib.loads((files("giaoban.ground.org") / "official" / "facts.toml").read_text("utf-8"))


def compare_counts(catalogue: Catalogue, report: Report, *, whole: bool) -> None:
    """Set the catalogue's counts against the published ones: of the country (where it is whole) and of each province of today."""
    known = facts()
    for side in ("old", "new") if whole else ():
        for name, expected in known[side].items():
            counted = catalogue.count(side, **{"kind" if name in {"province", "district", "commune"} else "form": name})
            if counted != expected:
                what = _("Số lượng trước 01/7/2025") if side == "old" else _("Số lượng từ 01/7/2025")
                report.differ(what, unit=str(NAMES[name]), ours=str(expected), theirs=str(counted))
    forms = Counter((row.upper, row.form) for row in catalogue.new.values() if row.kind == "commune")
    for province in (row for row in catalogue.new.values() if row.kind == "province"):
        expected = known["provinces"].get(province.code)
        if expected is None:
            report.differ(_("Tỉnh không có trong danh sách công bố"), unit=province.name, code=province.code)
            continue
        if expected["name"] != province.name:
            report.differ(_("Tên"), unit=province.name, code=province.code, ours=expected["name"], theirs=province.name)
        for form in ("xa", "phuong", "dac_khu"):
            counted = forms[province.key, form]
            if counted != expected[form]:
                what = _("Số {form}").format(form=str(NAMES[form]).lower())
                report.differ(
                    what, unit=province.name, code=province.code, ours=str(expected[form]), theirs=str(counted)
                )
