"""A file's bytes -> what the kernel reads in it, or the reason why it cannot. Touches no table.

The bytes are a stranger's: they are read in a process of its own, with limits (`confined`); this module is what runs there.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any, get_args

from giaoban import __version__
from giaoban.kernel.checks import Known
from giaoban.kernel.extract import Kind, Limits, extract
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import DEFAULT, find_figures
from giaoban.kernel.reading import Json, as_json, default_lexicon, read
from giaoban.kernel.reading.scanned import touches
from giaoban.occasions.reports.confined import Bounds, Workshop, refusal_of, serve
from giaoban.occasions.reports.looks import looked
from giaoban.occasions.reports.remembered import as_facts, as_known

READER = f"giaoban {__version__}"
LIMITS = Limits(max_text=1_000_000)
"""A file is read while its sender waits: text beyond what any real report holds is refused. A million signs took 17 s (one core)."""
BOUNDS = Bounds()
SCAN_BOUNDS = Bounds(memory=2 << 30, cpu=2400, wall=3000.0)
"""A scan of forty pages takes some minutes of a processor; it is read by a job, nobody waits for it."""
LOOK_BOUNDS = Bounds(cpu=20, wall=30.0)
LIBRARIES = ("lxml.html", "pdfplumber", "pypdfium2.raw", "docx")
ALL_OF_THEM = re.compile(
    r"\s*(?:$|[.,;:()\n]|đạt|đã|đều|có |hoàn thành|thực hiện|tổ chức|tham gia|được công nhận|báo cáo|"
    r"(?:trên|trong) (?:địa bàn|toàn)|toàn |của (?:huyện|xã|tỉnh|thành phố|thị xã|phường))",
    re.IGNORECASE,
)
"""What may follow a number of all units of a kind."""
WORKSHOP = Workshop("giaoban.occasions.reports.reader")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either a text with its reading, or a problem; never both.

    `data` is the reading in the schema of `kernel/reading` (with "recognised" and figures' "doubtful" for scans), every number
    as text ("65.08") so that nothing becomes a float on its way
    through JSON, and every finding, figure and task with an "id".
    """

    text: str = ""
    data: dict[str, Any] | None = None
    problem: Problem | None = None


def read_file(
    content: bytes,
    *,
    name: str,
    on: date,
    bounds: Bounds = BOUNDS,
    recognise: bool = False,
    known: Known | None = None,
    held_on: date | None = None,
    period: str = "",
    words: Mapping[str, Any] | None = None,
) -> Outcome:
    """Extract and read one file in a process of its own; scans only where `recognise` asks for it; deadlines count from `held_on`;
    figures that name no period are of `period`, where somebody said it.

    words: the body's own, as `vocabulary.Vocabulary.facts` writes them.

    A refusal of the kernel becomes the outcome's problem; so does REP-030 where reading took more than `bounds`, or ended the process
    that did it. Errors: RuntimeError for anything else, which is a mistake of ours.
    """
    facts = {
        "name": name,
        "on": on.isoformat(),
        "recognise": recognise,
        "known": as_facts(known or Known()),
        "held_on": held_on.isoformat() if held_on else "",
        "period": period,
        "words": dict(words or {}),
    }
    found = WORKSHOP.run(facts, content, bounds)
    if found is None:
        return Outcome(problem=Problem("REP-030", name=name))
    if found["refused"]:
        return Outcome(problem=Problem(found["refused"], **found["fields"]))
    return Outcome(text=found["text"], data=found["data"])


def look(
    content: bytes, asked: Mapping[str, Any], *, text: str = "", borders: Sequence[int] = ()
) -> dict[str, Any] | None:
    """How a file looks (`looks.looked`), found out in a process of its own; None where it cannot be shown, or not within `LOOK_BOUNDS`."""
    facts = {"look": dict(asked), "text": text, "borders": list(borders)}
    found = WORKSHOP.run(facts, content, LOOK_BOUNDS)
    return found["look"] if found else None


def work(facts: dict[str, Any], content: bytes) -> dict[str, Any]:
    """What the process does with one file: an outcome as plain JSON. Errors: MemoryError, also where a parser hid it."""
    if "look" in facts:
        try:
            return {"look": looked(facts, content)}
        except MemoryError:
            raise
        except Exception:  # a library that cannot show a stranger's file: the text is shown instead
            return {"look": None}
    try:
        on = date.fromisoformat(facts["on"])
        outcome = read_here(
            content,
            name=facts["name"],
            on=on,
            recognise=facts.get("recognise", False),
            known=as_known(facts.get("known", {})),
            held_on=date.fromisoformat(facts["held_on"]) if facts.get("held_on") else None,
            period=facts.get("period", ""),
            words=facts.get("words"),
        )
    except Problem as problem:
        return refusal_of(problem)
    return {"refused": "", "text": outcome.text, "data": outcome.data}


def read_here(
    content: bytes,
    *,
    name: str,
    on: date,
    recognise: bool = False,
    known: Known | None = None,
    held_on: date | None = None,
    period: str = "",
    words: Mapping[str, Any] | None = None,
) -> Outcome:
    """Extract and read one file in this process. Errors: the Problems of `extract` and `read`."""
    document = extract(content, name=name, limits=LIMITS, recognise=recognise)
    own = words or {}
    quantities = DEFAULT.extended(own["quantities"]) if own.get("quantities") else DEFAULT
    lexicon = default_lexicon().extended({"units.heads": own["heads"]}) if own.get("heads") else None
    found = read(
        document, on=on, known=known, held_on=held_on, period=period or None, lexicon=lexicon, quantities=quantities
    )
    data: dict[str, Any] = {key: exact(value) for key, value in as_json(found, source=name).items()}
    for row, relation in zip(data["relations"], found.relations, strict=True):
        row["interval"] = [exact(relation.interval.low), exact(relation.interval.high)] if relation.interval else None
        row["tolerance"] = exact(relation.tolerance)
    for number, task in enumerate(data["tasks"], 1):
        task["id"] = f"t{number}"
    data["findings"] = [finding for finding in data["findings"] if not of_some(finding, document.text)]
    for finding in data["findings"]:
        cells = [span.get("address", "") for span in finding["spans"]]
        finding["spans"] = [[span["start"], span["end"]] for span in finding["spans"]]
        if any(cells):
            finding["places"] = cells
    if document.words:
        data["recognised"] = True
        data["words"] = [
            [word.start, word.end, word.page, *(round(side, 1) for side in word.box)] for word in document.words
        ]
        for figure in data["figures"]:
            figure["doubtful"] = touches(figure["start"], figure["end"], document.doubtful)
    return Outcome(text=document.text, data=data)


def of_some(finding: dict[str, Any], text: str) -> bool:
    """Whether a number of units that differs from the register need not be wrong.

    "3/5 trường tiểu học", "6/8 xã vùng III": the words behind single some of them out. And registers of schools and hamlets are seldom
    complete: of these only a number that was right on another day is asked about.
    """
    if finding["template"] != "K7" or finding["relation"]:
        return False
    if ALL_OF_THEM.match(text, finding["spans"][0]["end"]) is None:
        return True
    counted = " ".join(link["label"] for link in finding["links"])
    return re.search(r"\d (?:xã|phường|thị trấn|đặc khu)\b", counted) is None and "đúng" not in finding["message"]


def exact(value: Json) -> Any:
    """The same value with every Decimal as its text."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else None
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    if isinstance(value, list):
        return [exact(item) for item in value]
    return value


def typed_number(text: str) -> Decimal | None:
    """The one number that a person typed ("1.234,5", "39 tỷ 981 triệu"), None where it is not just one number."""
    found = find_figures(text)
    return found[0].value if len(found) == 1 and text[found[0].start : found[0].end].strip() == text.strip() else None


def prepare() -> None:
    """Import what reading imports when it first needs it, and fill what it keeps: otherwise every file would do so anew."""
    for part in (*(f"giaoban.kernel.extract.{kind}" for kind in get_args(Kind)), *LIBRARIES):
        import_module(part)
    read_here("Ngày 25/9/2025 có 46/60 hộ đạt chuẩn.".encode(), name="a.txt", on=date(2025, 9, 25))


if __name__ == "__main__":
    prepare()
    serve(work)
