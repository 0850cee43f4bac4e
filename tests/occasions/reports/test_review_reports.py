"""What a second reading of the room found: fields that broke the server, decisions that slipped in, files without measure."""

import threading
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from giaoban.ground.directory.models import Link
from giaoban.ground.journal.models import Entry
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.models import ReviewDecision, Submission
from tests.cast import make_cast
from tests.occasions.reports.test_services import TEXT, ask, receive, refusal

TASK = "\nKết luận hội nghị, đồng chí Chủ tịch UBND xã yêu cầu Phòng Kinh tế khẩn trương rà soát hồ sơ đất đai.\n"


def client_of(cast, who="binh"):
    client = Client(raise_request_exception=False)
    client.force_login(cast.users[who])
    return client


def reviewed(cast):
    """A report that was sent, every finding of it accepted."""
    binh = cast.actor("binh")
    submission = services.submission_step(actor=binh, submission=receive(cast), verb="send")
    reading = selectors.latest_reading(submission)
    for item in selectors.undecided(reading, {}):
        services.decision_record(actor=binh, reading=reading, item=f"finding:{item.key}", action="accept")
    return submission, reading


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["reason", "value", "unit", "item", "action"])
def test_a_sign_that_postgresql_cannot_store_breaks_no_decision(cast, field):
    submission = receive(cast)
    fields = {"item": "figure:f1", "action": "accept", "reading": "1"}
    fields[field] = fields.get(field, "") + "\x00"
    answer = client_of(cast).post(reverse("reports:decide", args=[submission.pk]), fields)
    assert answer.status_code == 302
    assert ReviewDecision.objects.get().action == "accept"


@pytest.mark.django_db
def test_a_sign_that_postgresql_cannot_store_breaks_no_step(cast):
    submission, asked = receive(cast), ask(cast)
    client = client_of(cast)
    sent = client.post(reverse("reports:step", args=[submission.pk]), {"verb": "send", "reason": "\x00"})
    closed = client.post(reverse("reports:request_step", args=[asked.pk]), {"verb": "close\x00"})
    assert (sent.status_code, closed.status_code) == (302, 302)


@pytest.mark.django_db
def test_a_task_is_not_corrected_to_nothing(cast):
    submission = receive(cast, text=TEXT + TASK)
    reading = selectors.latest_reading(submission)
    task = selectors.items(reading, "task")[0]
    fields = {"item": f"task:{task.key}", "action": "correct", "value": " ", "reading": "1"}
    answer = client_of(cast).post(reverse("reports:decide", args=[submission.pk]), fields)
    assert (answer.status_code, "REP-011" in answer.content.decode()) == (400, True)


@pytest.mark.django_db
def test_a_confirmed_report_takes_no_decision_until_it_is_reopened(cast):
    binh = cast.actor("binh")
    submission, reading = reviewed(cast)
    submission = services.submission_step(actor=binh, submission=submission, verb="accept")
    undo = {"reading": reading, "item": f"finding:{selectors.items(reading, 'finding')[0].key}", "action": "reopen"}
    assert refusal(services.decision_record, actor=binh, **undo) == "REP-012"
    services.submission_step(actor=binh, submission=submission, verb="reopen")
    services.decision_record(actor=binh, **undo)
    assert selectors.undecided_count(reading) == 1


def test_of_a_confirmation_and_a_reopened_finding_at_the_same_time_one_waits(real_db):
    from django.db import connection, transaction

    cast = make_cast()
    submission, reading = reviewed(cast)
    key = selectors.items(reading, "finding")[0].key
    begun, said = threading.Event(), []

    def reopen():
        begun.set()
        try:
            services.decision_record(
                actor=cast.actor("hoa_for_an"), reading=reading, item=f"finding:{key}", action="reopen"
            )
        except Problem as problem:
            said.append(problem.code)
        finally:
            connection.close()

    thread = threading.Thread(target=reopen)
    with transaction.atomic():
        services.submission_step(actor=cast.actor("binh"), submission=submission, verb="accept")
        thread.start()
        begun.wait()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join(timeout=20)
    assert said == ["REP-012"]
    assert selectors.undecided_count(reading) == 0


@pytest.mark.django_db
def test_a_request_closed_while_the_file_is_read_takes_it_no_more(cast, monkeypatch):
    asked = ask(cast)
    really = services.read_file

    def read_slowly(*args, **kwargs):
        services.request_step(actor=cast.actor("an"), request=asked, verb="close")
        return really(*args, **kwargs)

    monkeypatch.setattr(services, "read_file", read_slowly)
    assert refusal(receive, cast, request=asked) == "REP-001"
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_a_link_ends_within_a_year_however_far_away_the_due_date(cast):
    asked = ask(cast, due_on=date.max)
    answer = client_of(cast).post(reverse("reports:request_link", args=[asked.pk]))
    assert answer.status_code == 302
    assert Link.objects.get().until < timezone.now() + timedelta(days=371)


@pytest.mark.django_db
def test_a_file_larger_than_what_is_read_is_not_stored_either(cast):
    assert services.TAKEN.max_bytes == 50 * 1024 * 1024
    assert refusal(receive, cast, text=b"a" * (services.TAKEN.max_bytes + 1)) == "FIL-001"


@pytest.mark.django_db
def test_a_text_beyond_all_reports_is_kept_but_not_read(cast):
    submission = receive(cast, text="một hai ba bốn\n" * 70_000)
    assert (submission.unreadable_code, selectors.latest_reading(submission)) == ("EXT-020", None)


@pytest.mark.django_db
@pytest.mark.parametrize("period", ["２０２６-11", "2026-11\n", "2026-13", "x"])
def test_a_period_is_written_in_plain_digits(cast, period):
    assert refusal(ask, cast, period=period) == "REP-008"


@pytest.mark.django_db
def test_fetching_the_original_is_written_down(cast):
    submission = receive(cast)
    client_of(cast).get(reverse("reports:original", args=[submission.pk]))
    assert Entry.objects.filter(verb="files.download", label__startswith="Trần Thị Bình").exists()
