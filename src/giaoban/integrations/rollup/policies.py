"""What may be done here."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground import access

access.declare({"rollup.view": _("Xem số liệu tổng hợp của mọi địa bàn")})
