"""A template is changed by a further version; the one that came with the program stays."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation.models import ReportTemplate
from giaoban.occasions.consolidation.sections import Section, checked, stored
from giaoban.records.figures.models import Indicator


@transaction.atomic
def template_save(
    *,
    actor: Actor,
    template: ReportTemplate,
    name: str,
    title: str,
    recipients: str,
    sections: Sequence[Section],
) -> ReportTemplate:
    """Keep a changed template as the next version of the actor's body. Reports made before keep their sections. Equal: nothing happens.

    Errors: ACC-001; CNS-010 to CNS-012; CNS-015 for an indicator that the body does not have; DOC-001 without a name or title.
    """
    body_id = actor.body_id or 0
    access.require_in(actor, "consolidation.template", ReportTemplate, body_id=body_id)
    journal.context(verb="consolidation.template")
    if not name.strip() or not title.strip():
        raise Problem("DOC-001")
    parts = checked(sections)
    known_codes(body_id, [code for part in parts for code in part.indicators])
    values = {
        "name": " ".join(name.split())[:200],
        "title": " ".join(title.split())[:300],
        "recipients": recipients.strip()[:2000],
        "sections": stored(parts),
    }
    own = ReportTemplate.objects.select_for_update().filter(body=body_id, code=template.code)
    last = own.order_by("-version").first()
    now = last or template
    if all(getattr(now, field) == value for field, value in values.items()):
        return now
    return ReportTemplate.objects.create(
        body_id=body_id,
        code=template.code,
        version=last.version + 1 if last else 1,
        level=template.level,
        period_kind=template.period_kind,
        created_at=actor.at,
        created_by=actor.label[:200],
        **values,
    )


def known_codes(body_id: int, codes: Iterable[str]) -> None:
    """Errors: CNS-015 for a code that is no live indicator of the body."""
    wanted = set(codes)
    rows = Indicator.objects.filter(body=body_id, code__in=wanted, state="live") if wanted else Indicator.objects.none()
    unknown = sorted(wanted - set(rows.values_list("code", flat=True)))
    if unknown:
        raise Problem("CNS-015", indicator=unknown[0])
