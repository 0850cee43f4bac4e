"""What waits in scoring: one's unit's cards, cards to check, recognitions that must be registered again."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.occasions.appraisals.selectors import appraisals as reads
from giaoban.occasions.appraisals.selectors.recognitions import ending
from giaoban.windows.desk.cards import Card, Item

FEW = 6


def scoring_cards(actor: Actor) -> list[Card]:
    """The unit's own cards to fill in, and handed-in cards to check; none where nothing waits. At most five queries."""
    verbs = access.verbs_anywhere(actor)
    cards = []
    if "appraisals.submit" in verbs and (mine := list(reads.own_sheets(actor)[: FEW + 1])):
        items = [
            Item(
                row.appraisal.title,
                reverse("appraisals:sheet", args=[row.pk]),
                _("hạn %(day)s") % {"day": date_format(row.appraisal.self_due_on, "SHORT_DATE_FORMAT")},
                "overdue" if row.appraisal.self_due_on < actor.on else row.state,
                _("quá hạn") if row.appraisal.self_due_on < actor.on else _("chưa nộp"),
            )
            for row in mine[:FEW]
        ]
        cards.append(
            Card("own-scores", _("Phiếu chấm điểm của đơn vị"), len(mine), reverse("appraisals:list"), "wait", items)
        )
    if "appraisals.review" in verbs and (waiting := list(reads.to_review(actor)[: FEW + 1])):
        names = unit_names(units={row.unit_id for row in waiting}, on=actor.on)
        items = [
            Item(
                names.get(row.unit_id, ""),
                reverse("appraisals:sheet", args=[row.pk]),
                row.appraisal.title,
                "submitted",
                _("chờ thẩm định"),
            )
            for row in waiting[:FEW]
        ]
        cards.append(
            Card(
                "score-checks",
                _("Phiếu chấm điểm chờ thẩm định"),
                len(waiting),
                reverse("appraisals:list"),
                "info",
                items,
            )
        )
    return cards


def recognition_cards(actor: Actor) -> list[Card]:
    """Recognitions that must be registered again soon, are late for it, or have ended; none where there are none. Two queries."""
    if "appraisals.manage" not in access.verbs_anywhere(actor):
        return []
    found = ending(actor)
    if not found:
        return []
    items = [
        Item(
            each.unit,
            reverse("appraisals:recognitions"),
            f"{each.row.kind} · {date_format(each.row.expires_on, 'SHORT_DATE_FORMAT')}",
            each.look,
            each.word,
        )
        for each in found[:FEW]
        if each.row.expires_on
    ]
    return [
        Card(
            "recognitions",
            _("Danh hiệu cần công nhận lại"),
            len(found),
            reverse("appraisals:recognitions"),
            "warn",
            items,
        )
    ]
