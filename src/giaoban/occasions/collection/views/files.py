"""The matrix as a workbook, and back: a file or a pasted table, every change before it is made, then all the ticked ones at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.org.folding import squeeze
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.filing.cells import LIMITS
from giaoban.occasions.collection.filing.paste import paste_read
from giaoban.occasions.collection.filing.reading import Change, Reading, workbook_read
from giaoban.occasions.collection.filing.workbook import head_of, text_of, value_carried, workbook_bytes
from giaoban.occasions.collection.grid import Gone, Grid, Place, Proposed, Value, require_possible, value_shown
from giaoban.occasions.collection.models import Collection, CollectionUnit
from giaoban.occasions.collection.selectors.filing import asker, resolver
from giaoban.occasions.collection.views.frame import frame
from giaoban.occasions.collection.views.link import visitor

NO_LETTER = re.compile(r"[^a-z0-9]+")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 800
"""Changes that one preview shows and one press writes; the rest comes with the next reading of the same file."""
READS, WINDOW = 120, 3600
"""Files and pastes that one person may have read within so many seconds."""


class FileForm(forms.Form):
    """A workbook."""

    file = forms.FileField(
        label=gettext_lazy("Tệp xlsx"),
        help_text=gettext_lazy(
            "Tệp tải từ đây hoặc bảng của đơn vị có tên chỉ tiêu và tên đơn vị; xlsx, tối đa 10 MB."
        ),
        error_messages={"required": gettext_lazy("Chưa chọn tệp. Chọn tệp rồi tải lên.")},
    )


class PasteForm(forms.Form):
    """A table copied from a spreadsheet, and where its first cell belongs if it has no heads."""

    text = forms.CharField(
        label=gettext_lazy("Các ô đã sao chép"),
        max_length=2_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "font-monospace"}),
        help_text=gettext_lazy(
            "Sao chép trong Excel, LibreOffice rồi dán vào đây, cả dòng tên chỉ tiêu và cột tên đơn vị nếu có."
        ),
        error_messages={"required": gettext_lazy("Chưa dán gì. Sao chép các ô trong bảng tính rồi dán vào đây.")},
    )
    unit = forms.ChoiceField(label=gettext_lazy("Ô đầu: đơn vị"), required=False)
    column = forms.ChoiceField(label=gettext_lazy("Ô đầu: chỉ tiêu"), required=False)

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", gettext_lazy("theo tên trong bảng dán"))]
        units, columns = self.fields["unit"], self.fields["column"]
        assert isinstance(units, forms.ChoiceField) and isinstance(columns, forms.ChoiceField)  # noqa: S101, PT018
        units.choices = [*none, *((str(row.unit_id), row.name) for row in grid.rows)]
        columns.choices = [*none, *((each.key, each.title) for each in grid.columns)]

    @property
    def first(self) -> Place | None:
        """The first cell, None where it is not chosen."""
        unit, column = self.cleaned_data.get("unit"), self.cleaned_data.get("column")
        return (int(unit), column) if unit and column else None


@dataclass(frozen=True, slots=True)
class Desk:
    """What is being filled: the whole matrix or one unit's row, by whom, and the addresses around it."""

    actor: Actor
    collection: Collection
    only: CollectionUnit | None
    back: str
    here: str
    download: str
    template: str
    linked: bool = False

    @property
    def grid(self) -> Grid:
        """The matrix as it is now."""
        return selectors.grid_of(self.actor, self.collection, only=self.only)

    @property
    def ref(self) -> str:
        """What a workbook of it belongs to."""
        return f"collection/{self.collection.pk}"

    @property
    def count_key(self) -> str:
        """Whose attempts are counted."""
        return f"link:{self.actor.link_id}" if self.linked else f"user:{self.actor.user_id}"


def desk_of(request: HttpRequest, pk: int, row: int | None = None) -> Desk:
    """What a signed-in person fills. Errors: ACC-002."""
    actor = actor_of(request)
    if row is None:
        here, load = reverse("collection:import", args=[pk]), reverse("collection:workbook", args=[pk])
        back = reverse("collection:matrix", args=[pk])
        return Desk(actor, selectors.collection_get(actor, pk), None, back, here, load, "collection/import.html")
    only = selectors.row_get(actor, pk, row)
    here, load = reverse("collection:row_import", args=[pk, row]), reverse("collection:row_workbook", args=[pk, row])
    back = reverse("collection:form", args=[pk, row])
    return Desk(actor, only.collection, only, back, here, load, "collection/import.html")


def desk_linked(request: HttpRequest) -> Desk:
    """What the visitor of a link fills: its unit's row. Errors: ACC-002, DIR-003."""
    actor = visitor(request)
    only = selectors.row_get(actor)
    here, load, back = (reverse(f"collection:link{name}") for name in ("_import", "_workbook", ""))
    return Desk(actor, only.collection, only, back, here, load, "collection/link_import.html", linked=True)


@require_GET
@login_required
def workbook(request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
    """The matrix, or one unit's row, as a workbook to be filled."""
    return file_answer(desk_of(request, pk, row))


@never_cache
@require_GET
def link_workbook(request: HttpRequest) -> HttpResponse:
    """The same for the visitor of a link."""
    desk = desk_linked(request)
    throttle("collection.file", desk.count_key, limit=READS, seconds=WINDOW)
    with acting(desk.actor, source="link"):
        return file_answer(desk)


def file_answer(desk: Desk) -> HttpResponse:
    """The file; taken out under the taker's name."""
    grid = desk.grid
    answer = HttpResponse(workbook_bytes(grid, ref=desk.ref), content_type=XLSX)
    part = f"-{NO_LETTER.sub('-', squeeze(grid.rows[0].name)).strip('-')[:60]}" if desk.only else ""
    answer["Content-Disposition"] = f'attachment; filename="so-lieu-{desk.collection.period}{part}.xlsx"'
    journal.note(
        verb="collection.workbook", details={"collection": desk.collection.pk, "row": desk.only and desk.only.pk}
    )
    return answer


@require_http_methods(["GET", "POST"])
@login_required
def page(request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
    """A file or a paste into the matrix, or into one unit's row."""
    desk = desk_of(request, pk, row)
    access.require_anywhere(desk.actor, "collection.fill")
    return answered(request, desk)


@never_cache
@require_http_methods(["GET", "POST"])
def link_page(request: HttpRequest) -> HttpResponse:
    """The same for the visitor of a link."""
    desk = desk_linked(request)
    with acting(desk.actor, source="link"):
        return answered(request, desk)


def answered(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page: what may be sent; after a file or a paste every change of it; after these were ticked, they are written."""
    grid = desk.grid
    sent = request.POST.get("viec", "") if request.method == "POST" else ""
    file_form = FileForm(*((request.POST, request.FILES) if sent == "tep" else ()))
    paste_form = PasteForm(*((request.POST,) if sent == "dan" else ()), grid=grid)
    context: dict[str, Any] = {"desk": desk, "file_form": file_form, "paste_form": paste_form}
    if sent in ("tep", "dan"):
        throttle("collection.file", desk.count_key, limit=READS, seconds=WINDOW)
        form = file_form if sent == "tep" else paste_form
        reading = read_sent(request, desk, grid, file_form, paste_form, sent)
        if reading is not None:
            source = form.cleaned_data["file"].name if sent == "tep" else ""
            context |= preview(reading, source, request.LANGUAGE_CODE)
    elif sent == "ghi":
        refused = written(request, desk, grid)
        if refused is None:
            return redirect(desk.back)
        context |= preview(refused, request.POST.get("nguon", "")[:200], request.LANGUAGE_CODE)
    if not desk.linked:
        context |= frame(desk.actor, desk.collection)
    context |= {"collection": desk.collection, "grid": grid, "row_name": grid.rows[0].name if desk.only else ""}
    faulty = file_form.errors or paste_form.errors or context.get("refused_now")
    return render(request, desk.template, context, status=422 if faulty else 200)


def read_sent(
    request: HttpRequest, desk: Desk, grid: Grid, file_form: FileForm, paste_form: PasteForm, sent: str
) -> Reading | None:
    """What a file or a paste would change; None where the form says what is wrong with it."""
    form: forms.Form = file_form if sent == "tep" else paste_form
    if not form.is_valid():
        return None
    given: dict[str, Any] = {
        "resolve": resolver(desk.collection, grid),
        "ask": asker(desk.actor, desk.collection, only=desk.only),
    }
    try:
        if sent == "dan":
            return paste_read(form.cleaned_data["text"], grid, first=paste_form.first, **given)
        file = form.cleaned_data["file"]
        data = file.read(LIMITS.max_bytes + 1)
        return workbook_read(data, grid, name=file.name[:200], ref=desk.ref, **given)
    except Problem as problem:
        form.add_error("file" if sent == "tep" else "text", problem.sentence(request.LANGUAGE_CODE))
        return None


def preview(reading: Reading, source: str, language: str) -> dict[str, Any]:
    """What the page shows of a reading: cells to look at first, then those without questions."""
    changes = sorted(reading.changes, key=lambda change: change.ticked)
    return {
        "reading": reading,
        "source": source,
        "changes": [shown(change) for change in changes[:MOST]],
        "left": max(0, len(changes) - MOST),
        "asked": sum(not change.ticked for change in changes[:MOST]),
        "faults": [
            *((each.at, each.problem.sentence(language)) for each in reading.odd),
            *((change.at, change.problem.sentence(language)) for change in reading.refused if change.problem),
        ],
    }


def shown(change: Change) -> dict[str, Any]:
    """One change as the page shows it; `key` says all of it when it comes back ticked."""
    made = change.proposed
    return {
        "change": change,
        "key": key_of(made, made.after),
        "meant_key": "" if change.meant is None else key_of(made, change.meant),
        "meant": value_shown(change.meant),
        "title": head_of(made.column),
        "before": value_shown(made.before),
        "after": value_shown(made.after),
    }


def key_of(made: Proposed, after: Value) -> str:
    """A change with what is to stand there, as it comes back ticked."""
    return ";".join((str(made.row.unit_id), made.column.key, text_of(made.before), text_of(after)))


def ticked(request: HttpRequest, grid: Grid) -> tuple[list[Proposed], list[Gone]]:
    """The changes that came back ticked, each held against its column again; of two for one cell the last, which is the number that was
    probably meant. Then the columns that were taken out since they were shown. Errors: COL-009 for a cell that is not in the matrix."""
    rows = {str(row.unit_id): row for row in grid.rows}
    columns, gone = {column.key: column for column in grid.columns}, {each.key: each for each in grid.gone}
    found: dict[Place, Proposed] = {}
    left: dict[str, Gone] = {}
    for text in request.POST.getlist("o")[: 2 * MOST]:
        unit, key, before, after = (*text.split(";"), "", "", "", "")[:4]
        if key in gone:
            left[key] = gone[key]
            continue
        if unit not in rows or key not in columns or (after and value_carried(after) is None):
            raise Problem("COL-009")
        made = Proposed(rows[unit], columns[key], value_carried(before), value_carried(after))
        try:
            require_possible(made.after, made.row, made.column)
        except Problem as problem:
            made = replace(made, problem=problem)
        found[made.place] = made
    return list(found.values()), list(left.values())


def written(request: HttpRequest, desk: Desk, grid: Grid) -> Reading | None:
    """Write what was ticked, all of it, and say so; otherwise what stands in the way, with everything still to be ticked."""
    proposed, gone = ticked(request, grid)
    for each in gone:
        messages.warning(request, each.problem.sentence(request.LANGUAGE_CODE))
    if not proposed:
        if not gone:
            messages.warning(request, Problem("COL-047").sentence(request.LANGUAGE_CODE))
        return Reading()
    source = request.POST.get("nguon", "").replace("\x00", "")[:200]
    reason = _("Nhập từ tệp %(name)s") % {"name": source} if source else _("Dán từ bảng tính")
    done = services.cells_apply(actor=desk.actor, collection=desk.collection, proposed=proposed, reason=reason)
    if not done.refused:
        messages.success(request, _("Đã ghi %(n)d ô.") % {"n": done.changed})
        return None
    messages.error(request, Problem("COL-017", count=len(done.refused)).sentence(request.LANGUAGE_CODE))
    return again(proposed, done.refused, grid)


def again(proposed: Sequence[Proposed], refused: Sequence[Proposed], grid: Grid) -> Reading:
    """The ticked changes once more: a cell that somebody changed meanwhile is asked about, others that were refused say why."""
    reading = Reading()
    stopped = {each.place: each.problem for each in refused}
    for each in proposed:
        problem = stopped.get(each.place)
        version = grid.versions.get(each.place, 0)
        if problem is None:
            reading.changes.append(Change(each, "", version))
        elif problem.code == "COL-013":
            fresh = replace(each, before=grid.at(*each.place), problem=None)
            reading.changes.append(Change(fresh, "", version, (problem.sentence(get_language() or "vi"),)))
        else:
            reading.refused.append(Change(replace(each, problem=problem), "", version))
    return reading
