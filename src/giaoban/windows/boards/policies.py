"""Words of the journal. The room has no tables: what a page shows is what the rooms below let its reader see."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground import access

access.entitle({"boards.export": _("Tải bảng số liệu")})
