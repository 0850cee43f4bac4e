"""A register as it stood on a day: of each entry the last revision that held then, read by the definition that is asked about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet

from giaoban.kernel.formula import Value
from giaoban.kernel.schema import NO_LOOKUP, Definition, Step, compare, migrate, row_of
from giaoban.records.registers.models import DefinitionVersion, EntryRevision, Register

COLUMNS = ("entry_id", "unit_id", "version_id", "valid_from", "valid_to", "data")


@dataclass(frozen=True, slots=True)
class Standing:
    """One entry on the day: its unit and its values as formulas see them."""

    entry_id: int
    unit_id: int | None
    row: dict[str, Value]


def revisions_on(register: Register, on: date) -> QuerySet[EntryRevision]:
    """The revision of every entry that held on a day; those withdrawn or not valid then are left out. For lists and counts alike."""
    last = (
        EntryRevision.objects.filter(entry__register=register, effective_on__lte=on)
        .order_by("entry", "-number")
        .distinct("entry")
    )
    held = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return EntryRevision.objects.filter(pk__in=last.values("pk")).filter(
        held, valid_from__lte=on, void=False, entry__void=False
    )


def standing(register: Register, definition: Definition, on: date) -> Iterator[Standing]:
    """Every entry of a register on a day, as a definition reads it; two queries, one pass."""
    fit = Fitting(register, definition)
    rows = revisions_on(register, on).order_by("entry").values_list(*COLUMNS)
    for entry_id, unit_id, version_id, start, end, data in rows.iterator(chunk_size=2000):
        yield Standing(entry_id, unit_id, row_of(definition, fit.fitted(version_id, data), start=start, end=end, on=on))


class Fitting:
    """Reads values kept under earlier definitions as a later one wants them: by the steps between every two versions on the way."""

    def __init__(self, register: Register, definition: Definition) -> None:
        versions = DefinitionVersion.objects.filter(register=register, state__in=["live", "retired"]).order_by("number")
        self.chain = [(row.pk, row.number, row.definition) for row in versions]
        self.target = definition
        self.known: dict[int, list[tuple[list[Step], Definition]]] = {}

    def steps(self, version_id: int) -> list[tuple[list[Step], Definition]]:
        """The steps from a version to the target; none where it is the target."""
        if version_id not in self.known:
            number = next((n for pk, n, _definition in self.chain if pk == version_id), self.target.version)
            path = [one for _pk, n, one in self.chain if number <= n <= self.target.version]
            self.known[version_id] = [(compare(a, b), b) for a, b in pairwise(path)]
        return self.known[version_id]

    def fitted(self, version_id: int, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values under the target; what cannot be converted is missing."""
        for steps, after in self.steps(version_id):
            data = migrate(steps, after, data, NO_LOOKUP, {}).values
        return data
