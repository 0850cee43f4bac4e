"""One row out of many, found by typing: a plain list where there are few, else a field that searches on the server.

With scripts the field is a combobox: what is typed asks the page's own address (`?chon=<field>`), so that only what the form itself would
accept is ever offered. Without scripts one types a name or a code; what does not name exactly one row comes back with the question which
one is meant.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.org.folding import fold, squeeze
from giaoban.ground.org.models import Person, Post, PostHolding, Unit, UnitAlias, UnitName

FEW = 30
"""At most so many are one plain list, which needs no searching."""
MOST = 20
"""Rows shown of a search; who does not see the right one types more."""
LONGEST = 300
WORDS = 8
ASKED = "chon"
"""The query that asks a form's page for what fits a field."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a browser sends for a field: the number of a row chosen, the text as it stands (None: no such field in the form), and the
    row pointed at where it was asked which one is meant."""

    number: str
    text: str | None
    meant: str


@dataclass(frozen=True, slots=True)
class Option:
    """A row as it is offered: its number, its name, and what tells it from others of the same name."""

    number: int
    label: str
    detail: str
    group: str = ""


class Picker(forms.Widget):
    """Draws a `Pick`."""

    field: "Pick"

    class Media:
        css = {"all": ("directory/picker.css",)}
        js = (Script("directory/picker.js", type="module"),)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Said:
        """What was sent, cut to what could name anything."""
        text = data.get(f"{name}_text")
        return Said(
            number=str(data.get(name) or "")[:18],
            text=None if text is None else str(text).replace("\x00", "").strip()[:LONGEST],
            meant=str(data.get(f"{name}_meant") or "")[:18],
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form was sent without this field."""
        return name not in data and f"{name}_text" not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list, or the field to type into with what was typed and the question which row is meant."""
        few, row = self.field.few(), self.field.shown(value)
        said = value if isinstance(value, Said) else None
        options = [self.field.option(each) for each in few or ()]
        return render_to_string(
            "directory/picker.html",
            {
                "name": name,
                "attrs": self.build_attrs(self.attrs, attrs),
                "groups": None if few is None else grouped(options),
                "chosen": row.pk if row is not None else None,
                "text": said.text if said and said.text else self.field.label_of(row) if row is not None else "",
                "required": self.is_required,
                "meant": [self.field.option(each) for each in self.field.candidates],
                "css": (attrs or {}).get("class", ""),
                "at": self.field.at,
            },
        )


class Pick(forms.Field):
    """A row of a queryset. `queryset` is set by the form; kinds say how rows are found and told apart."""

    widget: Any = Picker
    default_error_messages = {
        "invalid_choice": gettext_lazy("Lựa chọn này không có hoặc không còn."),
        "none": gettext_lazy("Không thấy tên hoặc mã nào như “%(text)s”. Kiểm tra lại, gõ không dấu cũng được."),
        "which": gettext_lazy("“%(text)s” chưa chỉ rõ một mục nào. Chọn đúng mục dưới đây, hoặc gõ đủ tên."),
    }

    def __init__(self, *, queryset: QuerySet[Any] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.queryset = queryset
        self.candidates: Sequence[Any] = ()
        self.known: list[Any] | None = None
        self.at = ""
        """The page that is asked what fits, "" for the one that shows the form."""
        self.widget.field = self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A field of one form's own, which remembers what that form was told."""
        made: Self = super().__deepcopy__(memo)
        made.candidates, made.known = (), None
        made.widget.field = made
        return made

    def matching(self, words: Sequence[str]) -> Q:
        """The condition that a row's name holds each of the folded words: in the column `folded`, where a kind says nothing else."""
        return folded_holds(words)

    def label_of(self, row: Any) -> str:
        """What the row is called."""
        return str(getattr(row, "name", "") or row)

    def detail_of(self, row: Any) -> str:
        """What tells the row from others of the same name."""
        return ""

    def group_of(self, row: Any) -> str:
        """The heading under which a plain list shows the row."""
        return ""

    def codes(self, row: Any) -> Iterable[str]:
        """Other ways of naming exactly this row."""
        return ()

    def option(self, row: Any) -> Option:
        """The row as it is offered."""
        return Option(row.pk, self.label_of(row), self.detail_of(row), self.group_of(row))

    def rows(self) -> QuerySet[Any]:
        """What may be chosen. Errors: AssertionError where the form forgot to say."""
        assert self.queryset is not None, "a form gives its Pick a queryset"  # noqa: S101
        return self.queryset

    def few(self) -> list[Any] | None:
        """All rows where they are few, else None."""
        if self.known is None:
            self.known = list(self.rows()[: FEW + 1])
        return self.known if len(self.known) <= FEW else None

    def found(self, text: str, *, most: int = MOST) -> list[Any]:
        """Rows whose name holds every word of a text or whose code it is, the shortest names first; the first rows for no words."""
        words, rows = words_of(text), self.rows()
        if words:
            rows = self.by_length(rows.filter(self.matching(words) | self.code_is(text.strip())))
        return list(rows[:most])

    def code_is(self, text: str) -> Q:
        """The condition that a text is a row's code."""
        return Q(pk__in=[])

    def by_length(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows by the length of their names, so that what is named exactly comes before what only contains it."""
        return rows

    def row(self, number: object) -> Any:
        """The row with a number, None where it may not be chosen."""
        text = str(number.pk if isinstance(number, Model) else number)
        return self.rows().filter(pk=int(text)).first() if text.isascii() and text.isdecimal() else None

    def shown(self, value: Any) -> Any:
        """The row that a form's value stands for, None for none."""
        if not isinstance(value, Said):
            return self.row(value) if value not in (None, "") else None
        row = self.row(value.meant or value.number) if value.meant or value.number else None
        return row if row is not None and (value.meant or value.text in (None, self.label_of(row))) else None

    def clean(self, value: Said) -> Any:
        """The row chosen, None where none is and none need be. Errors: ValidationError, with the rows that may be meant as candidates."""
        if value.text == "" and not value.meant:
            value = Said("", None, "")
        row = self.shown(value)
        if row is None and value.text:
            return self.named(value.text)
        if row is None and (value.meant or value.number):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        if row is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return row

    def named(self, text: str) -> Any:
        """The one row that a text names in full. Errors: ValidationError for none and for several, whose rows become candidates."""
        near = self.found(text)
        wanted = squeeze(text)
        exact = [row for row in near if wanted in {squeeze(each) for each in (self.label_of(row), *self.codes(row))}]
        if len(exact) == 1:
            return exact[0]
        self.candidates = exact or near
        code = "which" if near else "none"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"text": text})


def words_of(text: str) -> list[str]:
    """The folded words of a text that can be looked for: dashes and the like aside."""
    return [word for word in squeeze(text).split() if any(sign.isalnum() for sign in word)][:WORDS]


def folded_holds(words: Iterable[str], name: str = "folded") -> Q:
    """The condition that a folded column holds each word."""
    held = Q()
    for word in words:
        held &= Q(**{f"{name}__contains": word})
    return held


class UnitPick(Pick):
    """A unit, by any name it ever had, another way of writing it, or its code."""

    def matching(self, words: Sequence[str]) -> Q:
        """Names of any time, so that a unit is found by what it was called before; ways of writing as well."""
        held = folded_holds(words)
        return Q(pk__in=UnitName.objects.filter(held).values("unit")) | Q(
            pk__in=UnitAlias.objects.filter(held).values("unit")
        )

    def code_is(self, text: str) -> Q:
        """Codes of areas and offices."""
        return Q(code__iexact=text)

    def by_length(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """As the names of the day go."""
        return rows.order_by(Length("name"), "sort_key", "pk")

    def detail_of(self, row: Unit) -> str:
        """Its kind, and the unit above it."""
        return " · ".join(filter(None, (str(row.get_kind_display()), getattr(row, "parent_name", "") or "", row.code)))

    def group_of(self, row: Unit) -> str:
        """Its kind: party organs, offices and hamlets stand apart."""
        return str(row.get_kind_display())

    def codes(self, row: Unit) -> Iterable[str]:
        """Its code and its short name."""
        return filter(None, (row.code, getattr(row, "short_name", "") or ""))


class PersonPick(Pick):
    """A person by name."""

    def by_length(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        """The name in full before longer ones."""
        return rows.order_by(Length("full_name"), "sort_key", "pk")

    def detail_of(self, row: Person) -> str:
        """Posts of today: people of one name are told apart by them."""
        return "; ".join(
            f"{holding.post.title}, {holding.unit_name}" if getattr(holding, "unit_name", "") else holding.post.title
            for holding in getattr(row, "posts_on", ())
        )


class PostPick(Pick):
    """A post by its title, its unit's name, or who holds it."""

    def matching(self, words: Sequence[str]) -> Q:
        """Each word in the title, in the unit's name or in the name of somebody who holds it or held it. Titles are few: one query."""
        held = Q()
        titles = {title: fold(title) for title in self.rows().order_by().values_list("title", flat=True).distinct()}
        for word in words:
            title = Q(title__in=[title for title, folded in titles.items() if word in folded])
            unit = Q(unit__in=UnitName.objects.filter(folded__contains=word).values("unit"))
            person = Q(Exists(PostHolding.objects.filter(post=OuterRef("pk"), person__folded__contains=word)))
            held &= title | unit | person
        return held

    def by_length(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Short titles first, so that "Văn thư" comes before "Văn thư lưu trữ"."""
        return rows.order_by(Length("title"), Length("unit_name"), "unit_sort", "pk")

    def label_of(self, row: Post) -> str:
        """ "Văn thư — Văn phòng HĐND và UBND"."""
        unit = getattr(row, "unit_name", "")
        return f"{row.title} — {unit}" if unit else row.title

    def detail_of(self, row: Post) -> str:
        """Who holds it today, and for which body."""
        holders = [holding.person.full_name for holding in getattr(row, "holders_on", ())]
        return " · ".join(filter(None, (", ".join(holders), getattr(row, "body_name", "") or "")))


@dataclass(frozen=True, slots=True)
class Offer:
    """A row of a list that the form makes itself: its number, and its name as the list shows it (deeper ones indented by dashes)."""

    pk: int
    name: str


class ListPick(Pick):
    """A number out of a list of (number, name) that the form makes itself: `offers`. Gives the number, None for none."""

    def __init__(self, *, offers: Iterable[tuple[int, str]] = (), **options: Any) -> None:
        super().__init__(**options)
        self.offers = offers

    def all(self) -> list[Offer]:
        """The whole list."""
        if self.known is None:
            self.known = [Offer(number, name) for number, name in self.offers]
        return self.known

    def few(self) -> list[Any] | None:
        """The whole list where it is short, else None."""
        return self.all() if len(self.all()) <= FEW else None

    def label_of(self, row: Offer) -> str:
        """The name; without the dashes where it stands alone."""
        return row.name if self.few() else row.name.lstrip("– ")

    def found(self, text: str, *, most: int = MOST) -> list[Any]:
        """Those whose name holds every word, short names first; the first of the list for no words."""
        words = words_of(text)
        if not words:
            return self.all()[:most]
        near = [(len(row.name), row) for row in self.all() if all(word in fold(row.name) for word in words)]
        return [row for _length, row in sorted(near, key=lambda pair: pair[0])[:most]]

    def row(self, number: object) -> Any:
        """The offer with a number."""
        return next((row for row in self.all() if str(row.pk) == str(number)), None)

    def clean(self, value: Said) -> int | None:
        """The number chosen. Errors: as `Pick.clean`."""
        row = super().clean(value)
        return None if row is None else int(row.pk)


def grouped(options: Sequence[Option]) -> list[tuple[str, list[Option]]]:
    """The options under their headings, headings in the order in which they first come."""
    found: dict[str, list[Option]] = {}
    for option in options:
        found.setdefault(option.group, []).append(option)
    return list(found.items()) if len(found) > 1 else [("", list(options))]


def asked(request: HttpRequest) -> bool:
    """Whether the page is asked for what fits one of its fields."""
    return request.method == "GET" and ASKED in request.GET


def answer(request: HttpRequest, form: forms.Form) -> HttpResponse:
    """What fits the text of the field that `?chon=` names: the form's own rows, so nothing that it would not accept; 404 for another."""
    name = request.GET.get(ASKED, "")
    field = form.fields.get(name)
    if not isinstance(field, Pick):
        return HttpResponse(status=404)
    text = request.GET.get(f"{name}_text", "").replace("\x00", "")[:LONGEST]
    near = field.found(text, most=MOST + 1)
    said = _("Không thấy mục nào.")
    if near:
        said = _("Còn nữa, gõ thêm để thu hẹp.") if len(near) > MOST else _("%(count)d mục.") % {"count": len(near)}
    context = {"options": [field.option(row) for row in near[:MOST]], "id": form[name].auto_id, "said": said}
    return render(request, "directory/picker_options.html", context)
