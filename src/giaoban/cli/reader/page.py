"""Readings as one page of HTML: the text with what was read marked in it, findings beside it. It needs no other file and no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from giaoban.cli.reader.wording import KINDS, SEVERITIES, Place, Say, asked, counts, day, due, period, person, words
from giaoban.kernel.checks.model import Finding
from giaoban.kernel.reading import Reading

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --page: #fff; --line: #c9ced6; --soft: #f3f5f8; --quiet: #57606a;
  --error: #b3261e; --warning: #8a5a00; --question: #0b57a4; --note: #57606a; --figure: #dfe8f6; --task: #1a7f4b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --page: #14171b; --line: #3a4049; --soft: #1c2127; --quiet: #a3abb6;
  --error: #ff9a91; --warning: #f0b64d; --question: #82b7ff; --note: #a3abb6; --figure: #24304a; --task: #6fd29b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; font: 1rem/1.6 system-ui, "Noto Sans", sans-serif;
  color: var(--ink); background: var(--page); }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; border-top: 2px solid var(--line); padding-top: 1rem; } h3 { font-size: 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; } dt { color: var(--quiet); } dd { margin: 0; }
ol, ul { padding-left: 1.4rem; } li { margin-bottom: .5rem; } a { color: inherit; }
.both { display: grid; grid-template-columns: minmax(0, 3fr) minmax(16rem, 2fr); gap: 1.5rem; }
@media (max-width: 52rem) { .both { display: block; } }
.text { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; background: var(--soft); border: 1px solid var(--line);
  padding: .8rem; }
.label { font-weight: 600; } .formula { color: var(--quiet); display: block; }
.error { --mark: var(--error); } .warning { --mark: var(--warning); } .question { --mark: var(--question); } .note { --mark: var(--note); }
li .label { color: var(--mark); } mark { background: var(--figure); color: inherit; border-radius: .2rem; }
mark.error, mark.warning, mark.question, mark.note { border-bottom: 3px solid var(--mark); }
.task { text-decoration: underline 2px var(--task); text-underline-offset: .25em; }
.trouble { text-decoration: underline wavy var(--quiet); }
:target { outline: 3px solid var(--mark, var(--question)); } .key mark, .key span { margin-right: 1rem; }
@media print { .text { background: none; } }
"""
_ORDER = ("error", "warning", "question", "note")
Edge = tuple[int, int, str, str]
"""Begin, end, class and id of a stretch to mark."""


def head(title: str, say: Say) -> str:
    """The page up to its first file."""
    language = say("vi", "en")
    key = (
        f"<mark>{say('số liệu', 'figure')}</mark><mark class=error>{say('số liệu có phát hiện', 'figure with a finding')}</mark>"
        f"<span class=task>{say('nhiệm vụ', 'task')}</span><span class=trouble>{say('khó khăn, vướng mắc', 'difficulty')}</span>"
    )
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n<p class=key>{key}</p>\n"
    )


def foot() -> str:
    """The end of the page."""
    return "</body>\n</html>\n"


def refused(name: str, sentence: str) -> str:
    """A file that could not be read."""
    return f"<section>\n<h2>{escape(name)}</h2>\n<p>{escape(sentence)}</p>\n</section>\n"


def section(number: int, name: str, reading: Reading, place: Place, say: Say) -> str:
    """One file of the page; `number` makes its addresses its own."""
    return "".join(_section(f"t{number}", name, reading, place, say))


def _section(key: str, name: str, reading: Reading, place: Place, say: Say) -> Iterator[str]:
    yield f'<section id="{key}">\n<h2>{escape(name)}</h2>\n<dl>'
    for term, said in _header(reading, say):
        yield f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>"
    yield f"</dl>\n<p>{escape(counts(reading, say))}</p>\n<div class=both>\n"
    yield f'<div class=text lang="vi">{_marked(key, reading)}</div>\n<div>\n'
    yield from _findings(key, reading, place, say)
    yield from _tasks(key, reading, place, say)
    yield "</div>\n</div>\n</section>\n"


def _header(reading: Reading, say: Say) -> Iterator[tuple[str, str]]:
    header, unknown = reading.header, say("không rõ", "not stated")
    yield say("Cuộc họp", "Meeting"), say(*KINDS[header.kind])
    yield say("Cơ quan", "Body"), header.body or unknown
    yield say("Ngày họp", "Held on"), day(header.held_on) if header.held_on else unknown
    yield say("Kỳ báo cáo", "Period"), period(header.period, say) if header.period else unknown
    if header.chair:
        yield say("Chủ trì", "Chair"), "; ".join(person(who) for who in (header.chair, *header.co_chairs))


def _findings(key: str, reading: Reading, place: Place, say: Say) -> Iterator[str]:
    found = sorted(reading.findings, key=lambda f: _ORDER.index(f.severity))
    yield f"<h3>{say('Phát hiện', 'Findings')} ({len(found)})</h3>\n"
    if not found:
        yield f"<p>{say('Không có phát hiện nào về số liệu.', 'No findings in the figures.')}</p>\n"
        return
    yield "<ul>\n"
    for finding in found:
        yield _finding(key, finding, place, say)
    yield "</ul>\n"


def _finding(key: str, finding: Finding, place: Place, say: Say) -> str:
    where = escape(place(finding.spans[0][0])) if finding.spans else ""
    formula = (
        f"<span class=formula>{say('Phép tính', 'Formula')}: {escape(words(finding.formula, say))}</span>"
        if finding.formula
        else ""
    )
    likely = finding.suggestions[0].printed if finding.suggestions else ""
    repair = f"<span class=formula>{say('Có thể là', 'Perhaps')}: {escape(likely)}</span>" if likely else ""
    return (
        f"<li class={finding.severity}><span class=label>{say(*SEVERITIES[finding.severity])}</span> "
        f'<a href="#{key}-{finding.id}">{where}</a>: {escape(words(finding.message, say))}{formula}{repair}</li>\n'
    )


def _tasks(key: str, reading: Reading, place: Place, say: Say) -> Iterator[str]:
    yield f"<h3>{say('Nhiệm vụ', 'Tasks')} ({len(reading.tasks)})</h3>\n"
    if not reading.tasks:
        yield f"<p>{say('Không đọc thấy nhiệm vụ nào được giao.', 'No tasks were read.')}</p>\n"
        return
    yield "<ol>\n"
    for number, task in enumerate(reading.tasks):
        by = f" · {say('hạn', 'due')}: {due(task)}" if task.deadline else ""
        helped = f" · {say('phối hợp', 'with')}: {'; '.join(task.coordinating)}" if task.coordinating else ""
        yield (
            f'<li><a href="#{key}-v{number}">{escape(" ".join(task.quote.split()))}</a>'
            f"<span class=formula>{escape(asked(task, say) + helped + by)}</span></li>\n"
        )
    yield "</ol>\n"


def _marked(key: str, reading: Reading) -> str:
    """The text with its figures, tasks and difficulties marked; a stretch in several of them has all their classes."""
    worst: dict[int, str] = {}
    ids: dict[int, str] = {}
    for finding in sorted(reading.findings, key=lambda f: _ORDER.index(f.severity), reverse=True):
        for start, _ in finding.spans:
            worst[start] = finding.severity
        if finding.spans:
            ids[finding.spans[0][0]] = f"{key}-{finding.id}"
    edges: list[Edge] = [(t.start, t.end, "task", f"{key}-v{n}") for n, t in enumerate(reading.tasks)]
    edges += [(d.start, d.end, "trouble", "") for d in reading.difficulties]
    edges += [
        (f.start, f.end, f"figure {worst.get(f.start, '')}".strip(), ids.pop(f.start, "")) for f in reading.figures
    ]
    edges += [(start, min(start + 1, len(reading.text)), worst[start], name) for start, name in ids.items()]
    return "".join(_pieces(reading.text, edges))


def _pieces(text: str, edges: Sequence[Edge]) -> Iterator[str]:
    cuts = sorted({0, len(text), *(e[0] for e in edges), *(e[1] for e in edges)})
    waiting = sorted(edges)
    open_: list[Edge] = []
    at = 0
    for start, end in pairwise(cuts):
        open_ = [edge for edge in open_ if edge[1] > start]
        names: list[str] = []
        while at < len(waiting) and waiting[at][0] == start:
            open_.append(waiting[at])
            names += [waiting[at][3]] if waiting[at][3] else []
            at += 1
        words = escape(text[start:end], quote=False)
        classes = " ".join(dict.fromkeys(edge[2] for edge in open_))
        tag = "mark" if "figure" in classes else "span"
        own = f' id="{names.pop()}"' if names else ""
        yield "".join(f'<a id="{name}"></a>' for name in names)
        yield f'<{tag} class="{classes.replace("figure", "").strip()}"{own}>{words}</{tag}>' if classes else words
