"""The league table of a scorecard: rank, class, points and the change from the appraisal before; units that were not rated, and why."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals.models import Appraisal
from giaoban.occasions.appraisals.selectors.appraisals import appraisals, sheets
from giaoban.occasions.appraisals.selectors.results import Place, ResultBlock, Results, results
from giaoban.occasions.appraisals.services import results_open
from giaoban.windows.boards.exports import file_answer, kind_asked
from giaoban.windows.boards.view import AsOf, Cell, Column, Entry, Row, View
from giaoban.windows.boards.views.pivot import issuer_of, page_of

OFFERED = 60


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponseBase:
    """`?dot=` the appraisal (else the newest that is decided), `?dang=` a file. Errors: ACC-002, APR-013 before it is decided."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.view")
    offered = list(appraisals(actor).filter(state="decided")[:OFFERED])
    asked = request.GET.get("dot", "")
    chosen: Appraisal | None
    if asked.isdecimal() and len(asked) < 10:
        chosen = next((row for row in offered if row.pk == int(asked)), None) or opened(actor, int(asked))
    else:
        chosen = offered[0] if offered else None
    if chosen is None:
        return render(request, "boards/league.html", {"offered": offered, "chosen": None})
    view = view_of(request, actor, results(actor, chosen))
    taken = file_answer(request, view, name="league")
    return taken or render(
        request, "boards/league.html", {"offered": offered, "chosen": chosen, **page_of(request, view)}
    )


def opened(actor: Actor, pk: int) -> Appraisal:
    """An appraisal that is not decided, for those who lead it. Errors: ACC-002, APR-013."""
    found = appraisals(actor).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return results_open(actor=actor, appraisal=found)


def view_of(request: HttpRequest, actor: Actor, found: Results) -> View:
    """The table with its words."""
    appraisal = found.appraisal
    said = []
    if appraisal.state != "decided":
        said.append(_("Kết quả tạm tính, chưa quyết định"))
    elif appraisal.decision:
        said.append(_("Theo {decision}").format(decision=appraisal.decision))
    if appraisal.decided_at:
        said.append(_("quyết định ngày {day}").format(day=f"{timezone.localtime(appraisal.decided_at):%d/%m/%Y}"))
    if found.previous:
        said.append(_("so với: {title}").format(title=found.previous.title))
    return View(
        title=_("Xếp hạng: {title}").format(title=appraisal.title),
        note="; ".join(said) + "." if said else "",
        columns=columns_of(compared=found.previous is not None),
        rows=rows_of(found, open_to=opened_cards(actor, appraisal)),
        sources=sources_of(found),
        as_of=AsOf(timezone.localtime(actor.at)),
        link=request.build_absolute_uri(f"{request.path}?dot={appraisal.pk}"),
        issuer=issuer_of(request, actor) if kind_asked(request) else "",
    )


def columns_of(*, compared: bool) -> tuple[Column, ...]:
    """Unit, rank, points, class; with an appraisal before, its points, class and rank and the change of points and places."""
    now = (
        Column(_("Đơn vị")),
        Column(_("Hạng"), "number", 0),
        Column(_("Điểm tự chấm"), "number"),
        Column(_("Điểm đạt"), "number"),
        Column(_("Xếp loại")),
    )
    if not compared:
        return now
    group = _("Đợt trước")
    return (
        *now,
        Column(_("Điểm"), "number", group=group),
        Column(_("Xếp loại"), group=group),
        Column(_("Hạng"), "number", 0, group=group),
        Column(_("Tăng, giảm điểm"), "number", group=_("Thay đổi")),
        Column(_("Tăng, giảm hạng"), "number", 0, group=_("Thay đổi")),
    )


def opened_cards(actor: Actor, appraisal: Appraisal) -> frozenset[int]:
    """The cards that the reader may open. One query."""
    return frozenset(sheets(actor).filter(appraisal=appraisal).values_list("pk", flat=True))


def rows_of(found: Results, *, open_to: Collection[int]) -> list[Row]:
    """Each block with its name, then its units by rank (equal ones share it); last those that were not rated, with the reason."""
    compared = found.previous is not None
    width = len(columns_of(compared=compared))
    rows: list[Row] = []
    for block in found.blocks:
        if block.name or len(found.blocks) > 1:
            rows.append(headed(block.name or _("Các đơn vị khác"), width))
        rows += lines_of(block, compared=compared, open_to=open_to)
    if found.excluded:
        rows.append(headed(_("Đơn vị không chấm"), width))
        rows += [Row((Cell(unit, reason), *filler(width - 1))) for unit, reason in found.excluded]
    return rows


def filler(width: int) -> Sequence[Entry]:
    """Empty cells."""
    return [""] * width


def headed(name: str, width: int) -> Row:
    """A line that names those below it."""
    return Row((name, *filler(width - 1)), "heading")


def lines_of(block: ResultBlock, *, compared: bool, open_to: Collection[int]) -> Iterator[Row]:
    """The units of a block."""
    shared = Counter(place.sheet.rank for place in block.places)
    head = reverse("appraisals:sheet", args=[0]).removesuffix("0/")
    for place in block.places:
        rank = place.sheet.rank
        tied = _("đồng hạng") if rank is not None and shared[rank] > 1 else ""
        cells: list[Entry] = [
            Cell(place.unit, url=f"{head}{place.sheet.pk}/" if place.sheet.pk in open_to else ""),
            Cell(rank, tied),
            place.sheet.self_total,
            place.sheet.total,
            place.band.title if place.band.code else _(place.band.title),
        ]
        yield Row((*cells, *(before(place) if compared else ())))


def before(place: Place) -> tuple[Entry, ...]:
    """Points, class and rank of the appraisal before, and the changes; nothing where the unit was not rated then."""
    gained: Decimal | None = None
    if place.before is not None and place.sheet.total is not None:
        gained = place.sheet.total - place.before
    moved = place.moved if place.rank_before and place.sheet.rank else None
    return place.before, place.band_before, place.rank_before, gained, moved


def sources_of(found: Results) -> tuple[str, ...]:
    """The set and what it rests on, how equal points are ranked, how shares changed."""
    score_set = found.appraisal.score_set
    told = [_("Bộ tiêu chí: {title}.").format(title=score_set.title.rstrip("."))]
    if score_set.basis:
        told.append(_("Căn cứ: {basis}.").format(basis=score_set.basis.rstrip(".")))
    told += filter(None, [found.ties, *(block.rule for block in found.blocks)])
    return tuple(dict.fromkeys(told))
