"""The one table in which everything is found."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Unit


class SearchRow(models.Model):
    """What can be found of one object. Whether somebody may find it is asked of the object's own policy, never stored here.

    `folded`: words without accents, for finding; `exact`: words with accents in one tone style, for ranking. Title before text.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("loại"))
    object_id = models.BigIntegerField(_("số của đối tượng"))
    object = GenericForeignKey("content_type", "object_id")
    title = models.CharField(_("tiêu đề"), max_length=500)
    text = models.TextField(_("nội dung"), blank=True)
    url = models.CharField(_("địa chỉ trang"), max_length=300)
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("cơ quan"))
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("đơn vị"))
    on = models.DateField(_("ngày"), null=True, blank=True)
    folded = models.GeneratedField(
        expression=Func(F("title"), F("text"), function="search_folded"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    exact = models.GeneratedField(
        expression=Func(F("title"), F("text"), function="search_exact"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("dòng tìm kiếm")
        verbose_name_plural = _("dòng tìm kiếm")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="search_row_object")]
        indexes = [GinIndex(fields=["folded"], name="search_row_folded")]

    def __str__(self) -> str:
        return self.title
