"""A notice is its receiver's; of others' notices only those see something whose role in the body says so."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground import journal
from giaoban.ground.access import declare, policy
from giaoban.ground.notices.models import Notice

declare({"notices.view": _("Xem thông báo gửi trong cơ quan"), "notices.manage": _("Gửi lại thông báo lỗi")})
policy(
    Notice,
    view="notices.view",
    body="person__holdings__post__body",
    owner="person",
    owner_verbs=("notices.view",),
)
journal.track(Notice, exclude=("text", "secret"))
