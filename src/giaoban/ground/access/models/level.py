"""How freely a row may be read inside its body. State secrets are not a level: they never enter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Classification(models.IntegerChoices):
    """Levels in order: who may read a level may read those below it."""

    PUBLIC = 0, _("Công khai")
    INTERNAL = 1, _("Nội bộ")
    RESTRICTED = 2, _("Hạn chế")
