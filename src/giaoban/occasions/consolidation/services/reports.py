"""A report is made from its template, told about, and takes further reports of units in."""

from collections.abc import Sequence

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.access.stamp import stamped
from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import body_name, unit_names
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.building import STEP, Builder, Taken, ordered
from giaoban.occasions.consolidation.models import PERIOD_KINDS, Block, Consolidated, ReportTemplate
from giaoban.occasions.consolidation.sections import live, sections_of, stored
from giaoban.occasions.consolidation.seeding import filled, worded
from giaoban.occasions.consolidation.services.held import report_held
from giaoban.occasions.consolidation.states import CONSOLIDATED
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.recording import proposed, source_ref
from giaoban.occasions.reports.selectors import latest_reading
from giaoban.records.documents.signing import Signer, signer_found
from giaoban.records.figures.models import Observation


@transaction.atomic
def consolidated_create(
    *,
    actor: Actor,
    body_id: int,
    template: ReportTemplate,
    period: str,
    submissions: Sequence[int] = (),
    title: str = "",
    signer: Signer | None = None,
) -> Consolidated:
    """Make a report of a period: the accepted reports of units under the template's sections, tables and charts from the figures on record.

    submissions: numbers of the accepted reports that are taken in. Errors: ACC-001; CAL-003; CNS-004 where the period does not fit the
    template; CNS-016 for a report that may not be taken in; DOC-002 for a title marked secret; DOC-016, DOC-017.
    """
    access.require_in(actor, "consolidation.draft", Consolidated, body_id=body_id)
    journal.context(verb="consolidation.create")
    stretch = parse_period(period)
    if stretch.kind != template.period_kind:
        kinds = dict(PERIOD_KINDS)
        raise Problem("CNS-004", period=stretch.name, name=template.name, kind=str(kinds[template.period_kind]).lower())
    sections = sections_of(template.sections)
    about = titled(title or filled(template.title, stretch))
    issuer = body_name(body=body_id, on=actor.on)
    named = [
        row
        | {
            "title": filled(row["title"], stretch),
            "own": worded(filled(row["own"], stretch), about=about, issuer=issuer),
        }
        for row in stored(sections)
    ]
    post, person = signer_found(signer, body_id=body_id, on=actor.on)
    report = Consolidated(
        body=Body.objects.select_related("area").get(pk=body_id),
        template=template,
        period=stretch.key,
        title=about,
        sections=named,
        recipients=template.recipients,
        signer_post=post,
        signer_person=person,
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    report.save()
    book = selectors.book_of(actor, report)
    taken = [taken_of(report, number, actor=actor) for number in submissions]
    Block.objects.bulk_create(Builder(actor, report, sections_of(named)).whole(book, taken))
    return report


def titled(text: str) -> str:
    """A title as it is stored. Errors: DOC-001, DOC-002."""
    title = " ".join(text.split())[:300]
    if not title:
        raise Problem("DOC-001")
    if stamped(title):
        raise Problem("DOC-002")
    return title


def taken_of(report: Consolidated, number: int, *, actor: Actor) -> Taken:
    """An accepted report of the period with its reading and the figures recorded from it. Errors: CNS-016."""
    rows = access.visible(actor, "reports.view", Submission.objects.filter(body=report.body_id, period=report.period))
    row = rows.select_related("unit").filter(pk=number, state="accepted", unreadable_code="").first()
    names = unit_names(units=[row.unit_id], on=actor.on) if row is not None and row.unit_id else {}
    reading = latest_reading(row) if row is not None else None
    if row is None or reading is None or row.unit_id is None:
        raise Problem("CNS-016", unit=row.title if row else str(number))
    observations = access.visible(actor, "figures.view", Observation.objects.filter(source_ref=source_ref(row)))
    newest = {(o.indicator_id, o.unit_id, o.period_id, o.role, o.dims): o for o in observations.order_by("revision")}
    mended = [proposal for proposal in proposed(row) if proposal.corrected]
    return Taken(row, names.get(row.unit_id, ""), reading, list(newest.values()), mended)


@transaction.atomic
def consolidated_change(
    *, actor: Actor, report: Consolidated, title: str, recipients: str, signer: Signer | None
) -> Consolidated:
    """Change what stands around the words: title, recipients, who signs. Errors: ACC-001, ACC-002, CNS-001, DOC-001, DOC-002;
    DOC-016, DOC-017 for another signer than until now who does not hold the post."""
    held = report_held(actor=actor, report=report, doing="consolidation.details")
    held.title = titled(title)
    held.recipients = recipients.strip()[:2000]
    if signer != held.signer:
        held.signer_post, held.signer_person = signer_found(signer, body_id=held.body_id, on=actor.on)
    held.save(update_fields=["title", "recipients", "signer_post", "signer_person"])
    return held


@transaction.atomic
def report_take_in(*, actor: Actor, report: Consolidated, submission_id: int) -> list[Block]:
    """Add the paragraphs of a unit's report that was accepted since, at the end of each section. What stands there stays as it is.

    Errors: ACC-001, ACC-002, CNS-001, CNS-016.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.take_in")
    taken = taken_of(held, submission_id, actor=actor)
    if held.blocks.filter(submission=submission_id).exists():
        raise Problem("CNS-016", unit=taken.unit)
    sections = sections_of(live(held.sections))
    found = Builder(actor, held, sections).of_report(taken)
    last = held.blocks.order_by("-order").values_list("order", flat=True).first() or 0
    rows = [block for section in sections for block in found.get(section.key, [])]
    return Block.objects.bulk_create(ordered(rows, after=last + STEP))


@transaction.atomic
def consolidated_step(*, actor: Actor, report: Consolidated, verb: str, reason: str = "") -> Consolidated:
    """ "cancel" a draft with a reason, or "take_up" one that was cancelled: as it was, with all its blocks.

    Errors: ACC-001, ACC-002; CNS-001 once it is issued; CNS-024 without a reason to cancel; FLW-001 for another verb or state.
    """
    access.require(actor, "consolidation.draft", report)
    held = Consolidated.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if held.state == "issued":
        raise Problem("CNS-001", title=held.title)
    if verb == "issue":
        raise CONSOLIDATED.refusal(held.state, verb)
    why = " ".join(reason.split())[:500]
    if verb == "cancel" and not why:
        raise Problem("CNS-024")
    journal.context(verb=f"consolidation.{verb}", reason=why)
    held.state = CONSOLIDATED.step(held.state, verb)
    held.save(update_fields=["state"])
    return held
