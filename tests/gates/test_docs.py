"""Pages for people: what they link to and show exists, and the words they print in bold are words of the program."""

import re
from pathlib import Path
from urllib.parse import unquote

import polib

from tests.gates.tree import ROOT, SOURCE

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
HEAVIEST = 150_000
"""Bytes of a picture at most."""
FOR_CLERKS = [ROOT / "docs" / "vi" / "hoc", ROOT / "docs" / "vi" / "lam"]
MESSAGES = SOURCE / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEY = re.compile(r"[a-z]|Enter|Esc|Alt")
STRESSED = {"chưa"}
"""Bold for stress, not a word of a page."""


def pages() -> list[Path]:
    """Every page of the project's documentation."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changelog").glob("*.md")]
    return sorted([*found, ROOT / "examples" / "README.md", *SOURCE.rglob("README.md")])


def plain(path: Path) -> str:
    """A page without its code."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.S)


def anchors(path: Path) -> set[str]:
    """The anchors that a forge gives to the headings of a page."""
    return {
        re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M)
    }


def broken(path: Path, address: str) -> bool:
    """Whether an address inside the project leads nowhere."""
    if re.match(r"[a-z]+:", address):
        return False
    file, _, anchor = unquote(address).partition("#")
    target = (path.parent / file).resolve() if file else path
    if not target.exists():
        return True
    return bool(anchor) and target.suffix == ".md" and anchor not in anchors(target)


def test_every_link_inside_the_project_leads_somewhere():
    bad = [
        f"{path.relative_to(ROOT)}: {address}"
        for path in pages()
        for address in LINK.findall(plain(path))
        if broken(path, address)
    ]
    assert bad == []


def test_every_picture_exists_is_light_and_is_described():
    shown = [(path, words, path.parent / target) for path in pages() for words, target in PICTURE.findall(plain(path))]
    assert shown
    bad = [
        f"{path.relative_to(ROOT)}: {picture.name}"
        for path, words, picture in shown
        if not words.strip() or not picture.is_file() or picture.stat().st_size > HEAVIEST
    ]
    assert bad == []


def test_every_picture_of_the_docs_is_shown_somewhere():
    shown = {(path.parent / target).resolve() for path in pages() for _words, target in PICTURE.findall(plain(path))}
    assert sorted(p.name for p in (ROOT / "docs" / "vi" / "hinh").glob("*.png") if p.resolve() not in shown) == []


def test_what_the_lessons_print_in_bold_stands_on_a_page_of_the_program():
    """A clerk looks for exactly these words. Keys of the keyboard are bold as well."""
    words = {entry.msgid for entry in polib.pofile(str(MESSAGES))}
    bad = [
        f"{path.relative_to(ROOT)}: {said}"
        for folder in FOR_CLERKS
        for path in sorted(folder.glob("*.md"))
        for said in (" ".join(found.split()) for found in re.findall(r"\*\*(.+?)\*\*", plain(path), re.S))
        if said not in words and said not in STRESSED and not KEY.fullmatch(said)
    ]
    assert bad == []
