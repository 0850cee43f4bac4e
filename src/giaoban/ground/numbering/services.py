"""Open a series, issue a number, void one."""

from datetime import date

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.numbering.models import Issued, Series
from giaoban.ground.numbering.pattern import check, render
from giaoban.ground.org.models import Body
from giaoban.kernel.problems import Problem


@transaction.atomic
def series_define(
    *, actor: Actor, body: Body, kind: str, period: str, pattern: str, first: int = 1, reason: str = ""
) -> Series:
    """Open a series or change its pattern; `first` is the number it begins or goes on with (a paper book may have begun it).

    Errors: ACC-001, NUM-003 (pattern), NUM-006 (numbers from `first` on were issued already).
    """
    access.require_in(actor, "numbering.define", Series, body_id=body.pk)
    journal.context(verb="numbering.define", reason=reason)
    series = _locked(body.pk, kind, period, check(pattern))
    series.pattern = pattern
    if series.issued.exists():
        if first not in (1, series.first) and first < series.next:
            raise Problem("NUM-006", kind=kind, period=period, last=series.next - 1)
        series.next = max(series.next, first)
    else:
        series.first = series.next = first
    series.save()
    return series


@transaction.atomic
def number_issue(
    *, actor: Actor, body: Body, kind: str, on: date, subject_ref: str, symbol: str = "", period: str = ""
) -> Issued:
    """Give the next number of a series to something; part of the caller's transaction, which has asked for the right to do so.

    The series' row stays locked until that transaction ends: others wait, and if it rolls back the number is free again, so there
    are neither holes nor duplicates. period: the year of `on` unless said otherwise; a new period begins at 1 with the pattern of
    the one before. subject_ref: what it is given to, as "app.model/pk". symbol fills {symbol} of the pattern.
    Errors: NUM-001 (no such series), NUM-002 (an earlier day than the last number's).
    """
    journal.context(verb="numbering.issue")
    period = period or str(on.year)
    before = Series.objects.filter(body=body, kind=kind).order_by("-period").first()
    if before is None:
        raise Problem("NUM-001", kind=kind)
    series = _locked(body.pk, kind, period, before.pattern)
    last = series.issued.order_by("-number").first()
    if last is not None and on < last.issued_on:
        raise Problem("NUM-002", symbol=last.symbol, last=f"{last.issued_on:%d/%m/%Y}", on=f"{on:%d/%m/%Y}")
    number = series.next
    series.next = number + 1
    series.save(update_fields=["next"])
    return Issued.objects.create(
        series=series,
        number=number,
        symbol=render(series.pattern, number=number, symbol=symbol, year=on.year),
        issued_on=on,
        subject_ref=subject_ref,
        issued_by=actor.label[:200],
    )


@transaction.atomic
def number_void(*, actor: Actor, issued: Issued, reason: str) -> Issued:
    """Void a number; it stays in the book with the reason and is never given again.

    Errors: ACC-001, ACC-002, NUM-004 (voided already), NUM-005 (no reason).
    """
    access.require(actor, "numbering.void", issued)
    journal.context(verb="numbering.void", reason=reason)
    issued = Issued.objects.select_for_update().get(pk=issued.pk)
    if issued.voided_at is not None:
        raise Problem("NUM-004", symbol=issued.symbol)
    if not reason.strip():
        raise Problem("NUM-005", symbol=issued.symbol)
    issued.voided_at, issued.voided_by, issued.void_reason = actor.at, actor.label[:200], reason.strip()
    issued.save()
    return issued


def _locked(body_id: int, kind: str, period: str, pattern: str) -> Series:
    """The row of a series, made if need be, locked until the transaction ends."""
    Series.objects.bulk_create(
        [Series(body_id=body_id, kind=kind, period=period, pattern=pattern)], ignore_conflicts=True
    )
    return Series.objects.select_for_update().get(body_id=body_id, kind=kind, period=period)
