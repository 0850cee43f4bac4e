"""Makes consistent reports of random numbers and puts one error into each: a digit, two digits, the scale, a class, a count, a year.

What is findable is known by construction: every paragraph carries the constraints that its numbers were made by, and an error is findable
where one of them breaks. The checker has no say in it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from giaoban.kernel.checks import Checked, Finding, Passage, check
from giaoban.kernel.checks.printed import read
from giaoban.kernel.quantity import find_figures

KINDS = ("digit", "transposed", "scale", "swapped", "count", "year")
NAMES = [
    "Tân Lập",
    "Hòa An",
    "Phú Lộc",
    "Bình Lâm",
    "Đông Sơn",
    "Tây Sơn",
    "An Khê",
    "Long Điền",
    "Phước Hòa",
    "Minh Tân",
]
Values = dict[str, Decimal]
HELD = date(2024, 10, 30)


@dataclass(frozen=True)
class Paragraph:
    """A text with places for numbers, the numbers, and the constraints that they satisfy."""

    text: str
    values: Values
    constraints: tuple[Callable[[Values], bool], ...]
    places: dict[str, int]
    swaps: tuple[tuple[str, str], ...] = ()
    counts: tuple[str, ...] = ()

    def printed(self, values: dict[str, str]) -> str:
        return self.text.format(**values)

    def numbers(self) -> dict[str, str]:
        return {name: vi(value, self.places.get(name, 0)) for name, value in self.values.items()}


@dataclass(frozen=True)
class Injected:
    """A report with one error: its kind, the text, where the wrong number stands, and what stood there."""

    kind: str
    text: str
    spans: tuple[tuple[int, int], ...]
    original: str
    findable: bool


def vi(value: Decimal, places: int = 0) -> str:
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    return whole.replace(",", ".") + ("," + rest if rest else "")


def share(part: Decimal, whole: Decimal, places: int = 1) -> Decimal:
    return (100 * part / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def near(printed: Decimal, part: Decimal, whole: Decimal, places: int = 1) -> bool:
    return whole != 0 and abs(100 * part / whole - printed) <= Decimal("0.5").scaleb(-places)


def dossiers(r: random.Random) -> Paragraph:
    early, due, late, left, online = (
        Decimal(r.randint(*n)) for n in ((300, 900), (120, 290), (11, 60), (25, 90), (200, 300))
    )
    done = early + due + late
    total = done + left
    v = {"total": total, "online": online, "direct": total - online, "done": done, "early": early, "due": due, "late": late,
         "left": left, "p": share(early, done), "q": share(due, done), "s": share(late, done)}  # fmt: skip
    text = (
        "Trong tháng, Bộ phận Một cửa tiếp nhận {total} hồ sơ, gồm trực tuyến {online} hồ sơ, trực tiếp {direct} hồ sơ. "
        "Đã giải quyết {done} hồ sơ, trong đó: trước hạn {early} hồ sơ ({p}%), đúng hạn {due} hồ sơ ({q}%), quá hạn {late} hồ sơ ({s}%); "
        "còn {left} hồ sơ đang giải quyết."
    )
    return Paragraph(text, v, (
        lambda x: x["online"] + x["direct"] == x["total"], lambda x: x["early"] + x["due"] + x["late"] == x["done"],
        lambda x: x["total"] - x["done"] == x["left"], lambda x: near(x["p"], x["early"], x["done"]),
        lambda x: near(x["q"], x["due"], x["done"]), lambda x: near(x["s"], x["late"], x["done"]),
    ), {"p": 1, "q": 1, "s": 1}, (("early", "due"), ("online", "done")))  # fmt: skip


def revenue(r: random.Random) -> Paragraph:
    items = [Decimal(r.randint(310, 9900)) for _ in range(5)]
    total = sum(items)
    plan = (total * r.randint(105, 160) / 100).quantize(Decimal(1))
    v = {"total": total, "plan": plan, "p": share(total, plan), **{f"i{k}": item for k, item in enumerate(items)}}
    text = (
        "Tổng thu ngân sách trên địa bàn {total} triệu đồng, đạt {p}% dự toán ({plan} triệu đồng), gồm: "
        "thuế ngoài quốc doanh {i0} triệu đồng; "
        "lệ phí trước bạ {i1} triệu đồng; thuế thu nhập cá nhân {i2} triệu đồng; "
        "thu tiền sử dụng đất {i3} triệu đồng; thu khác {i4} triệu đồng."
    )
    return Paragraph(text, v, (
        lambda x: abs(sum(x[f"i{k}"] for k in range(5)) - x["total"]) <= 3, lambda x: near(x["p"], x["total"], x["plan"]),
    ), {"p": 1}, (("i0", "total"),))  # fmt: skip


def poverty(r: random.Random) -> Paragraph:
    all_, poor, close = (Decimal(r.randint(*n)) for n in ((2100, 3900), (110, 290), (130, 390)))
    before = poor + r.randint(12, 70)
    v = {"all": all_, "poor": poor, "close": close, "before": before, "fell": before - poor, "p": share(poor, all_, 2),
         "q": share(close, all_, 2)}  # fmt: skip
    text = (
        "Qua rà soát, toàn xã có {all} hộ, trong đó {poor} hộ nghèo, chiếm {p}%; {close} hộ cận nghèo, chiếm {q}%. "
        "Số hộ nghèo giảm {fell} hộ, từ {before} hộ xuống còn {poor} hộ."
    )
    return Paragraph(text, v, (
        lambda x: near(x["p"], x["poor"], x["all"], 2), lambda x: near(x["q"], x["close"], x["all"], 2),
        lambda x: x["before"] - x["fell"] == x["poor"],
    ), {"p": 2, "q": 2}, (("poor", "close"),))  # fmt: skip


def pupils(r: random.Random) -> Paragraph:
    good, fair, passed, failed = (Decimal(r.randint(*n)) for n in ((60, 190), (220, 460), (110, 210), (5, 30)))
    total = good + fair + passed + failed
    v = {"total": total, "good": good, "fair": fair, "passed": passed, "failed": failed, "p": share(good, total),
         "q": share(fair, total), "s": share(passed, total), "t": share(failed, total)}  # fmt: skip
    text = (
        "Kết quả học tập của {total} học sinh: Tốt {good} em ({p}%), Khá {fair} em ({q}%), Đạt {passed} em ({s}%), "
        "Chưa đạt {failed} em ({t}%)."
    )
    pairs = (("p", "good"), ("q", "fair"), ("s", "passed"), ("t", "failed"))
    return Paragraph(text, v, (
        lambda x: x["good"] + x["fair"] + x["passed"] + x["failed"] == x["total"],
        *((lambda x, a=a, b=b: near(x[a], x[b], x["total"])) for a, b in pairs),
    ), {"p": 1, "q": 1, "s": 1, "t": 1}, (("good", "fair"), ("fair", "passed")))  # fmt: skip


def units(r: random.Random) -> Paragraph:
    names = r.sample(NAMES, r.randint(3, 6))
    v = {"n": Decimal(len(names))}
    text = "Còn {n} xã chưa nộp báo cáo: " + ", ".join(names) + "."
    listed = Decimal(len(names))
    return Paragraph(text, v, (lambda x: x["n"] == listed,), {}, (), ("n",))


def growth(r: random.Random) -> Paragraph:
    old = Decimal(r.randint(310, 990)) / 10
    by = Decimal(r.randint(11, 95)) / 10
    v = {"new": old + by, "old": old, "by": by, "p": share(by, old)}
    text = "Chi ngân sách đạt {new} tỷ đồng, tăng {by} tỷ đồng so với cùng kỳ năm trước ({old} tỷ đồng), tương đương tăng {p}%."
    return Paragraph(text, v, (
        lambda x: x["old"] + x["by"] == x["new"], lambda x: _grown(x["p"], x["new"], x["old"]),
    ), {"new": 1, "old": 1, "by": 1, "p": 1}, (("new", "old"),))  # fmt: skip


def _grown(p: Decimal, new: Decimal, old: Decimal) -> bool:
    """True where rounding of both amounts allows the growth printed."""
    half = Decimal("0.05")
    low, high = (new - half) / (old + half) * 100 - 100, (new + half) / (old - half) * 100 - 100
    return low - half <= p <= high + half


def projects(r: random.Random) -> Paragraph:
    v: Values = {}
    for k in range(3):
        v[f"plan{k}"] = Decimal(r.randint(210, 980) * 10)
        v[f"done{k}"] = (v[f"plan{k}"] * r.randint(31, 97) / 100).quantize(Decimal(1))
        v[f"p{k}"] = share(v[f"done{k}"], v[f"plan{k}"])
    v["plan"], v["done"] = (sum(v[f"{name}{k}"] for k in range(3)) for name in ("plan", "done"))
    v["p"] = share(v["done"], v["plan"])
    text = (
        "Tổng vốn giao {plan} triệu đồng, giải ngân {done} triệu đồng, đạt {p}%.\n"
        "- Đường trục xã: kế hoạch {plan0} triệu đồng, giải ngân {done0} triệu đồng, đạt {p0}%;\n"
        "- Nhà văn hóa: kế hoạch {plan1} triệu đồng, giải ngân {done1} triệu đồng, đạt {p1}%;\n"
        "- Kênh mương: kế hoạch {plan2} triệu đồng, giải ngân {done2} triệu đồng, đạt {p2}%."
    )
    return Paragraph(text, v, (
        lambda x: near(x["p"], x["done"], x["plan"]),
        *((lambda x, k=k: near(x[f"p{k}"], x[f"done{k}"], x[f"plan{k}"])) for k in range(3)),
    ), {"p": 1, "p0": 1, "p1": 1, "p2": 1}, (("plan0", "done0"),))  # fmt: skip


def villages(r: random.Random) -> Paragraph:
    v = {f"h{k}": Decimal(r.randint(110, 390)) for k in range(4)}
    v |= {f"n{k}": v[f"h{k}"] * r.randint(3, 5) + r.randint(1, 60) for k in range(4)}
    v["h"], v["n"] = (sum(v[f"{name}{k}"] for k in range(4)) for name in "hn")
    text = (
        "Thôn Thượng: {h0} hộ, {n0} khẩu; thôn Trung: {h1} hộ, {n1} khẩu; thôn Hạ: {h2} hộ, {n2} khẩu; thôn Bến: {h3} hộ, {n3} khẩu. "
        "Toàn xã: {h} hộ, {n} khẩu."
    )
    return Paragraph(text, v, (
        lambda x: sum(x[f"h{k}"] for k in range(4)) == x["h"], lambda x: sum(x[f"n{k}"] for k in range(4)) == x["n"],
    ), {}, (("h0", "n0"),))  # fmt: skip


def coverage(r: random.Random) -> Paragraph:
    base = Decimal(r.randint(510, 4900))
    done = (base * r.randint(52, 98) / 100).quantize(Decimal(1))
    v = {"done": done, "base": base, "p": share(done, base, 2)}
    text = "Đã tiêm phòng cho {done}/{base} con trâu, bò, đạt {p}%."
    return Paragraph(text, v, (lambda x: near(x["p"], x["done"], x["base"], 2),), {"p": 2}, (("done", "base"),))


def staff(r: random.Random) -> Paragraph:
    men, women = Decimal(r.randint(31, 90)), Decimal(r.randint(31, 90))
    total = men + women
    degree, college = (total * 6 / 10).quantize(Decimal(1)), (total * 3 / 10).quantize(Decimal(1))
    v = {
        "total": total,
        "men": men,
        "women": women,
        "degree": degree,
        "college": college,
        "school": total - degree - college,
    }
    text = (
        "Toàn huyện có {total} công chức cấp xã, trong đó nam {men} người, nữ {women} người; trình độ đại học {degree} người, "
        "cao đẳng {college} người, trung cấp {school} người."
    )
    return Paragraph(text, v, (
        lambda x: x["men"] + x["women"] == x["total"], lambda x: x["degree"] + x["college"] + x["school"] == x["total"],
    ), {}, (("men", "degree"),))  # fmt: skip


PARAGRAPHS = (dossiers, revenue, poverty, pupils, units, growth, projects, villages, coverage, staff)
WINDOW = "Thời gian kiểm tra thực hiện từ ngày {a}/11/{first} đến ngày {b}/11/{last}."


def errors(r: random.Random, *, alone: bool = False) -> Iterator[Injected]:
    """One error of each kind in each number of one report of all paragraphs, or of each paragraph alone."""
    made = [make(r) for make in PARAGRAPHS]
    for at, paragraph in enumerate(made):
        before = [] if alone else [p.printed(p.numbers()) for p in made[:at]]
        after = [] if alone else [p.printed(p.numbers()) for p in made[at + 1 :]]
        for kind, numbers, names in _slips(paragraph, r):
            text, spans = _with_spans(paragraph, numbers, names)
            shift = sum(len(t) + 1 for t in before)
            whole = "\n".join([*before, text, *after])
            changed = {n: read(numbers[n]) or Decimal(0) for n in paragraph.values}
            broken = any(not c(changed) for c in paragraph.constraints)
            original = paragraph.numbers()[names[0]] if kind != "swapped" else ""
            yield Injected(kind, whole, tuple((a + shift, b + shift) for a, b in spans), original, broken)
    yield from _years(r, "\n".join(p.printed(p.numbers()) for p in made))


def sound(r: random.Random) -> str:
    """A report without any error."""
    return "\n".join(p.printed(p.numbers()) for p in (make(r) for make in PARAGRAPHS))


def _slips(paragraph: Paragraph, r: random.Random) -> Iterator[tuple[str, dict[str, str], tuple[str, ...]]]:
    numbers = paragraph.numbers()
    for name, text in numbers.items():
        digits = [i for i, c in enumerate(text) if c.isdigit()]
        if name in paragraph.counts:
            yield "count", {**numbers, name: str(int(text) + r.choice((-1, 1)))}, (name,)
            continue
        place = r.choice(digits)
        digit = r.choice([d for d in "123456789" if d != text[place]])
        yield "digit", {**numbers, name: text[:place] + digit + text[place + 1 :]}, (name,)
        pairs = [(i, j) for i, j in pairwise(digits) if text[i] != text[j] and not (i == digits[0] and text[j] == "0")]
        if pairs:
            i, j = r.choice(pairs)
            yield (
                "transposed",
                {**numbers, name: text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]},
                (name,),
            )
        if "," not in text and len(digits) == 3:
            yield "scale", {**numbers, name: text + ".000"}, (name,)
    for a, b in paragraph.swaps:
        if numbers[a] != numbers[b]:
            yield "swapped", {**numbers, a: numbers[b], b: numbers[a]}, (a, b)


def _with_spans(
    paragraph: Paragraph, numbers: dict[str, str], names: tuple[str, ...]
) -> tuple[str, list[tuple[int, int]]]:
    """The text and where the named numbers stand in it."""
    marked = paragraph.printed({n: f"\x00{t}\x01" if n in names else t for n, t in numbers.items()})
    spans, text = [], ""
    for piece in marked.split("\x00"):
        number, closed, rest = piece.partition("\x01")
        if closed:
            spans.append((len(text), len(text) + len(number)))
        text += number + rest if closed else piece
    return text, spans


def _years(r: random.Random, report: str) -> Iterator[Injected]:
    """A plan of dates behind the report: a year of five digits, one long past, an end before its beginning."""
    a, b = sorted(r.sample(range(1, 29), 2))
    for first, last in (("20244", "2024"), ("2023", "2023"), ("2042", "2024"), ("2014", "2024")):
        text = WINDOW.format(a=a, b=b, first=first, last=last)
        place = len(report) + 1
        yield Injected("year", f"{report}\n{text}", ((place, place + len(text)),), "2024", True)


def inspect(text: str) -> Checked:
    return check(Passage(text, tuple(find_figures(text, default_period="2024-10")), HELD, "2024-10"))


def found(error: Injected, checked: Checked) -> list[Finding]:
    """The findings that point at the wrong number."""
    return [
        f
        for f in checked.findings
        if f.verdict in {"fails", "question"}
        and any(a < end and start < b for a, b in f.spans for start, end in error.spans)
    ]


def repaired(error: Injected, hits: list[Finding]) -> bool:
    """True where the first suggestion at the place gives back what stood there."""
    best = max((f.suggestions[0] for f in hits if f.suggestions), key=lambda s: s.satisfied, default=None)
    return best is not None and read(best.printed) == read(error.original)


def measure(reports: int, seed: int = 11, *, alone: bool = False) -> dict[str, Counter[str]]:
    """Counts by kind: made, findable, found, repairable, repaired."""
    r = random.Random(seed)
    out: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for _ in range(reports):
        for error in errors(r, alone=alone):
            tally = out[error.kind]
            tally["made"] += 1
            if not error.findable:
                continue
            tally["findable"] += 1
            hits = found(error, inspect(error.text))
            tally["found"] += bool(hits)
            if hits and error.kind not in {"swapped", "year"}:
                tally["repairable"] += 1
                tally["repaired"] += repaired(error, hits)
    return out


def alarms(reports: int, seed: int = 3) -> list[str]:
    """Messages of what is called wrong in sound reports."""
    r = random.Random(seed)
    wrong = (
        f.message for _ in range(reports) for f in inspect(sound(r)).findings if f.verdict in {"fails", "question"}
    )
    return list(wrong)
