"""The notice of a conclusion before it is a document: title, opening, closing sentence, recipients. Reads org, writes nothing.

Layout of the words: Decree 30/2020/NĐ-CP, annex III (model 1.4, notice); the text ends with "./.".
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import bodies_named, group_members, groups_of, unit_names
from giaoban.occasions.meetings.drafting import head_end, points
from giaoban.occasions.meetings.models import KINDS, Conclusion, ConclusionTask, Session
from giaoban.occasions.meetings.unit_words import units_of_body

OFFICE = "Lưu: VT."
"""Last line of the recipients of every administrative document (Decree 30/2020, annex I)."""
REPORTED = "(để báo cáo)"
ABOVE = {"committee": ("party", "council"), "council": ("party",), "front": ("party",)}
"""The bodies of the area that a body reports to."""
HEADS = {"committee": "Chủ tịch, các Phó Chủ tịch", "council": "Thường trực", "front": "Ban Thường trực"}
OPENED = re.compile(r"kết luận|như sau\s*:", re.IGNORECASE)
CLOSED = re.compile(r"^\s*Trên đây là\b|^\s*Nơi nhận\b|\./\.\s*\Z", re.IGNORECASE | re.MULTILINE)
CLOSING_WITHIN = 1200
"""Where the closing sentence of a text stands: within its last signs."""
END = "./."


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the document says. `shift`: add it to a place in the conclusion's text to have the place in `text`; `own_end`: where the
    conclusion's own words end in `text`."""

    subject: str
    text: str
    recipients: list[str]
    shift: int
    own_end: int


def notice_of(session: Session, conclusion: Conclusion, rows: Sequence[ConclusionTask]) -> Notice:
    """The notice of a conclusion with these kept tasks (cooperating units prefetched)."""
    head = head_end(conclusion.text)
    raw = conclusion.text[head:]
    own = raw.strip()
    opening = "" if is_opened(own) else f"{opening_of(session)}\n"
    ending = "" if CLOSED.search(own[-CLOSING_WITHIN:]) else f"\n{closing_of(session)}"
    return Notice(
        subject=subject_of(session),
        text=f"{opening}{own}{ending}",
        recipients=recipients_of(session, rows),
        shift=len(opening) - head - (len(raw) - len(raw.lstrip())),
        own_end=len(opening) + len(own),
    )


def is_opened(text: str) -> bool:
    """Whether the words before the first numbered point say already who concluded."""
    first = next((point.start for point in points(text) if point.label), len(text))
    return bool(OPENED.search(text[:first]))


def title_in_sentence(session: Session) -> str:
    """The session's title as it stands within a sentence: "phiên họp thường kỳ tháng 11 năm 2026"."""
    begins = any(session.title.startswith(str(word).split()[0]) for _code, word in KINDS)
    return session.title[:1].lower() + session.title[1:] if begins else session.title


def chair_of(session: Session) -> str:
    """ "đồng chí Nguyễn Văn A, Chủ tịch UBND xã"; empty where nobody is named."""
    return f"đồng chí {session.chair_label}" if session.chair_label else ""


def subject_of(session: Session) -> str:
    """ "Kết luận của đồng chí …, Chủ tịch UBND xã tại phiên họp …"."""
    return " ".join(filter(None, ("Kết luận", chair_of(session) and f"của {chair_of(session)}", "tại"))) + (
        f" {title_in_sentence(session)}"
    )


def opening_of(session: Session) -> str:
    """When, where and under whom the session was held, and that what follows is the conclusion."""
    place = f", tại {session.place[:1].lower()}{session.place[1:]}" if session.place else ""
    who = chair_of(session)
    held = f"{who} chủ trì" if who else f"{body_known(session.body, session.held_on)} tổ chức"
    speaker = f"đồng chí {session.chair_label.partition(',')[0]}" if who else "người chủ trì"
    return (
        f"Ngày {session.held_on:%d/%m/%Y}{place}, {held} {title_in_sentence(session)}. "
        f"Sau khi nghe báo cáo và ý kiến thảo luận, {speaker} kết luận như sau:"
    )


def closing_of(session: Session) -> str:
    """The last sentence of the notice; the office that sends it is the body's own."""
    names = units_of_body(session.body, session.held_on).names.values()
    sender = next((name for name in names if name.startswith("Văn phòng")), body_known(session.body, session.held_on))
    who = chair_of(session)
    said = f"kết luận của {who}" if who else "kết luận"
    return f"Trên đây là {said} tại {title_in_sentence(session)}; {sender} thông báo để các đơn vị biết, thực hiện{END}"


def body_known(body: Body, on: date) -> str:
    """The body's name on a day."""
    return str(vars(bodies_named(on=on).get(pk=body.pk))["name"] or "")


def recipients_of(session: Session, rows: Sequence[ConclusionTask]) -> list[str]:
    """Those it is reported to, then whole groups and units that have a part in a task, then the archive."""
    units = dict.fromkeys(row.lead_unit_id for row in rows if row.lead_unit_id)
    units |= dict.fromkeys(unit.pk for row in rows for unit in row.cooperating.all())
    groups, left = grouped(session, list(units))
    names = unit_names(units=left, on=session.held_on)
    return [*reported_to(session), *groups, *(names[unit] for unit in left if unit in names), OFFICE]


def reported_to(session: Session) -> list[str]:
    """The Party committee and the council of the area, and the heads of the body itself, each marked "(để báo cáo)"."""
    on, kind = session.held_on, session.body.kind
    of_area = {row.kind: vars(row) for row in bodies_named(on=on).filter(area=session.body.area_id)}
    found = [str(of_area[above]["name"]) for above in ABOVE.get(kind, ()) if above in of_area]
    if kind in HEADS and kind in of_area:
        found.append(f"{HEADS[kind]} {of_area[kind]['short_name'] or of_area[kind]['name']}")
    return [f"{name} {REPORTED}" for name in found]


def grouped(session: Session, units: Collection[int]) -> tuple[list[str], list[int]]:
    """(names of groups whose every unit is among the units, the units in none of those); the largest groups first."""
    left, names = list(units), []
    if len(left) < 2:
        return [], left
    on = session.held_on
    known = [(group.name, {node.id for node in group_members(group=group, on=on)}) for group in
             groups_of(body=session.body_id, on=on)]  # fmt: skip
    for name, members in sorted(known, key=lambda pair: -len(pair[1])):
        if len(members) > 1 and members <= set(left):
            names.append(name)
            left = [unit for unit in left if unit not in members]
    return names, left
