"""Recognitions that expire: until when, by when one must register again, and how one stands on a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kernel.scorecard.sets import Validity

WARNED = timedelta(days=60)
"""So long before the last day to register again a unit is reminded."""


@dataclass(frozen=True, slots=True)
class RecognitionTerm:
    """The days of a recognition; None for one without end."""

    expires_on: date | None
    register_by: date | None


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier for negative), the last day of the month where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def term(recognised_on: date, validity: Validity) -> RecognitionTerm:
    """Until when a recognition holds (that day included no more), and the last day to register again.

    Source: circulars 17, 18, 19/2018/TT-BGDĐT: five years; self-evaluation and registration at least five months before the end.
    """
    if not validity.years:
        return RecognitionTerm(None, None)
    expires_on = months_after(recognised_on, 12 * validity.years)
    return RecognitionTerm(expires_on, months_after(expires_on, -validity.register_months))


def standing(found: RecognitionTerm, *, on: date) -> str:
    """ "valid"; "due" from 60 days before the last day to register; "expiring" after it; "expired" from the day it ends."""
    if found.expires_on is None or found.register_by is None:
        return "valid"
    if on >= found.expires_on:
        return "expired"
    if on > found.register_by:
        return "expiring"
    return "due" if on >= found.register_by - WARNED else "valid"
