"""The table tag: columns are declared once, alignment and labels of cells follow from them.

    {% table _("Báo cáo nhận được") stack=True %}
      {% column _("Đơn vị") %}{% column _("Số liệu") "num" sort="figures" %}
    {% rows %}
      {% for row in rows %}<tr><td>{{ row.unit }}</td><td>{{ row.count }}</td></tr>{% endfor %}
    {% endtable %}

Kinds: text, num (right, tabular), date, state, code, check, act (buttons; its head is only read aloud). Each cell of the body gets
`data-kind` and `data-label` of its column, which aligns it and labels it where the table is stacked on a phone. Cells with
`colspan` carry no label. Tables do not nest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

KINDS = frozenset({"text", "num", "date", "state", "code", "check", "act"})
PIECE = re.compile(r"<tr\b|<t[dh]\b[^>]*")
SPAN = re.compile(r'\bcolspan="(\d+)"')
KEY = "giaoban.columns"


@dataclass(frozen=True, slots=True)
class Column:
    """A declared column; `sort` is its key in `?sap-xep=`, empty where the table cannot be sorted by it."""

    label: str
    kind: str = "text"
    sort: str = ""
    href: str = ""
    order: str = ""


@dataclass(slots=True)
class Columns:
    """Columns collected while the head of a table renders."""

    items: list[Column] = field(default_factory=list)


def sort_link(request: HttpRequest | None, key: str) -> tuple[str, str]:
    """(address that sorts by the key or turns its order round, aria-sort of now: "ascending", "descending" or "")."""
    if request is None or not key:
        return "", ""
    now = request.GET.get("sap-xep", "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    query = request.GET.copy()
    query.pop("trang", None)
    query["sap-xep"] = f"-{key}" if order == "ascending" else key
    return f"?{query.urlencode()}", order


def label_cells(body: str, columns: Sequence[Column]) -> str:
    """Give every cell of the rendered rows its column's kind and label. `body` is HTML that the template engine has escaped."""
    at = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal at
        piece = match.group(0)
        if piece == "<tr":
            at = 0
            return piece
        wide = SPAN.search(piece)
        if wide or at >= len(columns):
            at += int(wide.group(1)) if wide else 1
            return piece
        column = columns[at]
        at += 1
        kind = "" if "data-kind" in piece else f' data-kind="{column.kind}"'
        return f'{piece}{kind} data-label="{escape(column.label)}"'

    return PIECE.sub(mark, body)


class ColumnNode(Node):
    """{% column label kind sort=key %}: declares a column of the table around it, prints nothing."""

    def __init__(self, label: FilterExpression, kind: FilterExpression | None, sort: FilterExpression | None) -> None:
        self.label, self.kind, self.sort = label, kind, sort

    def render(self, context: Context) -> SafeString:
        """Add the column. Errors: TemplateSyntaxError for an unknown kind or outside a table."""
        kind = str(self.kind.resolve(context)) if self.kind else "text"
        columns = context.get(KEY)
        if kind not in KINDS or not isinstance(columns, Columns):
            raise TemplateSyntaxError(f"column of kind {kind!r} outside a table or unknown")
        key = str(self.sort.resolve(context)) if self.sort else ""
        href, order = sort_link(context.get("request"), key)
        columns.items.append(Column(str(self.label.resolve(context)), kind, key, href, order))
        return mark_safe("")


class TableNode(Node):
    """{% table caption … %} … {% rows %} … {% endtable %}"""

    child_nodelists = ("head", "body")

    def __init__(
        self, caption: FilterExpression, options: dict[str, FilterExpression], head: NodeList, body: NodeList
    ) -> None:
        self.caption, self.options, self.head, self.body = caption, options, head, body

    def render(self, context: Context) -> SafeString:
        """The table as HTML."""
        options = {name: value.resolve(context) for name, value in self.options.items()}
        columns = Columns()
        with context.push(**{KEY: columns}):
            self.head.render(context)
            body = self.body.render(context)
        return render_to_string(
            "components/table.html",
            {
                "caption": self.caption.resolve(context),
                "columns": columns.items,
                "body": mark_safe(label_cells(body, columns.items)),  # noqa: S308  (rendered and escaped by the engine)
                "stack": options.get("stack", False),
                "show_caption": options.get("show_caption", False),
                "id": options.get("id", ""),
            },
        )


def do_column(parser: Parser, token: Token) -> ColumnNode:
    """Parse {% column %}. Errors: TemplateSyntaxError without a label or with an unknown argument."""
    words = token.split_contents()[1:]
    options = {word.split("=", 1)[0]: word.split("=", 1)[1] for word in words if word.startswith("sort=")}
    plain = [word for word in words if not word.startswith("sort=")]
    if not 1 <= len(plain) <= 2:
        raise TemplateSyntaxError("column takes a label, a kind and sort=")
    kind = parser.compile_filter(plain[1]) if len(plain) == 2 else None
    sort = parser.compile_filter(options["sort"]) if "sort" in options else None
    return ColumnNode(parser.compile_filter(plain[0]), kind, sort)


def do_table(parser: Parser, token: Token) -> TableNode:
    """Parse {% table %}. Errors: TemplateSyntaxError without a caption (a table needs a name that can be read aloud)."""
    words = token.split_contents()[1:]
    if not words:
        raise TemplateSyntaxError("table takes a caption")
    caption = parser.compile_filter(words[0])
    options = token_kwargs(words[1:], parser)
    head = parser.parse(("rows",))
    parser.delete_first_token()
    body = parser.parse(("endtable",))
    parser.delete_first_token()
    return TableNode(caption, options, head, body)


def page_link(request: HttpRequest | None, number: int) -> str:
    """The address of another page of the same list, with its filters kept."""
    query = request.GET.copy() if request is not None else None
    if query is None:
        return "?" + urlencode({"trang": number})
    query["trang"] = str(number)
    return f"?{query.urlencode()}"
