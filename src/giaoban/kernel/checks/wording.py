"""What the clerk reads: the sentence of the catalogue for each finding with its values, without codes and without blame."""

from __future__ import annotations

from giaoban.kernel.checks.arithmetic import Judgement
from giaoban.kernel.checks.draft import Draft
from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.numbers import about, bounded, shown, vi_amount
from giaoban.kernel.checks.printed import read
from giaoban.kernel.checks.told import worded
from giaoban.kernel.wording import Numeral, Value, Wording

_REASONS = frozenset({
    "truncated", "double_rounding", "scale", "rounded_to_whole", "known_opening", "direction", "rounded_operands", "relative",
})  # fmt: skip
"""Explanations with a sentence of their own in the catalogue."""


class Words:
    """Prints figures and relations of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def number(self, figure_id: str) -> Numeral:
        """The number of a figure as the text has it, a fall with its minus sign."""
        figure = self._page.figures[figure_id]
        text = " ".join(self._page.raw[figure.num_start : figure.num_end].split())
        falls = figure.value is not None and figure.value < 0 and not text.startswith("-")
        return Numeral("-" + text if falls and read(text) is not None else text)

    def unit(self, figure_id: str) -> str:
        """The unit of a figure."""
        return self._page.figures[figure_id].unit

    def quote(self, figure_id: str | None) -> str:
        """Number and unit as written; "" for no figure."""
        if figure_id is None:
            return ""
        figure = self._page.figures[figure_id]
        return " ".join(self._page.raw[figure.num_start : figure.end].split())

    def joined(self, ids: tuple[str, ...]) -> Numeral:
        """ "a + b + c" as printed."""
        return Numeral(" + ".join(self.number(i) for i in ids).replace("+ -", "- "))

    def amount(self, found: Judgement, like: str) -> str:
        """The computed value in the unit of a figure."""
        return vi_amount(found.computed, self.unit(like))

    def message(self, draft: Draft, found: Judgement) -> Wording:
        """The sentence for a relation that is not simply right."""
        if found.verdict == "fails":
            return self._fails(draft, found)
        if found.verdict == "holds_with_note":
            return self._noted(draft, found)
        if found.verdict == "uncheckable":
            return self._uncheckable(draft, found)
        return self._question(draft, found)

    def _fails(self, draft: Draft, found: Judgement) -> Wording:
        why = worded(found.explained_by if found.explained_by in _REASONS else "check_again")
        result, terms, computed = self.quote(draft.result), draft.terms, shown(found.computed)
        told: dict[str, Value] = {"why": why}
        match draft.op:
            case "ratio":
                part, whole = self.number(terms[0]), self.number(terms[1])
                return worded("ratio_fails", result=result, part=part, whole=whole, computed=computed, **told)
            case "of_parts":
                parts = self.joined(draft.aside)
                return worded(
                    "of_parts_fails", result=result, part=self.quote(terms[0]), parts=parts, computed=computed, **told
                )
            case "sum":
                total = self.amount(found, terms[0])
                return worded("sum_fails", parts=self.joined(terms), computed=total, result=result, **told)
            case "total":
                code = "total_fails" if draft.total else "moves_fail"
                return worded(code, parts=self.joined(terms), computed=computed, **told)
            case "balance" | "remainder":
                made = self._moved(draft) if draft.op == "balance" else Numeral(" - ".join(map(self.number, terms)))
                left = self.amount(found, terms[0])
                return worded(f"{draft.op}_fails", terms=made, computed=left, result=result, **told)
            case "count":
                return worded("count_fails", result=result, computed=computed, extra=draft.why, **told)
            case "grim":
                return worded("grim_fails", result=result, whole=self.quote(terms[0]), computed=computed, **told)
            case "grim_change":
                whole = self.number(draft.aside[1])
                return worded("grim_change_fails", result=result, whole=whole, computed=computed, **told)
        return self._two_fail(draft, result, computed, told)

    def _two_fail(self, draft: Draft, result: str, computed: Value, told: dict[str, Value]) -> Wording:
        """The sentence where a figure is set against two others, or one."""
        first, second = self.quote(draft.terms[0]), self.quote(draft.terms[-1])
        match draft.op:
            case "per":
                return worded("per_fails", result=result, amount=first, base=second, computed=computed, **told)
            case "at_most":
                code = "turned_fails" if draft.template == "T7" else "at_most_fails"
                return worded(code, part=first, whole=second, **told)
            case "between":
                return worded("between_fails", result=result, low=first, high=second, **told)
            case "equal":
                return worded("equal_fails", first=first, result=result, **told)
            case "growth_by":
                return worded("growth_by_fails", result=result, change=second, computed=computed, **told)
        code = "difference_fails" if draft.op == "difference" else "growth_fails"
        return worded(code, result=result, new=first, old=second, computed=computed, **told)

    def _moved(self, draft: Draft) -> Numeral:
        """What there was with its comings and goings: "120 + 14 - 9"."""
        moves = zip(draft.counts[1:], draft.terms[1:], strict=True)
        signed = "".join(f" {'-' if s < 0 else '+'} {self.number(t).lstrip('-')}" for s, t in moves)
        return Numeral(self.number(draft.terms[0]) + signed)

    def _noted(self, draft: Draft, found: Judgement) -> Wording:
        if draft.explained_by == "missing_part":
            return worded(
                "missing_part_noted",
                parts=self.joined(draft.terms),
                computed=self.amount(found, draft.terms[0]),
                extra=self.quote(draft.aside[0]),
                result=self.quote(draft.result),
            )
        if draft.explained_by == "other_base":
            return worded("other_base_noted", result=self.quote(draft.result), whole=self.quote(draft.terms[1]))
        if draft.explained_by == "coverage":
            return worded("coverage_noted", small=self.quote(draft.terms[0]), large=self.quote(draft.terms[1]))
        why = worded(found.explained_by if found.explained_by in _REASONS else "rounded_operands")
        subject = self.quote(draft.result) if draft.result is not None else self.joined(draft.terms)
        return worded("computed_noted", subject=subject, computed=shown(found.computed), why=why)

    def _uncheckable(self, draft: Draft, found: Judgement) -> Wording:
        if draft.op == "baseless":
            return worded("baseless", share=self.quote(draft.terms[0]))
        if draft.op != "implied":
            return worded("unreadable_base", base=self.quote(draft.terms[-1]))
        unit = self.unit(draft.terms[0])
        base = about(found.computed, unit)
        ends = found.interval if found.interval and bounded(found.interval) else None
        inside = worded("inside", low=about(ends.low, unit), high=about(ends.high, unit)) if ends else ""
        amount = self.quote(draft.terms[0])
        return worded("implied_base", share=self.quote(draft.result), amount=amount, base=base, inside=inside)

    def _question(self, draft: Draft, found: Judgement) -> Wording:
        pair = {"first": self.quote(draft.terms[0]), "second": self.quote(draft.terms[-1])}
        match found.explained_by:
            case "unit_conflict" | "part_over_whole" as code:
                return worded(f"{code}_asked", **pair)
            case "outlier":
                return worded("outlier_asked", computed=shown(found.computed), **pair)
            case "parts_left_out":
                parts, total = self.joined(draft.terms), self.amount(found, draft.terms[0])
                return worded("parts_left_out_asked", parts=parts, computed=total, result=self.quote(draft.result))
            case "parts_over_whole":
                parts, total = self.joined(draft.terms), self.amount(found, draft.terms[0])
                return worded("parts_over_whole_asked", parts=parts, computed=total, result=self.quote(draft.result))
            case "lost_more":
                now, before = (self.quote(t) for t in draft.aside)
                return worded("lost_more_asked", before=before, now=now, **pair)
        return worded("target_met_asked", **pair)
