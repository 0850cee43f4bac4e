"""The due date in words, counted in working days."""

from datetime import date

from django.utils.translation import gettext

from giaoban.records.tasks.clock import counted, overdue, rest_day, span

MOST = 3
"""So many holidays are named; a due date further away than that needs no list."""


def due_sentence(due: date, on: date, *, bare: bool = False) -> str:
    """ "Hạn 30/11/2026 (còn 5 ngày làm việc)", "Hạn … (quá hạn 2 ngày làm việc)", with the holidays that were passed over.

    bare: without the word "Hạn", for a place that says it already.
    """
    if due < on:
        left = overdue(due, on)
    elif due == on:
        left = gettext("đến hạn hôm nay")
    else:
        ahead = span(on, due)
        left = (
            gettext("còn %(days)s") % {"days": counted(ahead)} if ahead.days else gettext("không còn ngày làm việc nào")
        )
        if 0 < len(ahead.holidays) <= MOST:
            left += ", " + gettext("không tính %(names)s") % {"names": "; ".join(ahead.holidays)}
    day = f"{due:%d/%m/%Y}"
    return (f"{day} ({left})" if bare else gettext("Hạn %(due)s (%(left)s)") % {"due": day, "left": left}) + rest_day(
        due
    )
