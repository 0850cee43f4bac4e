"""What waits in collections of figures: forms to fill in and submit, submitted ones to approve."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.occasions.collection.selectors import rows_to_approve, rows_to_fill
from giaoban.windows.desk.cards import Card, Item

FEW = 6


def collection_cards(actor: Actor) -> list[Card]:
    """The unit's own forms that are not submitted, and submitted ones to approve; none where nothing waits. At most four queries."""
    verbs = access.verbs_anywhere(actor)
    cards = []
    if "collection.fill" in verbs and (mine := list(rows_to_fill(actor)[: FEW + 1])):
        items = []
        for row in mine[:FEW]:
            due = row.collection.due_on
            state = "overdue" if due < actor.on else row.state
            items.append(
                Item(
                    row.collection.title,
                    reverse("collection:form", args=[row.collection_id, row.pk]),
                    _("hạn %(day)s") % {"day": date_format(due, "SHORT_DATE_FORMAT")},
                    state,
                    _("quá hạn") if state == "overdue" else _("bị trả lại") if state == "returned" else _("chưa nộp"),
                )
            )
        title = _("Số liệu đơn vị phải nộp")
        cards.append(Card("own-figures", title, len(mine), reverse("collection:list"), "wait", items))
    if "collection.review" in verbs and (waiting := list(rows_to_approve(actor)[: FEW + 1])):
        names = unit_names(units={row.unit_id for row in waiting}, on=actor.on)
        items = [
            Item(
                names.get(row.unit_id, ""),
                reverse("collection:form", args=[row.collection_id, row.pk]),
                row.collection.title,
                "submitted",
                _("chờ duyệt"),
            )
            for row in waiting[:FEW]
        ]
        title = _("Số liệu chờ duyệt")
        cards.append(Card("figures-to-approve", title, len(waiting), reverse("collection:list"), "info", items))
    return cards
