"""Nothing that a page says is Vietnamese only, and no library says English to who reads Vietnamese."""

import ast
import importlib.util
import re
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract

pytestmark = pytest.mark.untraced
SOURCE = Path(__file__).resolve().parents[2] / "src" / "giaoban"
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
TRANSLATED = {
    "_",
    "_g",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
PAPER = {
    "documents/_sheet.html",
    "meetings/_letterhead.html",
    "meetings/minutes.html",
    "meetings/print_agenda.html",
}
"""What is printed as an official document, which is Vietnamese whoever prints it."""
DATA = {"site/api.html", "site/components_theme.html"}
"""Pages with an example of figures and of what programs send."""
NAMES = {"Tiếng Việt"}
"""A language is called in itself."""
ENTERED = {
    "occasions/appraisals/views/lists.py": "the title that is offered for a new appraisal",
    "occasions/appraisals/views/years.py": "the same for a past year",
    "occasions/reports/views/words.py": "an example of the file of words, which is Vietnamese",
    "records/registers/forms/definition.py": "the unit of measure of a share's parts where none was typed",
}
"""Modules that offer Vietnamese words to be kept as data."""
LIBRARIES = [
    "django/forms",
    "django/core/validators.py",
    "django/contrib/auth/password_validation.py",
    "allauth/account",
    "allauth/mfa",
]
NOT_SHOWN = re.compile(r"[Pp]hone|[Ee]mail|username|verified|primary|created|sent|key|MFA|slug|IPv|Accounts|\d{2}|^.$")
"""Of what is switched off here (telephone numbers, sign-up), of model fields without a page, and what is the same in both."""


def page_modules():
    """Modules whose words only a page shows: views, forms, template tags."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if {"views", "forms", "templatetags", "views.py", "forms.py"} & set(parts) and "demo" not in parts:
            yield path


def bare(tree):
    """Vietnamese strings of a module outside translations, docstrings and patterns."""
    covered = set()
    for node in ast.walk(tree):
        called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if called in TRANSLATED | {"compile"} or docstring:
            covered |= {id(inside) for inside in ast.walk(node)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [
        text.value
        for text in texts
        if id(text) not in covered and text.value not in NAMES and VIETNAMESE.search(text.value)
    ]


def test_views_and_forms_say_nothing_in_vietnamese_only():
    found = {}
    for path in page_modules():
        words = bare(ast.parse(path.read_text("utf-8")))
        if words:
            found[path.relative_to(SOURCE).as_posix()] = words
    assert {place: words for place, words in found.items() if place not in ENTERED} == {}
    assert set(ENTERED) <= set(found), "an exception that is none any more"


def test_templates_say_nothing_in_vietnamese_only():
    found = {}
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        name = path.as_posix().partition("/templates/")[2]
        text = re.sub(
            r"(?s)\{%\s*blocktranslate.*?endblocktranslate\s*%\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}",
            " ",
            path.read_text("utf-8"),
        )
        for spoken in NAMES:
            text = text.replace(spoken, "")
        words = [line.strip()[:80] for line in text.splitlines() if VIETNAMESE.search(line)]
        if words:
            found[name] = words
    assert {name: words for name, words in found.items() if name not in PAPER | DATA} == {}
    assert set(found) >= PAPER | DATA, "an exception that is none any more"


def test_no_library_speaks_english_to_who_reads_vietnamese():
    known = set()
    for place in (
        SOURCE / "site/locale/vi",
        packages() / "django/conf/locale/vi",
        packages() / "django/contrib/auth/locale/vi",
    ):
        known |= {entry.msgid for entry in polib.pofile(str(place / "LC_MESSAGES/django.po")) if entry.translated()}
    said = {message for place in LIBRARIES for message in messages_of(packages() / place)}
    assert len(said) > 100
    assert {message for message in said - known if not NOT_SHOWN.search(message)} == set()


def packages():
    spec = importlib.util.find_spec("django")
    return Path(spec.origin).parents[1]


def messages_of(place):
    """What a library's modules say to people."""
    keywords = dict.fromkeys(("_", "gettext", "gettext_lazy")) | dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        if not {"tests", "migrations", "management"} & set(path.parts):
            with path.open("rb") as stream:
                for _line, found, _comments, _context in extract("python", stream, keywords=keywords):
                    first = found[0] if isinstance(found, tuple) else found
                    if isinstance(first, str) and first:
                        yield first
