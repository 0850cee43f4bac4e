"""Finding, always for an actor."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet, Value

from giaoban.ground.access import visible_generic
from giaoban.ground.access.actor import Actor
from giaoban.ground.search.models import SearchRow
from giaoban.ground.search.sources import sources
from giaoban.ground.search.words import snippet, terms, tsquery

SHORTEST = 2
"""Letters a query needs before anything is looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One object found. `kind` is the model's Vietnamese name; `snippet` a piece of its text around the first word found."""

    title: str
    url: str
    kind: str
    snippet: str
    on: date | None
    content_type_id: int
    object_id: int


def rows_found(actor: Actor, query: str) -> QuerySet[SearchRow]:
    """Rows that hold all words of the query (the last as a beginning) and whose objects the actor may see, best first.

    Words without accents find words with them; rows with the very accents come before others; the two placings of the tone mark
    ("hòa", "hoà") are the same word.
    """
    words = terms(query, exact=False)
    if sum(map(len, words)) < SHORTEST:
        return SearchRow.objects.none()
    wanted = SearchQuery(tsquery(words), search_type="raw", config="simple")
    exact = SearchQuery(tsquery(terms(query, exact=True)), search_type="raw", config="simple")
    rank = SearchRank(F("folded"), wanted, cover_density=True) + Value(10.0) * SearchRank(
        F("exact"), exact, cover_density=True
    )
    found = visible_generic(actor, SearchRow.objects.filter(folded=wanted), only=sources())
    return found.annotate(rank=rank).order_by("-rank", F("on").desc(nulls_last=True), "-pk")


def find(
    actor: Actor,
    query: str,
    limit: int = 20,
    *,
    body_id: int | None = None,
    unit_id: int | None = None,
    offset: int = 0,
) -> list[Hit]:
    """What an actor finds, best first; narrowed to a body or a unit where asked. Empty for a query of fewer than two letters."""
    rows = rows_found(actor, query)
    if body_id is not None:
        rows = rows.filter(body_id=body_id)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return [
        hit_of(row, query)
        for row in rows.defer("folded", "exact").select_related("content_type")[offset : offset + limit]
    ]


def hit_of(row: SearchRow, query: str) -> Hit:
    """One row as it is shown."""
    model = row.content_type.model_class()
    kind = str(model._meta.verbose_name) if model else row.content_type.name
    return Hit(row.title, row.url, kind, snippet(row.text, query), row.on, row.content_type_id, row.object_id)
