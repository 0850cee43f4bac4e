"""From a passage to verdicts: structure proposes, arithmetic disposes, a person decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from giaoban.kernel.checks import (
    apart,
    bounds,
    changes,
    classes,
    columns,
    copies,
    flows,
    gathered,
    grids,
    lists,
    names,
    opposites,
    outline,
    outside,
    pairs,
    ratios,
    registry,
    remainders,
    restated,
    statutes,
    sums,
    tables,
    together,
    usual,
    yields,
)
from giaoban.kernel.checks.arithmetic import Judgement, formula, judge
from giaoban.kernel.checks.dates import Anomaly, find_anomalies
from giaoban.kernel.checks.doubted import believed
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.known import Known
from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.model import Checked, Finding, Passage, Relation, Severity
from giaoban.kernel.checks.numbers import vi_amount
from giaoban.kernel.checks.pace import find_slow
from giaoban.kernel.checks.repair import Graph, suggest
from giaoban.kernel.checks.seasons import find_out_of_season, month_of
from giaoban.kernel.checks.wording import Words
from giaoban.kernel.quantity.fixed import changed

_REPAIRED = 60
_MILD = frozenset({"truncated", "double_rounding", "rounded_to_whole"})
"""Slips of rounding, which change nothing that matters."""
_NO_KNOWLEDGE = Known()


def check(passage: Passage, *, known: Known = _NO_KNOWLEDGE) -> Checked:
    """Return the relations that the text proposes, in text order, with their verdicts, and the findings made of them.

    Pure and deterministic. Figures that cannot be placed in the text are left out. Errors: none for any text and figures.
    Source: docs/dev/algorithms/checks.md.
    """
    page = Page(passage.text, passage.figures)
    weighed = [
        (draft, outside.opened(page, known, passage.period, draft, _judged(draft, page)))
        for draft in _ordered(page, _proposed(page, passage))
    ]
    kept = believed(page, weighed)
    drafts, judged = [draft for draft, _ in kept], [found for _, found in kept]
    words = Words(page)
    relations = _linked(
        [_relation(i, d, j, words) for i, (d, j) in enumerate(zip(drafts, judged, strict=True))], drafts
    )
    findings = list(_findings(page, drafts, judged, relations, words))
    findings.extend(_anomaly(a) for a in find_anomalies(page, passage.held_on))
    findings.extend(_anomaly(a) for a in find_slow(page, passage.period))
    findings.extend(_anomaly(a) for a in find_out_of_season(page, passage.held_on, passage.period))
    if known != _NO_KNOWLEDGE:
        findings.extend(_against(page, passage, known, relations))
        asked = frozenset(f.spans[0] for f in findings if f.template == "T14")
        month = month_of(passage.held_on, passage.period)
        findings.extend(usual.out_of_season(page, known, month, asked))
    findings.sort(key=lambda f: (f.spans[0], f.template))
    return Checked(tuple(relations), tuple(changed(f, id=f"n{i}") for i, f in enumerate(findings, 1)))


def _proposed(page: Page, passage: Passage) -> Board:
    """What prose says, and what tables say: a figure that fills a cell of a table belongs to no sentence."""
    if not passage.grids:
        return propose(page)
    cells = grids.bare_figures(page, passage.grids)
    board = propose(Page(passage.text, tuple(figure for figure in passage.figures if figure.id not in cells)))
    tabled = Board()
    grids.find_grids(page, tabled, passage.grids)
    for draft in tabled.drafts.values():
        board.add(draft)
    both = Board(drafts=board.drafts)
    restated.find_restated(page, both, cells)
    return both


def _against(page: Page, passage: Passage, known: Known, relations: Sequence[Relation]) -> Iterator[Finding]:
    """Findings of the text against what is on record."""
    yield from outside.against_record(page, known, passage.period, relations)
    yield from registry.against_units(page, known.units, passage.held_on, relations)
    yield from statutes.against_documents(page, known.documents, passage.held_on)


def propose(page: Page) -> Board:
    """Run every template over a page. The order matters: later templates read what earlier ones found."""
    board = Board()
    if not page.marks:
        return board
    pairs.find_pairs(page, board)
    pairs.pair_shares(page, board)
    pairs.find_slashed_bases(page, board)
    tables.find_rows(page, board)
    tables.find_tables(page, board)
    copies.own_counts(page, board)
    bounds.find_received(page, board)
    lists.find_lists(page, board)
    flows.find_flows(page, board)
    outline.find_outline_sums(page, board)
    sums.find_sums(page, board)
    columns.find_columns(page, board)
    together.find_together(page, board)
    opposites.find_opposites(page, board)
    remainders.find_remainders(page, board)
    gathered.find_over_all(page, board)
    gathered.find_next_sentence(page, board)
    gathered.find_gathered(page, board)
    ratios.counted_shares(page, board)
    gathered.find_common_bases(page, board)
    gathered.confirm_bases(page, board)
    gathered.accuse_among_sisters(page, board)
    gathered.find_named_rates(page, board)
    classes.find_classes(page, board)
    names.find_names(page, board)
    copies.find_copies(page, board)
    changes.find_changes(page, board)
    apart.find_apart(page, board)
    bounds.find_bounds(page, board)
    yields.find_rates(page, board)
    restated.find_restated(page, board)
    return board


def _ordered(page: Page, board: Board) -> list[Draft]:
    place = {m.id: m.at for m in page.marks}
    return sorted(board.drafts.values(), key=lambda d: (sorted(place[f] for f in d.figures), d.kind, d.template))


def _judged(draft: Draft, page: Page) -> Judgement:
    found = judge(draft, page.figures)
    if draft.explained_by == "missing_part" and found.holds is False:
        return replace(found, verdict="holds_with_note", holds=True, explained_by="missing_part")
    return found


def _relation(index: int, draft: Draft, found: Judgement, words: Words) -> Relation:
    return Relation(
        id=f"r{index + 1}",
        kind=draft.kind,
        template=draft.template,
        result=draft.result,
        terms=draft.terms,
        verdict=found.verdict,
        holds=found.holds,
        formula=formula(draft, found, words.number, words.unit),
        computed=found.computed,
        interval=found.interval,
        tolerance=found.tolerance,
        note="" if found.verdict in {"holds", "unprinted"} else words.message(draft, found),
        explained_by=found.explained_by,
        total=draft.total,
        op={"at_most": "<=", "between": "between"}.get(draft.op, ""),
        listed=draft.listed,
        listed_spans=draft.listed_spans,
    )


def _linked(relations: list[Relation], drafts: Sequence[Draft]) -> list[Relation]:
    """A sum closed by a part printed elsewhere names the relation that closes it."""
    closing = {frozenset(d.figures): r.id for d, r in zip(drafts, relations, strict=True) if d.op == "sum"}
    return [
        replace(r, explained_by=closing.get(frozenset({*d.figures, *d.aside}), ""))
        if d.explained_by == "missing_part"
        else r
        for d, r in zip(drafts, relations, strict=True)
    ]


def _severity(draft: Draft, found: Judgement) -> Severity:
    if found.verdict == "fails":
        if found.explained_by in _MILD:
            return "note"
        return "error" if draft.op in {"sum", "at_most", "count", "equal", "remainder", "balance"} else "warning"
    return "question" if found.verdict == "question" else "note"


def _findings(
    page: Page, drafts: Sequence[Draft], judged: Sequence[Judgement], relations: Sequence[Relation], words: Words
) -> Iterator[Finding]:
    graph = Graph.of(page, drafts, judged)
    repaired = 0
    for index, (draft, found, relation) in enumerate(zip(drafts, judged, relations, strict=True)):
        if found.verdict in {"holds", "unprinted"}:
            continue
        wrong = found.verdict == "fails" and repaired < _REPAIRED
        repaired += wrong
        like = draft.terms[0] if draft.terms and draft.op in {"sum", "implied"} else draft.result or draft.terms[0]
        unit = "%" if draft.op == "pair" else page.figures[like].unit
        yield Finding(
            id="",
            template=draft.template,
            severity=_severity(draft, found),
            verdict=found.verdict,
            message=relation.note,
            spans=tuple((page.figures[f].start, page.figures[f].end) for f in draft.figures),
            relation=relation.id,
            formula=relation.formula,
            computed=vi_amount(found.computed, unit),
            suggestions=suggest(graph, index) if wrong else (),
        )


def _anomaly(anomaly: Anomaly) -> Finding:
    return Finding(
        id="",
        template=anomaly.template,
        severity="warning" if anomaly.grave else "question",
        verdict="question",
        message=anomaly.message,
        spans=(anomaly.span,),
    )
