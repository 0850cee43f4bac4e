"""An accepted task of a report is given out through the form of a new task, filled with what was read, and only once."""

from datetime import date

import pytest
from django.urls import reverse

from giaoban.ground.numbering.models import Issued
from giaoban.occasions.reports import giving, selectors, services
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.views import lists
from tests.occasions.meetings.month import planned
from tests.occasions.reports.test_services import TEXT, receive
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
ORDER = "Kết luận hội nghị, Chủ tịch UBND xã yêu cầu {unit} rà soát hồ sơ đất đai, xong trước ngày 20/12/2026."
CREATE = reverse("tasks:create")


def sent_with(cast, order, *, accept=True):
    """A report with an order, sent; its tasks as they were read, accepted."""
    unit = dict(selectors.unit_choices(cast.actor("binh")))[cast.units["van_hoa"].pk]
    text = TEXT + "\n" + order.format(unit=unit) + "\n"
    sent = services.submission_step(actor=cast.actor("binh"), submission=receive(cast, text=text), verb="send")
    reading = selectors.latest_reading(sent)
    items = selectors.items(reading, "task")
    for item in items if accept else ():
        services.decision_record(actor=cast.actor("binh"), reading=reading, item=f"task:{item.key}", action="accept")
    return sent, items


def filled(answer):
    """What a browser sends when nobody changes the form: lines end as browsers end them."""
    form = answer.context["form"]
    values = {name: form[name].value() for name in ("title", "text", "leads", "due_on", "source")}
    values = {**values, "text": values["text"].replace("\n", "\r\n")}
    return {name: value for name, value in values.items() if value}


def test_an_accepted_task_fills_the_form_of_a_new_one_and_keeps_its_source(cast):
    sent, (item,) = sent_with(cast, ORDER)
    client, address = client_of(cast, "binh"), reverse("reports:assign", args=[sent.pk, item.key])
    assert f'href="{address}"' in client.get(reverse("reports:review", args=[sent.pk])).content.decode()
    form = client.get(address, follow=True)
    asked = filled(form)
    assert (asked["leads"], asked["due_on"]) == ([cast.units["van_hoa"].pk], "2026-12-20")
    assert asked["text"] == item.row["quote"]
    assert f'href="{reverse("reports:review", args=[sent.pk])}"' in form.content.decode()
    assert f"Câu giao nhiệm vụ: “{item.row['quote']}”" in text_of(form), "what is kept is shown"
    client.post(CREATE, {**asked, "quote": "Lời không có trong báo cáo"})
    made = Task.objects.get()
    assert (made.source_ref, made.source_quote, made.source_kind, made.due_on) == (
        f"reports.submission/{sent.pk}#{item.key}",
        item.row["quote"],
        "document",
        date(2026, 12, 20),
    )
    page = client.get(address, follow=True)
    assert page.redirect_chain[-1][0] == reverse("tasks:task", args=[made.pk]), "it is not given twice"
    assert f'href="{reverse("reports:review", args=[sent.pk])}"' in page.content.decode(), "the task leads back"


def test_a_task_on_two_lines_is_given_once_also_from_two_forms_open_at_once(cast):
    sent, (item,) = sent_with(cast, ORDER.replace("rà soát hồ", "rà soát\nhồ"))
    assert "\n" in item.row["quote"]
    client, address = client_of(cast, "binh"), reverse("reports:assign", args=[sent.pk, item.key])
    forms = [filled(client.get(address, follow=True)) for _window in range(2)]
    answers = [client.post(CREATE, form) for form in forms]
    made = Task.objects.get()
    assert {answer.url for answer in answers} == {reverse("tasks:task", args=[made.pk])}
    assert client.get(address, follow=True).redirect_chain[-1][0] == answers[0].url


def test_what_somebody_gave_a_moment_before_is_seen_when_the_tasks_are_written(cast):
    sent, (item,) = sent_with(cast, ORDER)
    actor = cast.actor("binh")
    found = giving.item_given(actor, sent.pk, item.key)
    data = {**found.fields, "source": found.ref, "product": "", "cooperating": [], "monitoring": None}
    data["due_on"] = date(2026, 12, 20)
    (made,), none = lists.give(actor, data)
    assert none is None
    numbers = Issued.objects.count()
    assert lists.give(actor, data) == ([], made)
    assert (Task.objects.count(), Issued.objects.count()) == (1, numbers)


def test_two_tasks_in_equal_words_are_two(cast):
    sent, items = sent_with(cast, f"{ORDER}\n\nVăn bản của huyện nhắc lại.\n\n{ORDER}")
    first, second = items
    assert first.row["quote"] == second.row["quote"]
    client = client_of(cast, "binh")
    for item in items:
        address = reverse("reports:assign", args=[sent.pk, item.key])
        client.post(CREATE, filled(client.get(address, follow=True)))
    assert sorted(Task.objects.values_list("source_ref", flat=True)) == [
        f"reports.submission/{sent.pk}#{item.key}" for item in items
    ]


def test_a_very_long_sentence_makes_no_long_address(cast):
    long = "rà soát " + ", ".join(f"hồ sơ đất đai của hộ thứ {n} tại thôn Đông" for n in range(1, 40))
    sent, (item,) = sent_with(cast, ORDER.replace("rà soát hồ sơ đất đai", long))
    assert len(item.row["quote"]) > 1000
    client = client_of(cast, "binh")
    answer = client.get(reverse("reports:assign", args=[sent.pk, item.key]))
    assert len(answer.url) < 100
    assert filled(client.get(answer.url))["text"] == item.row["quote"]


def test_only_an_accepted_task_is_given_and_an_address_names_no_other_source(cast):
    sent, (item,) = sent_with(cast, ORDER, accept=False)
    address = reverse("reports:assign", args=[sent.pk, item.key])
    client = client_of(cast, "binh")
    assert client.get(address).status_code == 409
    assert client.get(CREATE, {"source": f"reports.submission/{sent.pk}#{item.key}"}).status_code == 409
    assert client_of(cast, "dung").get(address).status_code == 404
    fields = {"title": "Rà soát", "text": "Rà soát", "leads": [cast.units["van_hoa"].pk]}
    session = planned(cast)
    others = [
        f"meetings.session/{session.pk}",
        f"meetings.session/{session.pk}#t1",
        f"reports.submission/{sent.pk}",
        "reports.submission/999999#t1",
        "reports.submission/²#t1",
        "x",
    ]
    for source in others:
        page = client.get(CREATE, {"source": source, "quote": "lời của ai đó", "title": "Tên từ địa chỉ"})
        assert (page.status_code, "của ai đó" in text_of(page), "từ địa chỉ" in text_of(page)) == (200, False, False)
        assert client.post(CREATE, {**fields, "source": source, "quote": "x"}).status_code == 302
    kept = set(Task.objects.values_list("source_ref", "source_kind", "source_quote"))
    assert (kept, Task.objects.count()) == ({("", "manual", "")}, len(others))
