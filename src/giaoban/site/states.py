"""How states look: each state code has a tone, each tone a colour and an icon, so that colour is never alone."""

from types import MappingProxyType

TONES = MappingProxyType(
    {"ok": "ok", "warn": "warn", "bad": "bad", "info": "info", "wait": "wait", "muted": "off", "draft": "draft"}
)
"""Tone -> the icon that goes with it."""

_OF_STATE = {
    "ok": "accepted approved confirmed active live locked sent_ok done closed_ok issued clean valid resolved delivered read discussed "
    "answered present kept",
    "info": "sent received doing assigned open_info new question reopened sending",
    "wait": "open planned waiting pending queued submitted reported scheduled raised proposed",
    "warn": "sent_back returned warning due_soon extended expiring overdue_soon partly postponed substitute excused absent",
    "bad": "refused rejected overdue error failed infected revoked_bad void broken unreadable",
    "muted": "closed ended expired revoked inactive note archived cancelled dismissed abolished",
    "draft": "draft",
}
_TONE = {state: tone for tone, states in _OF_STATE.items() for state in states.split()}


def tone_of(state: str) -> str:
    """The tone of a state code of any room; "muted" for one that nobody has given a tone."""
    return _TONE.get(state, "muted")


def icon_of(tone: str) -> str:
    """The icon of a tone. Errors: KeyError for a tone that does not exist."""
    return TONES[tone]
