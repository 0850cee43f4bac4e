"""A PDF in the layout of Nghị định 30/2020/NĐ-CP, set by typst in the program's own fonts: those of the machine would change the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

from making.source import Part, Source

HEAD = """
#set document(date: none)
#set page(paper: "a4", margin: (top: 2cm, bottom: 2cm, left: 3cm, right: 2cm), header-ascent: 0.6cm,
  header: context { let n = counter(page).get().first(); if n > 1 { align(center, text(size: 13pt, str(n))) } })
#set text(font: "Liberation Serif", fallback: false, size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true), spacing: 0.9em, leading: 0.62em)
#show table: set par(justify: false, first-line-indent: 0cm)
#show grid: set par(justify: false, first-line-indent: 0cm)
#let rule(width) = { v(-0.35em); align(center, line(length: width, stroke: 0.6pt)); v(-0.2em) }
#let head(body) = block(above: 1.1em, below: 0.8em, sticky: true, strong(par(body)))
"""


FONTS = Path(__file__).resolve().parents[2] / "src" / "giaoban" / "kernel" / "docform" / "fonts"


@cache
def fonts() -> typst.Fonts:
    """The fonts that the program ships, and no others."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def make(source: Source) -> bytes:
    """The bytes of the PDF, the same on every run and machine."""
    body = "\n\n".join(_part(part) for part in source.parts)
    page = "\n".join([HEAD, _letterhead(source), _title(source), body, _signature(source)])
    return typst.compile(page.encode(), font_paths=fonts())


def words(text: str) -> str:
    """Text as a typst string: nothing in it is markup."""
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _letterhead(source: Source) -> str:
    return f"""#grid(columns: (5.6cm, 10cm), align: center, row-gutter: 0.9em, column-gutter: 0.4cm,
  [#text(size: 13pt)[{words(source.superior)}\\ *{words(source.body)}*] #rule(2cm)],
  [#text(size: 13pt)[*{words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")}*]\\ *{words("Độc lập - Tự do - Hạnh phúc")}* #rule(6.4cm)],
  [#text(size: 13pt)[{words(source.number)}]], [_{words(source.date)}_])"""


def _title(source: Source) -> str:
    return f"""#v(0.8em)
#align(center, par(justify: false, first-line-indent: 0cm)[*{words(source.type)}* \\ *{words(source.subject)}*])
#rule(4cm)
#v(0.4em)
"""


def _part(part: Part) -> str:
    if part.kind == "table":
        columns = ", ".join(["2fr"] + ["1.3fr"] * (len(part.rows[0]) - 1))
        header = ", ".join(f"[*{words(cell)}*]" for cell in part.rows[0])
        cells = ",\n  ".join(", ".join(f"[{words(cell)}]" for cell in row) for row in part.rows[1:])
        return (
            f"#block(above: 0.9em, below: 1em, text(size: 13pt, table(columns: ({columns}), stroke: 0.5pt, inset: 5pt,\n"
            "  align: (x, y) => if x == 0 and y > 0 { left + horizon } else { center + horizon },\n"
            f"  table.header({header}),\n  {cells})))"
        )
    if part.kind in ("heading", "subheading"):
        return f"#head[{words(part.text)}]"
    return words(part.text)


def _signature(source: Source) -> str:
    recipients = "\\ ".join(words(text) for text in source.recipients)
    (capacities, person), *_ = source.signs
    upper = " \\ ".join(f"*{words(text)}*" for text in capacities)
    return f"""#v(0.6em)
#block(breakable: false, grid(columns: (1fr, 1fr), align: (left, center),
  [#text(size: 12pt, box(skew(ax: -12deg)[*{words("Nơi nhận:")}*])) \\ #text(size: 11pt)[{recipients}]],
  [{upper} #v(2.2cm) *{words(person)}*]))"""
