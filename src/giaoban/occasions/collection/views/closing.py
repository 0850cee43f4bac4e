"""What the dialog says before a collection is closed: what is locked, who has not handed in, whose figures nobody approved."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.occasions.collection.selectors.progress import Progress
from giaoban.occasions.collection.states import OPEN

NAMED = 10
"""Units that a sentence names; the others are counted."""


def close_words(rows: Sequence[Progress]) -> str:
    """The sentences of the dialog, for the units as `selectors.progress` gives them; those of whom nothing is expected are left out."""
    expected = [row for row in rows if row.expected]
    absent = [row.name for row in expected if row.row.state in OPEN]
    waiting = [row.name for row in expected if row.row.state == "submitted"]
    said = [_("Số đã duyệt được chốt, đơn vị không điền thêm được. Đợt cũng tự đóng khi phiên họp của tháng này đóng.")]
    if absent:
        count = len(absent)
        sentence = ngettext("%(n)d đơn vị chưa nộp: %(names)s.", "%(n)d đơn vị chưa nộp: %(names)s.", count)
        said.append(sentence % {"n": count, "names": named(absent)})
    if waiting:
        count = len(waiting)
        sentence = ngettext(
            "%(n)d đơn vị đã nộp nhưng chưa được duyệt, số không được chốt: %(names)s.",
            "%(n)d đơn vị đã nộp nhưng chưa được duyệt, số không được chốt: %(names)s.",
            count,
        )
        said.append(sentence % {"n": count, "names": named(waiting)})
    return " ".join(said)


def named(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    if len(names) <= NAMED:
        return ", ".join(names)
    more = len(names) - NAMED
    others = ngettext("và %(n)d đơn vị khác", "và %(n)d đơn vị khác", more) % {"n": more}
    return f"{', '.join(names[:NAMED])} {others}"
