"""What anybody may know: the unrestricted indicators in use, of every body. No figure is public here."""

from django.db.models import Q, QuerySet

from giaoban.ground.org.folding import squeeze
from giaoban.records.figures.models import Indicator


def public_indicators(*, text: str = "", field: str = "") -> QuerySet[Indicator]:
    """The indicators in use that nothing restricts, by field, code and body; `text` narrows to a code, name or phrase."""
    rows = Indicator.objects.filter(state="live", classification=0).select_related("numerator", "denominator")
    if field:
        rows = rows.filter(field=field)
    if wanted := squeeze(text):
        found = Q(folded__contains=wanted) | Q(code__iexact=text.strip()) | Q(aliases__folded__contains=wanted)
        rows = rows.filter(pk__in=Indicator.objects.filter(found).values("pk"))
    return rows.order_by("field", "code", "body_id", "-version", "pk")


def public_fields() -> list[str]:
    """The fields of public indicators, by name."""
    rows = Indicator.objects.filter(state="live", classification=0).exclude(field="")
    return sorted(set(rows.values_list("field", flat=True)))
