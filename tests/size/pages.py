"""The list pages that are held to many rows. A new room adds one line for each of its lists: a name, its address, its query."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse


class Page(NamedTuple):
    """An address by its name in the address table, and its query."""

    view: str
    query: dict[str, str] = {}

    def address(self) -> str:
        """The path with its query."""
        path = reverse(self.view)
        return f"{path}?{urlencode(self.query)}" if self.query else path


PAGES = {
    "reports": Page("reports:inbox"),
    "reports, page 300": Page("reports:inbox", {"trang": "300"}),
    "reports, sent": Page("reports:inbox", {"trang-thai": "sent"}),
    "requests": Page("reports:requests"),
    "requests, last page": Page("reports:requests", {"trang": "500"}),
    "legal documents": Page("documents:legal_list"),
    "legal documents by word": Page("documents:legal_list", {"q": "mot cua"}),
    "figures": Page("figures:table"),
    "figures, last page": Page("figures:table", {"trang": "500"}),
    "figures of an indicator": Page("figures:table", {"q": "mo hinh 77"}),
    "figures through mergers": Page("figures:territory"),
    "indicators": Page("figures:indicators"),
    "indicators by name": Page("figures:indicators", {"q": "ho theo mo hinh"}),
    "collections": Page("collection:list"),
    "targets of the year": Page("figures:year"),
    "boards": Page("boards:home"),
    "board of the year": Page("boards:year"),
    "board of a pivot": Page("boards:pivot", {"trang": "1", "cap": "office", "tu": "2026-10", "den": "2026-11"}),
    "board of a pivot, restated": Page(
        "boards:pivot",
        {"trang": "1", "cap": "office", "tu": "2026-10", "den": "2026-11", "cach": "quy-doi", "ngay": "2026-11-20"},
    ),
    "board of units compared": Page("boards:compare", {"trang": "1", "cap": "office", "thang": "2026-11"}),
    "league table": Page("boards:league"),
    "league table, last page": Page("boards:league", {"trang": "900"}),
    "figures of the units": Page("figures:month"),
    "data dictionary": Page("figures:public_dictionary"),
    "appraisals": Page("appraisals:list"),
    "criteria sets": Page("appraisals:sets"),
    "consolidated reports": Page("consolidation:list"),
    "consolidated reports, last page": Page("consolidation:list", {"trang": "9000"}),
    "templates of consolidated reports": Page("consolidation:templates"),
    "recognitions": Page("appraisals:recognitions"),
    "schedule of recognitions": Page("appraisals:schedule"),
    "units": Page("directory:units"),
    "people": Page("directory:people"),
    "people, page 300": Page("directory:people", {"trang": "300"}),
    "people by name": Page("directory:people", {"q": "nguyen anh"}),
    "accounts": Page("directory:accounts"),
    "accounts by name": Page("directory:accounts", {"q": "binh"}),
    "groups": Page("directory:groups"),
    "roles": Page("directory:roles"),
    "role assignments": Page("directory:assignments"),
    "number books": Page("numbering:books"),
    "notices": Page("notices:list"),
    "notices, page 300": Page("notices:list", {"trang": "300"}),
    "notices not delivered": Page("notices:failed"),
    "a post to choose": Page("directory:assign", {"chon": "post", "post_text": "cong chuc bac 7"}),
    "a unit to choose": Page("directory:post_new", {"chon": "unit", "unit_text": "to cong tac 77"}),
    "a person to choose": Page("directory:account_new", {"chon": "person", "person_text": "nguyen anh"}),
    "anything to choose": Page("directory:assign", {"chon": "post"}),
    "an indicator to choose": Page("figures:enter", {"chon": "indicator", "indicator_text": "mo hinh 77"}),
    "search, a report": Page("search:find", {"q": "báo cáo tuần 77"}),
    "search, a word of every row": Page("search:find", {"q": "bao cao"}),
    "search, a person": Page("search:find", {"q": "Lò Ngọc Hương"}),
    "search, nothing": Page("search:find", {"q": "xyzzy"}),
}
