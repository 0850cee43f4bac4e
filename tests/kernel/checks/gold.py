"""The shared source pages as passages: figures as annotated, so that the checker is measured apart from the reader of numbers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from giaoban.kernel.checks import Checked, Passage
from giaoban.kernel.quantity import Figure

SOURCES = Path(__file__).resolve().parents[3].parent / "shared" / "sources"
PAGES = ("000", "001", "002", "003", "004")
MEASURED = {"m", "m2", "m3", "km", "ha", "tấn", "kg", "VND", "%", "điểm %"}
MONEY = {"nghìn tỷ": 12, "tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3}


def step_of(printed: str, unit: str) -> Decimal:
    """One unit of the last printed digit, 0 for counts."""
    if unit.split("/")[0] not in MEASURED:
        return Decimal(0)
    last = re.findall(r"(\d[\d.,]*)\s*(nghìn tỷ|tỷ|tỉ|triệu|nghìn|ngàn)?", printed)[-1]
    decimals = re.search(r"[.,](\d{1,2})$", last[0]) or re.search(r",(\d+)$", last[0])
    return Decimal(1).scaleb(MONEY.get(last[1], 0) - (len(decimals.group(1)) if decimals else 0))


def figure_of(item: dict[str, Any]) -> Figure:
    """One annotated figure."""
    number = {k: None if item.get(k) is None else Decimal(str(item[k])) for k in ("value", "low", "high")}
    direction = "down" if (number["value"] or 0) < 0 else "up" if "tăng" in item["quote"].lower() else ""
    return Figure(
        id=item["id"], start=item["start"], end=item["end"], num_start=item["num_start"], num_end=item["num_end"],
        value=number["value"], low=number["low"], high=number["high"], unit=item["unit"] or "", comparator=item["comparator"] or "=",
        role=item["role"] or "other", direction=direction, step=step_of(item["num"], item["unit"] or ""), subject=item["subject"] or "",
        period=item.get("period"), approximate="about" if item["comparator"] == "~" else "",
    )  # fmt: skip


def annotated(name: str) -> tuple[dict[str, Any], Passage]:
    """(annotation, passage) of one page."""
    gold = json.loads((SOURCES / f"{name}.json").read_text("utf-8"))
    text = (SOURCES / f"{name}.txt").read_text("utf-8")
    held = gold["meeting"].get("held_on")
    figures = tuple(figure_of(f) for f in gold["figures"])
    return gold, Passage(text, figures, date.fromisoformat(held) if held else None, gold["meeting"].get("period"))


@dataclass
class Score:
    """Relations matched by kind and set of figures, as the shared scorer counts them."""

    hit: int = 0
    gold: int = 0
    found: int = 0
    right: int = 0
    alarms: int = 0
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        return self.hit / self.gold

    @property
    def precision(self) -> float:
        return self.hit / self.found


def score(name: str, gold: dict[str, Any], checked: Checked) -> Score:
    """Count one page."""
    firm, soft = {}, set()
    for r in gold["relations"]:
        key = (r["kind"], frozenset([*([r["result"]] if r["result"] else []), *r["terms"]]))
        if r.get("optional") or r["holds"] is None:
            soft.add(key)
        else:
            firm[key] = r
    mine = {(r.kind, frozenset([*([r.result] if r.result else []), *r.terms])): r for r in checked.relations}
    s = Score(gold=len(firm), found=len(set(mine) - soft), hit=len(set(firm) & set(mine)))
    s.missed = tuple(f"{name} missed {k[0]} {sorted(k[1])} {r.get('note')}" for k, r in firm.items() if k not in mine)
    s.extra = tuple(
        f"{name} extra {r.template} {k[0]} {sorted(k[1])} {r.verdict} {r.formula}"
        for k, r in mine.items()
        if k not in firm and k not in soft
    )
    s.wrong = tuple(
        f"{name} wrong {k} {mine[k].verdict} {mine[k].note}"
        for k, r in firm.items()
        if k in mine and mine[k].holds is not r["holds"]
    )
    s.right = s.hit - len(s.wrong)
    false = {
        (r["kind"], frozenset([*([r["result"]] if r["result"] else []), *r["terms"]]))
        for r in gold["relations"]
        if r["holds"] is False
    }
    s.alarms = sum(1 for k, r in mine.items() if r.holds is False and k not in false)
    return s
