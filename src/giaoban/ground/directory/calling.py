"""What every part of the API does alike: who asks and how often, and a call that writes answered once however often it is sent."""

import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Header, Schema

from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.models import Answer
from giaoban.ground.directory.services.tokens import Caller
from giaoban.ground.directory.throttle import throttle
from giaoban.kernel.problems import Problem

READS, FILES, WRITES, WINDOW = 1_200, 60, 120, 3600
"""Calls that one key may make within an hour: pages, whole files, writes."""
KEPT = timedelta(days=90)
"""So long an answer is given again."""


CallKey = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=100)]
"""The caller's own mark of a call that writes: sent again with the same content it does nothing and answers as before."""


class RefusedOut(Schema):
    """A row that was not taken. row: its place in what was sent, from 1."""

    row: int
    column: str
    code: str
    message: str


class Written(Schema):
    """What became of the rows. numbers: of what each row is about, in their order, null for one refused; repeated: the same key and rows
    had come before, nothing was done now."""

    key: str
    rows: int
    recorded: int
    unchanged: int
    refused: list[RefusedOut]
    numbers: list[list[int] | None]
    repeated: bool


def caller_of(request: HttpRequest, verb: str, *, limit: int = READS) -> Caller:
    """Who asks, where the key allows the verb. Errors: DIR-031; DIR-010 after too many calls."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    found.require(verb)
    throttle("api", f"{limit}:{found.token}", limit=limit, seconds=WINDOW)
    return found


@transaction.atomic
def answered_once(
    *, actor: Actor, place: str, key: str, sent: object, do: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """What `do` answers, with `repeated`; the same key with the same content again: nothing is done, the first answer comes back.

    A refusal of the whole call keeps nothing, so that it can be sent again. Errors: DIR-033 for a key that came with other content.
    """
    mark = sha256(json.dumps(sent, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()
    named: dict[str, Any] = {"user_id": actor.user_id or 0, "place": place, "key": key}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s))", [f"directory.answer/{actor.user_id}/{place}/{key}"]
        )
    before = Answer.objects.filter(**named).first()
    if before is not None:
        if before.sha256 != mark:
            raise Problem("DIR-033", key=key)
        return {**before.answer, "repeated": True}
    answer = {**do(), "key": key}
    Answer.objects.filter(user_id=named["user_id"], at__lt=actor.at - KEPT).delete()
    Answer.objects.create(**named, sha256=mark, answer=answer, at=actor.at)
    return {**answer, "repeated": False}


Row = Callable[[], tuple[list[int], bool]]
"""Writes one row: the numbers of what it is about, and whether anything was different."""


def each_row(rows: list[Row], *, told: Callable[[Problem], list[tuple[str, str, str]]] | None = None) -> dict[str, Any]:
    """Write every row that can be written and say of each other why not; a refused row leaves nothing behind.

    told: (column, code, sentence) for each fault of a refusal; by default one without a column.
    """
    numbers: list[list[int] | None] = []
    refused: list[dict[str, Any]] = []
    recorded = unchanged = 0
    for place, write in enumerate(rows, 1):
        try:
            with transaction.atomic():
                made, different = write()
        except Problem as problem:
            faults = (
                told(problem) if told is not None else [("", problem.code, problem.sentence(get_language() or "vi"))]
            )
            refused += [{"row": place, "column": c, "code": code, "message": said} for c, code, said in faults]
            numbers.append(None)
            continue
        recorded, unchanged = recorded + different, unchanged + (not different)
        numbers.append(made)
    return {"rows": len(rows), "recorded": recorded, "unchanged": unchanged, "refused": refused, "numbers": numbers}
