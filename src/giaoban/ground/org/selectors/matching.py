"""Which unit somebody means: tolerant of accents, case, typing errors, and of "UBND", "xã", "thị trấn" in front."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from giaoban.ground.org.folding import normalise, squeeze
from giaoban.ground.org.selectors.statements import ask

FRONT = re.compile(
    r"^(?:(?:van phong )?(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dang uy|huyen uy|ubmttq|mttq|cong an|truong) )+"
)
FORM = re.compile(
    r"^(xa|x\.|phuong|p\.|thi tran|tt\.|dac khu|huyen|h\.|quan|q\.|thi xa|tx\.|thanh pho|tp\.?|tinh|thon|ban|lang|ap|khu pho|kp\.?"
    r"|to dan pho|tdp\.?) ?"
)
SAME_FORM = {"x.": "xa", "p.": "phuong", "tt.": "thi tran", "h.": "huyen", "q.": "quan", "tx.": "thi xa"}
SAME_FORM |= {
    "tp.": "thanh pho",
    "tp": "thanh pho",
    "kp": "khu pho",
    "kp.": "khu pho",
    "tdp": "to dan pho",
    "tdp.": "to dan pho",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that may be meant. score: 1 written exactly so, 0.97 but for accents or case, 0.9 but for the words in front, less for
    typing errors. by: the name or alias that matched."""

    unit: int
    name: str
    score: float
    by: str


def match_unit(
    *, text: str, on: date, within: Iterable[int] | None = None, limit: int = 5, least: float = 0.6
) -> list[Match]:
    """The units of a day somebody may mean, best first, scores from `least` up; one query. within: only these units."""
    wanted = squeeze(text)
    if not wanted:
        return []
    rows = ask(
        "candidates", on=on, text=wanted, core=core_of(wanted)[1], within=None if within is None else list(within)
    )
    best: dict[int, Match] = {}
    for unit, name, short_name, word in rows:
        for candidate in {word, short_name} - {""}:
            match = Match(unit, name, round(score_of(text, candidate, name), 4), candidate)
            if match.score >= least and (unit not in best or match.score > best[unit].score):
                best[unit] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.name, match.unit))[:limit]


def core_of(folded: str) -> tuple[str, str]:
    """(form, rest) of a folded name: "ubnd xa binh dinh" -> ("xa", "binh dinh")."""
    bare = FRONT.sub("", folded)
    form = FORM.match(bare)
    rest = bare[form.end() :].strip() if form else bare
    if not form or not rest:
        return "", bare
    return SAME_FORM.get(form.group(1), form.group(1)), rest


def score_of(text: str, candidate: str, name: str = "") -> float:
    """How sure it is that a text means a unit called `candidate` (and, in full, `name`): see `Match.score`."""
    if " ".join(normalise(text).split()) == " ".join(normalise(candidate).split()):
        return 1.0
    left, right = squeeze(text), squeeze(candidate)
    if left == right:
        return 0.97
    (left_form, left_rest), (right_form, right_rest) = core_of(left), core_of(right)
    likeness = 1.0 if left_rest == right_rest else SequenceMatcher(None, left_rest, right_rest, autojunk=False).ratio()
    right_form = right_form or core_of(squeeze(name))[0]
    other_form = left_form and right_form and left_form != right_form
    return likeness * (0.7 if other_form else 0.9)
