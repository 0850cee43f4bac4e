"""A web page as a district's site shows a notice: menu, letterhead, text, footer."""

from __future__ import annotations

from html import escape

from making.source import Part, Source

STYLE = (
    "body{font:14pt/1.45 'Times New Roman','Liberation Serif',serif;max-width:52rem;margin:1rem auto;padding:0 1rem}"
    "header table{width:100%}header td{text-align:center;vertical-align:top}p.date{font-style:italic;margin:0}"
    "h1,h1+p{text-align:center}h1{font-size:14pt}h2{font-size:14pt}table.data{border-collapse:collapse;width:100%}"
    "table.data th,table.data td{border:1px solid #444;padding:.3rem}.sign{margin-left:50%;text-align:center}"
    "nav a{margin-right:1rem}.to{font-size:11pt}"
)


def make(source: Source) -> bytes:
    """The bytes of the page, UTF-8."""
    body = [_letterhead(source), f"<h1>{escape(source.type)}</h1>", f"<p><strong>{escape(source.subject)}</strong></p>"]
    items: list[str] = []
    for part in source.parts:
        if part.kind == "item":
            items.append(part.text.removeprefix("- "))
            continue
        body.extend(_list(items))
        body.append(_part(part))
    body.extend(_list(items))
    for capacities, person in source.signs:
        lines = "<br>".join(f"<strong>{escape(text)}</strong>" for text in capacities)
        body.append(f'<div class="sign"><p>{lines}</p><p><strong>{escape(person)}</strong></p></div>')
    body.append('<p class="to"><em>Nơi nhận:</em><br>' + "<br>".join(map(escape, source.recipients)) + "</p>")
    page = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>{escape(source.subject)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n"
        '<nav><a href="#">Trang chủ</a><a href="#">Tin tức</a><a href="#">Văn bản</a><a href="#">Liên hệ</a></nav>\n'
        f"<main>\n{page}\n</main>\n<script>window.scrollTo(0, 0)</script>\n</body>\n</html>\n"
    ).encode()


def _letterhead(source: Source) -> str:
    right = "ĐẢNG CỘNG SẢN VIỆT NAM" if source.kind == "party" else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    return (
        f"<header><table><tr><td>{escape(source.superior)}<br><strong>{escape(source.body)}</strong><br>*</td>"
        f"<td><strong>{right}</strong></td></tr><tr><td>{escape(source.number)}</td>"
        f'<td><p class="date">{escape(source.date)}</p></td></tr></table></header>'
    )


def _list(items: list[str]) -> list[str]:
    if not items:
        return []
    made = "<ul>\n" + "\n".join(f"<li>{escape(text)}</li>" for text in items) + "\n</ul>"
    items.clear()
    return [made]


def _part(part: Part) -> str:
    if part.kind == "table":
        head = "".join(f"<th>{escape(cell)}</th>" for cell in part.rows[0])
        rows = "\n".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part.rows[1:]
        )
        return f'<table class="data">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>'
    tag = {"heading": "h2", "subheading": "h3"}.get(part.kind, "p")
    return f"<{tag}>{escape(part.text)}</{tag}>"
