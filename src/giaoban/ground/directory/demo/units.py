"""Units, what became of them, bodies and groups of addressees of a story."""

from collections.abc import Callable
from functools import partial

from giaoban.ground.directory.demo.stage import Stage, Table
from giaoban.ground.org import services as org
from giaoban.ground.org.models import Unit, UnitGroup

FORMS = {
    "Tỉnh": "tinh", "Thành phố": "thanh_pho_tw", "Huyện": "huyen", "Xã": "xa", "Phường": "phuong", "Thị trấn": "thi_tran",
    "Thôn": "thon", "Bản": "thon", "Ấp": "thon", "Tổ dân phố": "to_dan_pho", "Khu phố": "to_dan_pho",
}  # fmt: skip
AREAS = {"province", "district", "commune", "hamlet"}


def form_of(kind: str, name: str) -> str:
    """The form of an area by the first words of its name, "" for other units."""
    return next((form for word, form in FORMS.items() if name.startswith(f"{word} ")), "") if kind in AREAS else ""


def make_units(stage: Stage) -> None:
    """The units of the tables `units` (one each) and `lists` (many of a kind under one), in their order."""
    for row in stage.rows("units"):
        make_unit(stage, row, row["name"])
    for row in stage.rows("lists"):
        for name in row["names"]:
            make_unit(stage, row, name)


def make_unit(stage: Stage, row: Table, name: str) -> Unit:
    """One unit; its key in the tables is `key`, else its name."""
    until = stage.days.day(row["until"]) if "until" in row else None
    made = org.unit_create(new=new_unit(stage, row, name), on=stage.days.day(row["since"]), until=until)
    stage.units[row.get("key", name) if "names" not in row else name] = made
    for alias in row.get("aliases", []):
        org.unit_alias_add(unit=made, alias=alias, on=stage.days.day(row["since"]), until=until)
    return made


def new_unit(stage: Stage, row: Table, name: str) -> org.NewUnit:
    """A row of the tables as a unit to be set up."""
    return org.NewUnit(
        kind=row["kind"],
        level=row["level"],
        name=name,
        short_name=row.get("short", ""),
        form=form_of(row["kind"], name),
        code=row.get("code", ""),
        parent=stage.units[row["parent"]] if "parent" in row else None,
        tree=row.get("tree", "state"),
        body=stage.bodies[row["body"]] if "body" in row else None,
    )


def make_bodies(stage: Stage) -> None:
    """The bodies of the table `bodies`."""
    for key, row in stage.tables.get("bodies", {}).items():
        stage.bodies[key] = org.body_create(
            kind=row["kind"],
            area=stage.units[row["area"]],
            name=row["name"],
            short_name=row.get("short", ""),
            on=stage.days.day(row["since"]),
        )


def make_offices(stage: Stage) -> None:
    """The offices of the table `offices`: units of a body, one or many a row."""
    for row in stage.rows("offices"):
        for name in row.get("names") or [row["name"]]:
            make_unit(stage, row, name)
    for row in stage.rows("aliases"):
        org.unit_alias_add(unit=stage.units[row["unit"]], alias=row["alias"], on=stage.days.day(row["since"]))


def make_groups(stage: Stage) -> list[UnitGroup]:
    """The groups of addressees of the table `groups`, by rule."""
    return [
        org.group_create(
            name=row["name"],
            body=stage.bodies[row["body"]],
            aliases=row.get("aliases", []),
            rule_kinds=row["kinds"],
            rule_under=stage.units[row["under"]],
        )
        for row in stage.rows("groups")
    ]


def make_changes(stage: Stage, table: str) -> None:
    """What became of the units, in the order of the table: `origins` before there are bodies, `changes` after.

    Errors: ORG-0xx, KeyError for an unknown kind.
    """
    for row in stage.rows(table):
        CHANGES[row["kind"]](stage, row)


def merged(stage: Stage, row: Table, kind: str = "commune") -> None:
    """Units merge into a new one, or into one of them that goes on (`goes_on`)."""
    into: Unit | org.NewUnit = (
        stage.units[row["into"]]
        if row.get("goes_on")
        else new_unit(stage, {**row, "kind": kind, "level": kind}, row["into"])
    )
    sources = [stage.units[name] for name in row["sources"]]
    made = org.unit_merge(sources=sources, into=into, on=stage.days.day(row["on"]), document=row.get("document", ""))
    stage.units[str(row.get("key", row["into"]))] = made


def ended(stage: Stage, row: Table) -> None:
    """Units end without a successor that is known."""
    for name in row["units"]:
        org.unit_abolish(unit=stage.units[name], on=stage.days.day(row["on"]), document=row.get("document", ""))


def founded(stage: Stage, row: Table) -> None:
    """New communes of which it is not known from which old ones they came."""
    for name in row["units"]:
        new = new_unit(stage, {**row, "kind": "commune", "level": "commune"}, name)
        stage.units[name] = org.unit_create(new=new, on=stage.days.day(row["on"]), reason=row.get("document", ""))


CHANGES: dict[str, Callable[[Stage, Table], None]] = {
    "merge": merged,
    "merge_provinces": partial(merged, kind="province"),
    "end": ended,
    "new": founded,
}


__all__ = ["make_bodies", "make_changes", "make_groups", "make_offices", "make_units"]
