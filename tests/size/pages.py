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
    "figures": Page("figures:table"),
    "figures, last page": Page("figures:table", {"trang": "500"}),
    "figures of an indicator": Page("figures:table", {"q": "mo hinh 77"}),
    "indicators": Page("figures:indicators"),
    "indicators by name": Page("figures:indicators", {"q": "ho theo mo hinh"}),
    "units": Page("directory:units"),
    "people": Page("directory:people"),
    "people, page 300": Page("directory:people", {"trang": "300"}),
    "people by name": Page("directory:people", {"q": "nguyen anh"}),
    "accounts": Page("directory:accounts"),
    "accounts by name": Page("directory:accounts", {"q": "binh"}),
    "groups": Page("directory:groups"),
    "roles": Page("directory:roles"),
    "role assignments": Page("directory:assignments"),
    "notices": Page("notices:list"),
    "notices, page 300": Page("notices:list", {"trang": "300"}),
    "notices not delivered": Page("notices:failed"),
    "search, a report": Page("search:find", {"q": "báo cáo tuần 77"}),
    "search, a word of every row": Page("search:find", {"q": "bao cao"}),
    "search, a person": Page("search:find", {"q": "Lò Ngọc Hương"}),
    "search, nothing": Page("search:find", {"q": "xyzzy"}),
}

LONG_CHOICES = {
    "/quan-tri/phan-vai-tro/moi/",
    "/quan-tri/tai-khoan/moi/",
    "/so-lieu/chi-tieu/moi/",
    "/so-lieu/ghi/",
    "/to-chuc/co-quan/moi/",
}
"""Forms that offer every post, person, unit or indicator of the body in one list. A real body has some hundreds;
with 25,000 these take seconds."""
