"""An accepted task of a report is given out through the form of a new task, filled with what was read, and only once."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from giaoban.occasions.reports import selectors, services
from giaoban.records.tasks.models import Task
from tests.occasions.reports.test_services import TEXT, receive
from tests.pages import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def task_of(cast, *, accept=True):
    unit = dict(selectors.unit_choices(cast.actor("binh")))[cast.units["van_hoa"].pk]
    order = f"\nKết luận hội nghị, Chủ tịch UBND xã yêu cầu {unit} rà soát hồ sơ đất đai, xong trước ngày 20/12/2026.\n"
    sent = services.submission_step(actor=cast.actor("binh"), submission=receive(cast, text=TEXT + order), verb="send")
    reading = selectors.latest_reading(sent)
    item = selectors.items(reading, "task")[0]
    if accept:
        services.decision_record(actor=cast.actor("binh"), reading=reading, item=f"task:{item.key}", action="accept")
    return sent, item


def test_an_accepted_task_fills_the_form_of_a_new_one_and_keeps_its_source(cast):
    sent, item = task_of(cast)
    client, address = client_of(cast, "binh"), reverse("reports:assign", args=[sent.pk, item.key])
    assert f'href="{address}"' in client.get(reverse("reports:review", args=[sent.pk])).content.decode()
    leads_to = client.get(address).url
    asked = parse_qs(urlsplit(leads_to).query)
    assert asked["leads"] == [str(cast.units["van_hoa"].pk)]
    assert asked["due_on"] == ["2026-12-20"]
    form = client.get(leads_to).content.decode()
    assert 'value="2026-12-20"' in form
    assert "rà soát hồ sơ đất đai" in form
    assert f'href="{reverse("reports:review", args=[sent.pk])}"' in form
    client.post(reverse("tasks:create"), asked)
    made = Task.objects.get()
    assert (made.source_ref, made.source_quote) == (f"reports.submission/{sent.pk}", item.row["quote"])
    assert client.get(address).url == reverse("tasks:task", args=[made.pk]), "it is not given twice"


def test_only_an_accepted_task_is_given_and_a_source_must_be_seen(cast):
    sent, item = task_of(cast, accept=False)
    address = reverse("reports:assign", args=[sent.pk, item.key])
    client = client_of(cast, "binh")
    assert client.get(address).status_code == 409
    assert client_of(cast, "dung").get(address).status_code == 404
    fields = {"title": "Rà soát", "text": "Rà soát", "leads": [cast.units["van_hoa"].pk]}
    client.post(reverse("tasks:create"), {**fields, "source": "reports.submission/999999", "quote": "x"})
    assert (Task.objects.get().source_ref, Task.objects.get().source_kind) == ("", "manual")
