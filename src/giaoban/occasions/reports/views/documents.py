"""The document beside its findings: its text, how it looks, or the report of the period before."""

import base64
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.files.services import file_read
from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.comparing import pairs
from giaoban.occasions.reports.highlight import Piece, pieces
from giaoban.occasions.reports.models import Reading, Submission
from giaoban.occasions.reports.reader import look

WAYS = ("chu", "goc", "truoc")
KEPT = "reports.way"
"""Session key: the way somebody last chose to see a document."""
LONGEST = 400_000
"""Signs of a text that is also shown as it looks."""


@dataclass(frozen=True, slots=True)
class Box:
    """A marked place on the picture of a page, in points."""

    piece: Piece
    left: float
    top: float
    width: float
    height: float
    first: bool = True
    """Whether it is the first box of its piece: the one to jump to."""


def way_of(request: HttpRequest) -> str:
    """How the document is to be shown: as asked for now, else as last chosen, else its text."""
    asked = request.GET.get("xem", "")
    if asked in WAYS:
        request.session[KEPT] = asked if asked != "truoc" else "chu"
        return asked
    return str(request.session.get(KEPT, "chu"))


def kind_of(submission: Submission) -> str:
    """In which form the file can be shown as it looks: "pdf", "docx", or "" for none."""
    return submission.original.kind if submission.original.kind in {"pdf", "docx"} else ""


def document_of(request: HttpRequest, actor: Actor, submission: Submission, reading: Reading) -> dict[str, Any]:
    """What the document pane shows, by the way asked for; the text where another way cannot be had."""
    way = way_of(request)
    found: dict[str, Any] = {"way": "chu", "can_look": bool(kind_of(submission)) and len(reading.text) <= LONGEST}
    if way == "truoc" and actor.kind == "user":
        return found | beside(actor, submission, reading)
    if way == "goc" and found["can_look"]:
        return found | as_it_looks(submission, reading)
    return found


def beside(actor: Actor, submission: Submission, reading: Reading) -> dict[str, Any]:
    """The report of the period before with its figures beside these."""
    other = selectors.before_of(actor, submission)
    last = selectors.latest_reading(other) if other else None
    if other is None or last is None:
        return {"way": "truoc", "before": None}
    return {
        "way": "truoc",
        "before": other,
        "before_pieces": pieces(last.text, last.data["figures"], []),
        "pairs": pairs(reading.data["figures"], last.data["figures"]),
    }


def as_it_looks(submission: Submission, reading: Reading) -> dict[str, Any]:
    """The pages or paragraphs of the file with its marks; what `look` cannot show is told, and the text shown."""
    cut = list(pieces(reading.text, reading.data["figures"], reading.data["findings"]))
    borders, at = [], 0
    for piece in cut:
        borders.append(at)
        at += len(piece.text)
    kind = kind_of(submission)
    found = look(file_read(submission.original), {"kind": kind}, text=reading.text, borders=borders)
    if found is None:
        return {"look_failed": True}
    if kind == "pdf":
        for start, end, number, *box in reading.data.get("words", ()):  # a scan has no text of its own
            add_word(found["pages"], borders, (start, end), number, box)
        return {
            "way": "goc",
            "look_pages": [page_of(number, page, cut) for number, page in enumerate(found["pages"], 1)],
        }
    anchors: set[int] = set()
    for block in found["blocks"]:
        marked(block, cut, anchors)
    return {"way": "goc", "look_blocks": found["blocks"]}


def add_word(
    pages: list[dict[str, Any]], borders: list[int], place: tuple[int, int], number: int, box: list[float]
) -> None:
    """Put the box of a word that was read off a picture (left, top, right, bottom) to its page, for every piece that it belongs to."""
    if not 1 <= number <= len(pages):
        return
    left, top, right, bottom = box
    first, last = (bisect_right(borders, at) - 1 for at in (place[0], place[1] - 1))
    for piece in range(first, last + 1):
        pages[number - 1]["boxes"].append([piece, left - 1, top - 1, right - left + 2, bottom - top + 2])


def page_of(number: int, page: dict[str, Any], cut: list[Piece]) -> dict[str, Any]:
    """One page: its number and size, and the boxes of what is marked on it."""
    boxes: list[Box] = []
    for number_of, left, top, width, height in page["boxes"]:
        piece = cut[number_of]
        if not piece.plain:
            first = all(other.piece is not piece for other in boxes)
            boxes.append(Box(piece, left, top, width, height, first))
    return {"number": number, "width": page["width"], "height": page["height"], "boxes": boxes}


def marked(block: dict[str, Any], cut: list[Piece], anchors: set[int]) -> None:
    """Give every run its piece; the first run of a piece carries its anchors."""
    for row in block.get("rows", ()):
        for cell in row:
            for inner in cell["blocks"]:
                marked(inner, cut, anchors)
    for run in block.get("runs", ()):
        number = run["piece"]
        run["mark"] = cut[number] if number >= 0 and not cut[number].plain else None
        run["anchor"] = run["mark"] is not None and number not in anchors
        anchors.add(number)


def picture(submission: Submission, number: int) -> HttpResponse:
    """One page of a PDF as a picture. Errors: 404 where there is none."""
    found = (
        look(file_read(submission.original), {"kind": "page", "page": number}) if kind_of(submission) == "pdf" else None
    )
    if found is None:
        raise Http404
    response = HttpResponse(base64.b64decode(found["png"]), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@login_required
def page_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of a report's file as a picture."""
    return picture(selectors.submission_get(actor_of(request), pk), number)
