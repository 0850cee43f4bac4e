"""The history of an appraisal and of a card as their tabs show it: a class by its title, not its code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from giaoban.ground.directory.history import lines
from giaoban.ground.journal import Change, FieldChange
from giaoban.occasions.appraisals.models import Appraisal, ScoreSet, ScoreSheet


def history_of(row: Appraisal | ScoreSheet, score_set: ScoreSet, *, on: date) -> list[Change]:
    """The changes, newest first. One query more than the journal's."""
    bands = dict(score_set.bands.values_list("code", "title"))
    return [
        replace(change, fields=tuple(titled(part, bands) for part in change.fields)) for change in lines(row, on=on)
    ]


def titled(part: FieldChange, bands: Mapping[str, str]) -> FieldChange:
    """A class by its title."""
    if part.column != "band":
        return part
    return replace(part, before=bands.get(part.before, part.before), after=bands.get(part.after, part.after))
