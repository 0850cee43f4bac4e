"""The entries of the main navigation.

A room may not import the site, so it says what it offers as a plain attribute of its AppConfig; pages of the site itself use
`register`:

    class ReportsConfig(AppConfig):
        navigation = [{"url": "reports:inbox", "label": _("Báo cáo"), "verb": "reports.view", "symbol": "report", "order": 20}]

`group` (a heading), `symbol` (an icon of the sprite), `order`, `verb` (shown only to actors who hold it somewhere) may be left out.
Addresses that do not exist are left out as well: a room whose pages are switched off leaves no dead link.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """One link; `url` is the name of an address, `verb` the right one must hold somewhere, empty for everybody signed in."""

    url: str
    label: str | Promise
    verb: str = ""
    symbol: str = "file"
    order: int = 50
    group: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A link as a page shows it."""

    url: str
    label: str
    symbol: str
    current: bool


@dataclass(slots=True)
class Group:
    """Links under one heading; the heading is empty for the first ones."""

    label: str
    entries: list[Shown] = field(default_factory=list)


_REGISTERED: list[Entry] = []


def register(entry: Entry) -> None:
    """Add an entry of the site itself; adding the same one twice changes nothing."""
    if entry not in _REGISTERED:
        _REGISTERED.append(entry)


def declared() -> list[Entry]:
    """All entries in the order they are shown. Errors: TypeError for a misspelt key in a room's declaration."""
    rows: Iterable[Mapping[str, Any]] = (
        row for config in apps.get_app_configs() for row in getattr(config, "navigation", ())
    )
    return sorted([*_REGISTERED, *(Entry(**row) for row in rows)], key=lambda entry: (entry.order, entry.url))


def address(name: str) -> str:
    """The address of a named page, "" where no such page is mounted."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def current_of(addresses: Iterable[str], path: str) -> str:
    """The entry a page belongs to: the longest address that its path begins with; "/" only for itself."""
    fitting = [a for a in addresses if a == path or (a != "/" and path.startswith(a))]
    return max(fitting, key=len, default="")


def shown(path: str, verbs: Collection[str]) -> list[Group]:
    """The navigation for a page without the entries whose verb is not among `verbs`; groups in the order of their first entry."""
    entries = [(entry, address(entry.url)) for entry in declared() if not entry.verb or entry.verb in verbs]
    here = current_of((url for _, url in entries if url), path)
    groups: dict[str, Group] = {}
    for entry, url in entries:
        if url:
            label = str(entry.group)
            shown_entry = Shown(url, str(entry.label), entry.symbol, url == here)
            groups.setdefault(label, Group(label)).entries.append(shown_entry)
    return list(groups.values())
