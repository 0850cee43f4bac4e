"""Every address of the program for those who may not use it: the stranger, a link that was given nothing, nobody."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from giaoban.ground.directory.middleware import LINK
from giaoban.ground.directory.models import Link
from giaoban.ground.directory.services.links import link_create
from giaoban.ground.org.models import UnitGroup
from giaoban.occasions.consolidation.models import ReportTemplate
from giaoban.occasions.consolidation.sections import sections_of
from giaoban.occasions.consolidation.services import template_save
from giaoban.records.documents.legal import Facts
from giaoban.records.documents.registering import legal_save
from tests.occasions.reports.test_services import ask, receive

pytestmark = [pytest.mark.django_db, pytest.mark.untraced]
LAW = Facts(number="1/2026/NĐ-CP", kind="Nghị định", issuer="Chính phủ", title="Của một cơ quan")
OPEN = ("tai-khoan/", "giao-dien/", "ngon-ngu/", "gui/", "api/", "tu-dien-chi-tieu/")
"""Sign-in, how pages look, the link intake, what answers programs (401 with a sentence), the public dictionary: each
with tests of its own."""


def own_template(cast):
    """A template that one body changed: those that come with the program are everybody's."""
    shared = ReportTemplate.objects.filter(body=None).first()
    fields = {"name": "Mẫu riêng", "title": shared.title, "recipients": "", "sections": sections_of(shared.sections)}
    return template_save(actor=cast.actor("binh"), template=shared, **fields)


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    for part in resolver.url_patterns:
        route = before + str(part.pattern)
        if isinstance(part, URLPattern):
            yield route, part.lookup_str
        else:
            yield from patterns(part, route)


def addresses(cast) -> list[str]:
    """Every address, its numbers those of rows of the committee of An Phú."""
    group = UnitGroup.objects.create(name="Các thôn", body=cast.bodies["ubnd"])
    asked = ask(cast)
    made = link_create(
        actor=cast.actor("binh"),
        obj=asked,
        verbs=["reports.view"],
        purpose="x",
        until=cast.actor("binh").at.replace(year=2099),
    )
    numbers = {
        "to-chuc/don-vi/": cast.units["van_hoa"].pk,
        "to-chuc/chuc-vu/": cast.posts["cuong"].pk,
        "to-chuc/nhom/": group.pk,
        "can-bo/giu-chuc-vu/": cast.holdings["cuong"].pk,
        "can-bo/": cast.people["cuong"].pk,
        "quan-tri/tai-khoan/": cast.users["cuong"].pk,
        "quan-tri/vai-tro/": cast.roles["all"].pk,
        "quan-tri/lien-ket/": made.link.pk,
        "van-ban/phap-luat/": legal_save(actor=cast.actor("binh"), facts=LAW).pk,
        "bao-cao-tong-hop/mau/": own_template(cast).pk,
        "bao-cao/yeu-cau/": asked.pk,
        "bao-cao/": receive(cast).pk,
    }
    found = []
    for route, _ in patterns(get_resolver()):
        if route.startswith(OPEN):
            continue
        number = next((n for start, n in numbers.items() if route.startswith(start)), 1)
        route = route.replace("<int:unit_id>", str(cast.units["van_hoa"].pk))
        found.append("/" + re.sub(r"<int:\w+>", str(number), route))
    assert len(found) > 60
    return found


def test_nobody_and_a_link_get_nothing_but_the_way_to_sign_in(cast):
    pages = addresses(cast)
    visitor = Client()
    session = visitor.session
    session[LINK] = Link.objects.get().pk
    session.save()
    for client in (Client(), visitor):
        for page in pages:
            for answer in (client.get(page), client.post(page, {})):
                assert answer.status_code in {302, 404, 405}, (page, answer.status_code)
                if answer.status_code == 302:
                    assert answer.url.startswith("/tai-khoan/login/"), (page, answer.url)


ORGANISATION = re.compile(
    r"/to-chuc/don-vi/\d+/(lich-su/)?|/to-chuc/chuc-vu/\d+/|/to-chuc/nhom/\d+/|/can-bo/\d+/(lich-su/|chuc-vu/)?|/quan-tri/vai-tro/\d+/.*"
)
"""The organisation is open to whoever works in it; anybody may be taken into one's own body; the list of roles is one for all."""


def test_the_stranger_opens_no_object_of_another_commune(cast):
    client = Client()
    client.force_login(cast.users["dung"])
    for page in addresses(cast):
        if not re.search(r"/\d+/", page) or ORGANISATION.fullmatch(page):
            continue
        for answer in (client.get(page), client.post(page, {"reason": "x", "verb": "send", "on": "01/01/2027"})):
            assert answer.status_code in {403, 404, 405}, (page, answer.status_code)


def test_who_only_looks_changes_nothing(cast):
    client = Client()
    client.force_login(cast.users["giang"])
    fields = {
        "reason": "x",
        "verb": "send",
        "on": "01/01/2027",
        "name": "x",
        "title": "x",
        "item": "figure:f1",
        "action": "accept",
    }
    for page in addresses(cast):
        if not re.search(r"/\d+/", page) or "thong-bao" in page:
            continue
        answer = client.post(page, fields)
        assert answer.status_code in {403, 404, 405}, (page, answer.status_code)
