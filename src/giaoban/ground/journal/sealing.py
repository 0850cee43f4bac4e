"""Sealing entries in batches, and verifying that nothing was changed since.

A seal names the exact numbers it covers (an int8multirange: gaps of rolled-back work stay gaps), the hash of their canonical bytes in
the order of their numbers, and the hash of the seal before. Sealing reads what is committed and takes no lock a writer could meet;
an entry that commits late, with a number lower than those already sealed, is covered by a later seal.
Page: docs/dev/algorithms/journal.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

LOCK = 0x67_62_6A_73
"""Advisory lock of the sealer ("gbjs"): two sealers never run at once."""

# The canonical bytes of entry `e`: a JSON array of its columns, times in UTC. Equal on every server and in every session.
DIGEST = (
    "convert_to(jsonb_build_array(e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), e.txid, e.op,"
    " e.table_name, e.pk, e.part_of, e.verb, e.reason, e.user_id, e.post_id, e.body_id, e.label, e.source,"
    " e.before, e.after, e.rows, encode(e.sha256, 'hex'))::text, 'UTF8')"
)
# The hash of seal `s`: the seal before, the entries, and the seal's own columns.
SEAL_HASH = (
    "sha256({s}.prev_hash || {s}.rows_hash || convert_to(jsonb_build_array({s}.seq,"
    " to_char({s}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), {s}.from_id, {s}.to_id, {s}.ids, {s}.count,"
    " {s}.horizon, {s}.complete_to)::text, 'UTF8'))"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal: what is printed on minutes and kept with backups."""

    seq: int
    hash: str
    to_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the journal that cannot be: `kind` for machines, a sentence for people, the seal and entries concerned."""

    kind: str
    sentence: str
    seal: int | None = None
    entries: tuple[int, ...] = ()


def seal(*, older_than: timedelta, most: int = 20_000, using: str = DEFAULT_DB_ALIAS) -> int:
    """Seal all entries older than a time, `most` to a seal; returns how many were sealed (0 while another sealer works)."""
    total = 0
    while True:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(
                "SELECT journal_seal_next(make_interval(secs => %s), %s)", [older_than.total_seconds(), most]
            )
            sealed = int(cursor.fetchone()[0])
        total += sealed
        if sealed < most:
            return total


def head(using: str = DEFAULT_DB_ALIAS) -> Head | None:
    """The newest seal, or None before the first."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT seq, encode(hash, 'hex'), to_id, at FROM journal_seal ORDER BY seq DESC LIMIT 1")
        row = cursor.fetchone()
    return Head(*row) if row else None


def verify(*, heads: Iterable[tuple[int, str]] = (), using: str = DEFAULT_DB_ALIAS) -> list[Finding]:
    """Everything wrong with the journal; empty means: since it was sealed, nothing was changed, removed or slipped in.

    heads: (number, hash) of seals noted elsewhere, on minutes or in backups; without them a forger who owns the database and
    rewrites every seal cannot be found. Runs with the right to read only.
    """
    from giaoban.ground.journal.install import missing

    findings = [Finding("switched_off", f"Cơ chế ghi nhật ký bị gỡ, tắt hoặc sửa: {name}.") for name in missing(using)]
    with connections[using].cursor() as cursor:
        findings += _chain(cursor)
        findings += _contents(cursor)
        findings += _slipped_in(cursor)
        findings += _witnesses(cursor)
        findings += _noted(cursor, heads)
    return findings


def _rows(cursor: CursorWrapper, sql: str, *params: Any) -> list[tuple[Any, ...]]:
    cursor.execute(sql, params)
    return list(cursor.fetchall())


def _chain(cursor: CursorWrapper) -> list[Finding]:
    own = SEAL_HASH.format(s="s")
    rows = _rows(
        cursor,
        "SELECT s.seq, lag(s.seq, 1, 0::bigint) OVER w, s.prev_hash = lag(s.hash, 1, ''::bytea) OVER w, s.hash = {own}"
        " FROM journal_seal AS s WINDOW w AS (ORDER BY s.seq) ORDER BY s.seq".replace("{own}", own),
    )
    findings = []
    for seq, before, linked, own_hash in rows:
        if seq != before + 1:
            findings.append(
                Finding("seal_removed", f"Mất dấu niêm phong từ số {before + 1} đến số {seq - 1}.", before + 1)
            )
        elif not linked:
            findings.append(Finding("chain_broken", f"Dấu niêm phong số {seq} không nối với dấu số {before}.", seq))
        if not own_hash:
            findings.append(Finding("seal_changed", f"Dấu niêm phong số {seq} đã bị sửa.", seq))
    return findings


def _contents(cursor: CursorWrapper) -> list[Finding]:
    """Seals whose entries are not those that were sealed."""
    rows = _rows(
        cursor,
        "SELECT s.seq, s.count, s.rows_hash = x.rows_hash, x.found,"
        " (s.ids::int8multirange - coalesce(x.ids, '{}'))::text AS gone"
        " FROM journal_seal AS s CROSS JOIN LATERAL (SELECT count(*) AS found,"
        " sha256(string_agg(sha256({digest}), ''::bytea ORDER BY e.id)) AS rows_hash,"
        " range_agg(int8range(e.id, e.id, '[]')) AS ids"
        " FROM unnest(s.ids::int8multirange) AS r JOIN journal_entry AS e ON e.id >= lower(r) AND e.id < upper(r)) AS x"
        " WHERE x.found <> s.count OR x.rows_hash IS DISTINCT FROM s.rows_hash ORDER BY s.seq".replace(
            "{digest}", DIGEST
        ),
    )
    findings = []
    for seq, count, _same, found, gone in rows:
        if gone != "{}":
            sentence = f"Trong niêm phong số {seq} mất {count - found} mục: {gone.strip('{}')}."
            findings.append(Finding("entry_removed", sentence, seq, _first_numbers(gone)))
        else:
            findings.append(Finding("entry_changed", f"Có mục thuộc niêm phong số {seq} đã bị sửa.", seq))
    return findings


def _slipped_in(cursor: CursorWrapper) -> list[Finding]:
    """Entries no seal covers although a sealing had found everything so low covered."""
    rows = _rows(
        cursor,
        "WITH covered AS (SELECT range_agg(ids::int8multirange) AS ids, max(complete_to) AS complete_to FROM journal_seal)"
        " SELECT e.id FROM covered AS c JOIN journal_entry AS e ON e.id <= c.complete_to AND NOT c.ids @> e.id"
        " ORDER BY e.id LIMIT 50",
    )
    if not rows:
        return []
    ids = tuple(row[0] for row in rows)
    sentence = f"Có mục không thuộc dấu niêm phong nào mà lẽ ra phải thuộc: {', '.join(map(str, ids[:5]))}."
    return [Finding("entry_slipped_in", sentence, None, ids)]


def _witnesses(cursor: CursorWrapper) -> list[Finding]:
    """Seals that an entry speaks of and that are gone or other: finds a removed tail."""
    rows = _rows(
        cursor,
        "SELECT e.id, (e.after ->> 'seq')::bigint FROM journal_entry AS e"
        " LEFT JOIN journal_seal AS s ON s.seq = (e.after ->> 'seq')::bigint"
        " WHERE e.op = 'S' AND encode(s.hash, 'hex') IS DISTINCT FROM e.after ->> 'hash' ORDER BY e.id",
    )
    return [
        Finding(
            "seal_removed",
            f"Mục {entry} ghi lại dấu niêm phong số {seq}, nay dấu đó không còn hoặc khác.",
            seq,
            (entry,),
        )
        for entry, seq in rows
    ]


def _noted(cursor: CursorWrapper, heads: Iterable[tuple[int, str]]) -> list[Finding]:
    findings = []
    for seq, noted in heads:
        rows = _rows(cursor, "SELECT encode(hash, 'hex') FROM journal_seal WHERE seq = %s", seq)
        if not rows or rows[0][0] != noted:
            sentence = f"Dấu niêm phong số {seq} không trùng với mã đã in trên biên bản hoặc trong bản sao lưu."
            findings.append(Finding("head_differs", sentence, seq))
    return findings


def _first_numbers(ranges: str, most: int = 50) -> tuple[int, ...]:
    numbers: list[int] = []
    for piece in ranges.strip("{}").replace("),[", ") [").split():
        low, high = piece.strip("[)").split(",")
        numbers += range(int(low), min(int(high), int(low) + most))
    return tuple(numbers[:most])
