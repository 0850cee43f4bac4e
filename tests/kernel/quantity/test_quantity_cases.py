"""Every case line reads as a clerk would read it."""

from decimal import Decimal
from pathlib import Path

import pytest

from giaoban.kernel.quantity import Figure, find_figures

HERE = Path(__file__).parent
COMPARATORS = {"=", ">", ">=", "<", "<=", "~"}


def _lines() -> list[tuple[str, str, str]]:
    return [
        (path.stem, phrase.strip(), want.strip())
        for path in sorted(HERE.glob("*.case"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
        for phrase, _, want in [line.partition("=>")]
    ]


def _said(figure: Figure, with_role: bool) -> str:
    value = f"{figure.low}..{figure.high}" if figure.value is None else figure.value
    parts = [_plain(str(value)), figure.unit or ".", figure.comparator]
    return " ".join([*parts, figure.role] if with_role else parts)


def _plain(value: str) -> str:
    if ".." in value:
        return "..".join(_plain(end) for end in value.split(".."))
    return f"{Decimal(value):f}".rstrip("0").rstrip(".") if "." in value else str(int(Decimal(value)))


LINES = _lines()


@pytest.mark.parametrize(("group", "phrase", "want"), LINES, ids=[f"{g}: {p}" for g, p, _ in LINES])
def test_a_phrase_reads_as_its_case_line_says(group: str, phrase: str, want: str) -> None:
    wanted = [] if want == "-" else [part.strip() for part in want.split("&")]
    got = find_figures(phrase)
    said = [
        _said(figure, index < len(wanted) and wanted[index].split()[-1] not in COMPARATORS)
        for index, figure in enumerate(got)
    ]
    assert said == wanted


def test_there_are_at_least_two_hundred_case_lines() -> None:
    assert len(LINES) >= 200
