"""The gate of the catalogues: both languages have every sentence with the same values, and no converted room makes its own."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from giaoban.kernel.wording import LANGUAGES, catalogue

KERNEL = Path(__file__).parents[3] / "src/giaoban/kernel"
ROOMS = sorted(path.parent.name for path in KERNEL.glob("*/wording.vi.toml"))
LETTERS = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


def places(room: str, language: str) -> dict[str, set[str]]:
    return {
        code: {name for _, name, how in pieces if name is not None and how != "s"}
        for code, pieces in catalogue(room, language).items()
    }


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_has_both_languages_with_the_same_values(room: str) -> None:
    first, *others = (places(room, language) for language in LANGUAGES)
    assert all(other == first for other in others)


@pytest.mark.parametrize("room", ROOMS)
def test_an_english_plural_stands_only_for_a_value_of_the_sentence(room: str) -> None:
    for code, pieces in catalogue(room, "en").items():
        plural = {name for _, name, how in pieces if how == "s"}
        assert plural <= places(room, "vi")[code], code


@pytest.mark.parametrize("room", ROOMS)
def test_english_sentences_have_no_vietnamese_words_of_their_own(room: str) -> None:
    text = (KERNEL / room / "wording.en.toml").read_text("utf-8")
    told = {code: re.sub(r"“[^”]*”|\([^()]*\)", "", words) for code, words in tomllib.loads(text).items()}
    assert [code for code, words in told.items() if LETTERS.search(words)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_with_a_catalogue_makes_no_sentence_elsewhere(room: str) -> None:
    found = [f"{path.name}:{line}" for path in sorted((KERNEL / room).rglob("*.py")) for line in made_in(path)]
    assert found == [], "say it with worded(code, …) and a line in both catalogues"


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_said_somewhere(room: str) -> None:
    code = "\n".join(
        text for path in sorted(KERNEL.parent.rglob("*.py")) if "worded" in (text := path.read_text("utf-8"))
    )
    assert [name for name in catalogue(room, "vi") if not used(name, code)] == []


def used(name: str, code: str) -> bool:
    """A code as a word in quotes, or one put together ("{op}_fails", "weekday_{number}")."""
    stem, _, ending = name.rpartition("_")
    made = bool(stem) and ((f'}}_{ending}"' in code and f'"{stem}"' in code) or f'"{stem}_{{' in code)
    return made or f'"{name}"' in code


def made_in(path: Path) -> Iterator[int]:
    """Lines of f-strings with Vietnamese letters that are no pattern of `re`."""
    tree = ast.parse(path.read_text("utf-8"))
    patterns = {id(node) for call in ast.walk(tree) if is_pattern(call) for node in ast.walk(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in patterns:
            words = [part.value for part in node.values if isinstance(part, ast.Constant)]
            if any(LETTERS.search(str(word)) for word in words):
                yield node.lineno


def is_pattern(node: ast.AST) -> bool:
    """True for a call of the module `re`: re.compile(rf"…"), re.search(rf"…", …)."""
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
