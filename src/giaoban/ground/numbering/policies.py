"""Verbs of the room, how its rows are seen, and that the journal follows them."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground import journal
from giaoban.ground.access import declare, policy
from giaoban.ground.numbering.models import Issued, Series

declare(
    {
        "numbering.view": _("Xem dãy số và số đã cấp"),
        "numbering.define": _("Mở dãy số, đặt mẫu ký hiệu"),
        "numbering.void": _("Hủy số đã cấp"),
    }
)
policy(Series, body="body", view="numbering.view")
policy(Issued, body="series__body", view="numbering.view")
journal.track(Series, ignore=("next",))
journal.track(Issued, part_of="series")
