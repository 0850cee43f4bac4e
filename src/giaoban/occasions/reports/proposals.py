"""What a report proposes to record: its figures after people's decisions, each with the period, role and sentence. Touches no table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import find_figures
from giaoban.occasions.reports.models import ReviewDecision
from giaoban.records.figures.measures import measure
from giaoban.records.figures.models import Period
from giaoban.records.figures.services import cumulative, period_named

AROUND = 220
"""At most so many characters of a sentence are shown on each side of its number."""
END = re.compile(r"[.;!?]\s|\n")
ESTIMATE = re.compile(r"\b(?:ước|dự ước|ước tính)\b", re.IGNORECASE)
SO_FAR = re.compile(r"lũy kế|luỹ kế|từ đầu năm|cộng dồn", re.IGNORECASE)
MONTH_ONLY = re.compile(r"trong (?:tháng|kỳ)|tháng này|riêng tháng|quý này|trong quý", re.IGNORECASE)
DISBURSED = re.compile(r"giải ngân", re.IGNORECASE)
WHOLE = re.compile(r"\s*/\s*\d")
MONEY = "VND"
LAST = re.compile(r"\d([^\d]*)\Z")
COMPARED = re.compile(
    r"(?:so với (?P<base>[^().;]{2,40}?)\s*\([^()]*|\(\s*(?P<inside>cùng kỳ|(?:tháng|quý|kỳ) trước|năm (?:trước|ngoái))[^()]*)\Z",
    re.IGNORECASE,
)
"""Before a number in brackets: what the report's own figure is compared with there ("tăng 8% so với tháng trước (1.120 lượt)")."""
PLANNED = re.compile(r"kế hoạch|chỉ tiêu|dự toán|giao|mục tiêu", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"cùng kỳ", re.IGNORECASE)
JUST_BEFORE = re.compile(r"\b(?:tháng|quý|kỳ) (?:trước|liền trước)|\bliền kề", re.IGNORECASE)
MONTH_NAMED = re.compile(r"\btháng (1[0-2]|0?[1-9])(?:(?:/| năm )(\d{4}))?", re.IGNORECASE)
MONTHS = re.compile(r"\b(1[0-2]|0?[1-9]) tháng(?: đầu)?(?: năm)?\b", re.IGNORECASE)
RUN = re.compile(r"([0-9]{4})-(1[01]|[2-578])M")
"""How the reader writes the months since January, where no shorter key is."""
ROLES = {"plan": "plan", "target": "plan"}
Decided = dict[tuple[str, str], ReviewDecision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One figure of a report as it could be recorded. `unit_of_measure` is what `amount`, `low` and `high` are in: "VND", "VND/hộ".

    blocked: findings about it that nobody has decided. corrected: a person gave another number. period: a key, may be empty.
    """

    key: str
    quote: str
    start: int
    end: int
    left: str
    right: str
    subject: str
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: str
    unit_of_measure: str
    written: str
    role: str
    period: str
    change: bool = False
    corrected: bool = False
    blocked: tuple[str, ...] = ()


def proposals(text: str, data: dict[str, Any], decided: Decided, *, period: str) -> list[Proposal]:
    """Every figure of a reading that nobody has dismissed, in the order of the text. `period`: the key of the report's own period."""
    findings = data["findings"]
    found = []
    for row in data["figures"]:
        decision = decided.get(("figure", row["id"]))
        if decision is None or decision.action != "dismiss":
            found.append(proposal(text, row, findings, decided, period=period))
    return found


def proposal(
    text: str, row: dict[str, Any], findings: Iterable[dict[str, Any]], decided: Decided, *, period: str
) -> Proposal:
    """One figure with the corrections that concern it."""
    about = [finding for finding in findings if touches(finding, row)]
    open_ones = [f["id"] for f in about if f["severity"] != "note" and ("finding", f["id"]) not in decided]
    typed = correction(row, about, decided)
    left, right = sentence(text, row["start"], row["end"])
    values: dict[str, Decimal | None] = {k: number(row[k]) for k in ("value", "low", "high")}
    if typed is not None:
        values = {"value": typed, "low": None, "high": None}
    return Proposal(
        key=row["id"],
        quote=row["quote"],
        start=row["start"],
        end=row["end"],
        left=left,
        right=right,
        subject=" ".join(row["subject"].split()),
        amount=values["value"],
        low=values["low"],
        high=values["high"],
        comparator="=" if typed is not None else row["comparator"],
        unit_of_measure=base(row),
        written=written(row),
        role=role_of(row, left),
        period=period_of(row, left, right, period),
        change=row["role"] == "change",
        corrected=typed is not None,
        blocked=tuple(open_ones),
    )


def number(value: str | None) -> Decimal | None:
    """A number of the stored reading, which keeps numbers as text."""
    return None if value is None else Decimal(value)


def touches(finding: dict[str, Any], row: dict[str, Any]) -> bool:
    """True where the figure lies in one of the finding's places."""
    return any(start <= row["start"] and row["end"] <= end for start, end in finding["spans"])


def correction(row: dict[str, Any], about: Iterable[dict[str, Any]], decided: Decided) -> Decimal | None:
    """The number that a person gave instead, in the figure's unit: decided about the figure itself, or about a finding on it."""
    own = decided.get(("figure", row["id"]))
    if own is not None and own.action == "correct":
        return typed_amount(row, own)
    for finding in about:
        decision = decided.get(("finding", finding["id"]))
        if decision is not None and decision.action == "correct" and decision.figure == row["quote"]:
            return typed_amount(row, decision)
    return None


def typed_amount(row: dict[str, Any], decision: ReviewDecision) -> Decimal | None:
    """What a person typed as an amount in the figure's unit: "9.735" for a figure printed in "triệu đồng" means millions."""
    typed = find_figures(decision.value)
    if len(typed) != 1 or typed[0].value is None:
        return None
    if typed[0].unit and measure(typed[0].unit).name == measure(row["unit"]).name:
        return typed[0].value
    given = measure(decision.unit_of_measure or written(row))
    return typed[0].value * (given.factor if given.name == measure(row["unit"]).name else 1)


def written(row: dict[str, Any]) -> str:
    """The unit of measure as the report writes it after the last digit ("triệu đồng"), else the reader's name of it."""
    found = LAST.search(row["quote"])
    rest = " ".join(found[1].split()) if found else ""
    same = measure(rest).name == measure(row["unit"]).name
    return rest if row["unit"] and rest and same else row["unit"]


def base(row: dict[str, Any]) -> str:
    """The unit of measure that the figure's value is in: the reader's, with what it is counted per where only the report's words say it
    ("500 nghìn đồng/hộ" is read as 500.000 VND: it is 500.000 VND/hộ)."""
    said, read = measure(written(row)), measure(row["unit"])
    return f"{row['unit']}/{said.per}" if said.per and not read.per else str(row["unit"])


def sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a number in its sentence, cut at `AROUND` characters."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    cuts = [found.end() for found in END.finditer(before)]
    stop = END.search(after)
    left = before[cuts[-1] :] if cuts else ("…" if start > AROUND else "") + before
    right = after[: stop.start() + 1] if stop else after + ("…" if end + AROUND < len(text) else "")
    return left.lstrip(), right.rstrip()


def role_of(row: dict[str, Any], left: str) -> str:
    """plan, actual or estimate: "ước" in the same clause makes an estimate of what is no plan."""
    role = ROLES.get(row["role"], "actual")
    clause = re.split(r"[,;:(]", left)[-1]
    return "estimate" if role == "actual" and ESTIMATE.search(clause) else role


def period_of(row: dict[str, Any], left: str, right: str, report: str) -> str:
    """The key of the figure's period: the one that the reader found, else the report's; cumulative where the words say so, and for money
    that is held against the year's plan ("đã giải ngân 14.385 triệu đồng/17.900 triệu đồng"): the plan is then that of the year.
    """
    own, said = named(report), named(str(row["period"] or ""))
    found = said or own
    if found is None:
        return ""
    base = compared_with(left) if row["role"] not in ROLES else ""
    if base and (said is None or own is None or said.code == own.code):
        return period_of_base(base, own or found)
    if found.kind in ("year", "school_year", "custom"):
        return found.code
    if months := MONTHS.search(left):
        return period_named(f"{found.cut.year}-01..{found.cut.year}-{int(months[1]):02d}").code
    if of_year(row, left, right) and row["role"] in ROLES:
        return f"{found.cut.year}"
    so_far = SO_FAR.search(left) or of_year(row, left, right)
    return period_named(cumulative(found)).code if so_far else found.code


def compared_with(left: str) -> str:
    """What stands before a number in brackets as that which is compared with: "tháng trước"; "" where nothing does, or a plan."""
    match = COMPARED.search(left)
    base = (match["base"] or match["inside"] or "") if match else ""
    return "" if PLANNED.search(base) else base.strip()


def period_of_base(base: str, own: Period) -> str:
    """The key of the period that a report's figure is compared with; "" where the words do not say which: then nothing is proposed."""
    try:
        if YEAR_BEFORE.search(base):
            return own.value.year_before().key
        if JUST_BEFORE.search(base):
            return own.value.previous().key
    except Problem:
        return ""
    month = MONTH_NAMED.search(base)
    if month is None or own.kind != "month":
        return ""
    year = int(month[2]) if month[2] else own.cut.year - (int(month[1]) > own.cut.month)
    return f"{year}-{int(month[1]):02d}"


def of_year(row: dict[str, Any], left: str, right: str) -> bool:
    """True for money that counts from January: disbursed, or one of a pair "paid/planned"; unless the words say that it is the month's."""
    if row["unit"] != MONEY or MONTH_ONLY.search(left) or row["role"] == "change":
        return False
    planned = row["role"] in ROLES and left.rstrip().endswith("/")
    return planned or bool(row["role"] not in ROLES and (DISBURSED.search(left) or WHOLE.match(right)))


def named(code: str) -> Period | None:
    """The period of a key, None for what is none; "2026-11M" are the months since January."""
    if so_many := RUN.fullmatch(code):
        code = f"{so_many[1]}-01..{so_many[1]}-{int(so_many[2]):02d}"
    try:
        return period_named(code) if code else None
    except Problem:
        return None


def begun(code: str, on: date) -> bool:
    """True for the key of a period that has begun by a day: nothing is proposed unasked for a month still to come."""
    period = named(code)
    return period is not None and period.start <= on


def period_choices(report: str, rows: Iterable[Proposal]) -> list[tuple[str, str]]:
    """(key, name) of the periods that a figure of this report may be for: the report's, cumulative, quarter, year, the same a year before,
    and every period that a figure names; earliest first."""
    found = {code for row in rows if (code := row.period)}
    own = named(report)
    if own is not None:
        year, month = own.cut.year, own.cut.month
        found |= {own.code, period_named(cumulative(own)).code, f"{year}", f"{year - 1}"}
        if own.kind == "month":
            found |= {f"{year}-Q{(month + 2) // 3}", f"{year - 1}-{month:02d}"}
    periods = sorted((period_named(code) for code in found), key=lambda p: (p.start, p.end))
    return [(p.code, p.label) for p in periods]
