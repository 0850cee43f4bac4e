"""Every sentence of the interface is collected, has its English, and is compiled."""

import importlib.machinery
import importlib.util
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, override

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.untraced
LOCALE = ROOT / "src" / "giaoban" / "site" / "locale"


@pytest.fixture(scope="module")
def messages():
    loader = importlib.machinery.SourceFileLoader("messages_script", str(ROOT / "scripts" / "messages"))
    spec = importlib.util.spec_from_loader("messages_script", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    collect, found = module.collect, {}

    def collect_once():
        """What is collected of a folder, read once for all tests: it does not change while they run."""
        if module.SOURCE not in found:
            found[module.SOURCE] = collect()
        return found[module.SOURCE]

    module.collect = collect_once
    return module


def test_the_catalogues_are_complete_and_compiled(messages, capsys):
    assert messages.main(["--check"]) == 0, capsys.readouterr().err


def test_no_sentence_of_a_template_is_missed(messages):
    found = {message[1] for message in messages.collect()}
    written = set()
    for path in (ROOT / "src" / "giaoban").rglob("templates/**/*.html"):
        text = path.read_text("utf-8")
        written |= set(re.findall(r'{%\s*translate\s+"([^"]+)"', text)) | set(re.findall(r'_\("([^"]+)"\)', text))
    missed = {text for text in written if text not in found and text.replace("%", "%%") not in found}
    assert written
    assert missed == set()


def test_python_templates_and_workflow_tables_are_collected(messages):
    python = 'from x import _\na = _("Một")\nb = ngettext("%(n)s cái", "%(n)s những cái", 2)\nc = Flow({}, labels={"x": "đang chờ"})\n'
    assert set(messages.messages_of(python)) == {("", "Một", ""), ("", "%(n)s cái", "%(n)s những cái")}
    assert set(messages.labels_of(python)) == {("", "đang chờ", "")}
    template = '<p>{% translate "Hai" %}\n   "lẻ\n{% blocktranslate with n=1 %}Ba {{ n }}{% endblocktranslate %}{% table _("Bốn") %}'
    assert {m[1] for m in messages.template_messages(template)} == {"Hai", "Ba %(n)s", "Bốn"}


def test_translations_are_kept_new_sentences_are_empty_and_lost_ones_go(messages):
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Một", msgstr="One"))
    old.append(polib.POEntry(msgid="Bỏ", msgstr="Gone"))
    new = messages.updated(old, {("", "Một", ""): {"b.py", "a.py"}, ("", "Hai", ""): {"a.py"}})
    assert {e.msgid: e.msgstr for e in new} == {"Một": "One", "Hai": ""}
    assert messages.faults(new) == ["Hai"]


def test_a_translation_that_loses_a_field_is_a_fault(messages):
    po = polib.POFile()
    po.append(polib.POEntry(msgid="Còn %(n)s mã", msgstr="Some codes left"))
    assert len(messages.faults(po)) == 1


def test_a_stale_compiled_catalogue_is_found(messages, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "src" / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    )
    (folder / "django.mo").write_bytes(b"old")
    english = tmp_path / "src" / "en" / "LC_MESSAGES"
    english.mkdir(parents=True)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "src")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCE", tmp_path / "src")
    assert messages.main([]) == 0
    (folder / "django.mo").write_bytes(b"old")
    assert messages.main(["--check"]) == 1
    assert "older than its .po" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("Văn bản", "Documents"),
        ("Từ vựng", "Vocabulary"),
        ("Sổ theo dõi", "Registers"),
        ("số đếm", "count"),
        ("Chữ", "Text"),
        ("Biểu đồ, so sánh", "Charts, comparison"),
    ],
)
def test_the_menu_says_in_english_what_it_leads_to(word, english):
    with override("en"):
        assert gettext(word) == english
