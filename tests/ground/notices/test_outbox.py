"""A notice exists once per event, recipient and day, and is delivered by a real mail server."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import get_language, gettext, override
from procrastinate.contrib.django.models import ProcrastinateJob

from giaoban.ground import access, journal
from giaoban.ground.notices.delivery import TryLater, deliver, message_id
from giaoban.ground.notices.jobs import notice_deliver, notices_left_behind
from giaoban.ground.notices.models import Notice
from giaoban.ground.notices.selectors import inbox, undelivered, unread_count
from giaoban.ground.notices.services import notice_read, notice_retry, notice_send, notices_read_all
from giaoban.kernel.problems import Problem
from tests.cast import AT, ON

pytestmark = pytest.mark.django_db


def send(to, **changes):
    fields = {
        "event": "reports.request_due:12",
        "to": to,
        "subject": "Báo cáo tháng 11\nđến hạn",
        "body": "Đề nghị đơn vị gửi báo cáo trước ngày 25/11/2026.",
        "on": ON,
        "at": AT,
        "url": "/bao-cao/12/",
        **changes,
    }
    return notice_send(**fields)


def waiting():
    return [job.args["notice_id"] for job in ProcrastinateJob.objects.filter(queue_name="mail").order_by("pk")]


def test_an_event_is_told_to_a_person_once_a_day(cast):
    first = send(cast.people["binh"])
    assert send(cast.people["binh"]) is None
    assert send(cast.people["cuong"]) is not None
    assert send(cast.people["binh"], on=ON + timedelta(days=1)) is not None
    assert send(cast.people["binh"], event="reports.sent_back:12") is not None
    assert Notice.objects.count() == 4
    assert len(waiting()) == 4
    assert first.subject == "Báo cáo tháng 11 đến hạn"


def test_an_address_is_told_once_however_it_is_written(cast):
    assert send("Thon.Dong@anphu.example") is not None
    assert send("thon.dong@ANPHU.example ") is None
    with pytest.raises(Problem, match="NOT-001"):
        send("không có địa chỉ")


def test_a_notice_is_rolled_back_with_what_it_tells_of(cast):
    with transaction.atomic():
        send(cast.people["binh"])
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert waiting() == []


def test_a_person_without_an_address_reads_it_in_the_application_only(cast):
    cast.people["binh"].email = ""
    cast.people["binh"].save()
    assert send(cast.people["binh"]).state == "shown"
    assert waiting() == []
    assert unread_count(cast.actor("binh")) == 1


def test_a_message_arrives_as_written(cast, sink):
    notice = send(cast.people["binh"])
    notice_deliver(notice_id=notice.pk)
    [message] = sink.messages
    assert message["To"] == "binh@anphu.example"
    assert message["Subject"] == "Báo cáo tháng 11 đến hạn"
    assert message["Message-ID"] == message_id(notice) == f"<notice.{notice.message_key.hex}@anphu.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().strip() == "Đề nghị đơn vị gửi báo cáo trước ngày 25/11/2026."
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.error) == ("sent", 1, "")
    verbs = [change.verb for change in journal.history(notice)]
    assert verbs[0] == "notices.deliver"


def test_a_sent_notice_is_not_sent_again(cast, sink):
    notice = send(cast.people["binh"])
    assert deliver(notice.pk, at=AT)
    assert not deliver(notice.pk, at=AT)
    assert not deliver(10**9, at=AT)
    assert len(sink.messages) == 1


@pytest.mark.parametrize("answer", ["451 later", "421 busy"])
def test_a_notice_that_is_put_off_goes_later_with_the_same_message_id(cast, sink, answer):
    notice = send(cast.people["binh"])
    sink.answer = answer
    with pytest.raises(TryLater):
        deliver(notice.pk, at=AT)
    notice.refresh_from_db()
    assert notice.state == "queued"
    assert answer[:3] in notice.error
    sink.answer = "250 OK"
    assert deliver(notice.pk, at=AT + timedelta(minutes=1))
    assert [message["Message-ID"] for message in sink.messages] == [message_id(notice)]


def test_a_notice_waits_while_the_mail_server_is_away_and_fails_after_two_days(cast, without_server):
    notice = send(cast.people["binh"])
    with pytest.raises(TryLater):
        deliver(notice.pk, at=AT + timedelta(days=2))
    assert not deliver(notice.pk, at=AT + timedelta(days=2, seconds=1))
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("failed", 2)


def test_a_refused_notice_fails_and_can_be_sent_again_by_hand(cast, sink):
    notice = send(cast.people["binh"])
    sink.answer = "550 no such mailbox"
    assert not deliver(notice.pk, at=AT)
    notice.refresh_from_db()
    assert notice.state == "failed"
    assert "no such mailbox" in notice.error
    sink.answer = "250 OK"
    assert not deliver(notice.pk, at=AT)
    assert list(undelivered(cast.actor("an"))) == [notice]
    assert not undelivered(cast.actor("khanh")).exists()
    with pytest.raises(Problem, match="ACC-002"):
        notice_retry(actor=cast.actor("dung"), notice=notice, reason="x")
    with pytest.raises(Problem, match="ACC-001"):
        notice_retry(actor=cast.actor("giang"), notice=send(cast.people["giang"]), reason="x")
    notice_retry(actor=cast.actor("binh"), notice=notice, reason="đã sửa hộp thư")
    assert deliver(notice.pk, at=AT)


def test_the_address_is_the_persons_present_one(cast, sink):
    notice = send(cast.people["binh"])
    cast.people["binh"].email = "moi@anphu.example"
    cast.people["binh"].save()
    deliver(notice.pk, at=AT)
    assert sink.messages[0]["To"] == "moi@anphu.example"
    other = send(cast.people["cuong"])
    cast.people["cuong"].email = ""
    cast.people["cuong"].save()
    assert not deliver(other.pk, at=AT)
    other.refresh_from_db()
    assert other.state == "failed"


def test_a_notice_is_its_receivers_alone(cast):
    notice = send(cast.people["binh"])
    assert list(inbox(cast.actor("binh"))) == [notice]
    cast.roles["all"].verbs.remove("notices.view")
    cast.roles["all"].save()
    assert not inbox(cast.actor("an")).exists()
    assert not access.allowed(cast.actor("an"), "notices.view", notice)
    assert not inbox(cast.actor("nobody")).exists()
    assert unread_count(cast.actor("link")) == 0
    with pytest.raises(Problem, match="ACC-002"):
        notice_read(actor=cast.actor("dung"), notice=notice)


def test_reading_is_remembered(cast):
    first, _second = send(cast.people["binh"]), send(cast.people["binh"], event="b")
    send(cast.people["cuong"])
    notice_read(actor=cast.actor("binh"), notice=first)
    notice_read(actor=cast.actor("binh", at=AT + timedelta(hours=1)), notice=first)
    first.refresh_from_db()
    assert first.read_at == AT
    assert unread_count(cast.actor("binh")) == 1
    assert notices_read_all(actor=cast.actor("binh")) == 1
    assert unread_count(cast.actor("binh")) == 0
    assert unread_count(cast.actor("cuong")) == 1


def test_a_notice_whose_job_was_lost_is_queued_again(cast):
    notice = send(cast.people["binh"])
    notices_left_behind(AT + timedelta(minutes=30))
    assert waiting() == [notice.pk], "its job still waits"
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    notices_left_behind(AT + timedelta(minutes=10))
    assert waiting() == []
    notices_left_behind(AT + timedelta(minutes=30))
    assert waiting() == [notice.pk]


def test_the_database_refuses_a_second_notice_and_an_unknown_state(cast):
    notice = send(cast.people["binh"])
    for wrong in ({"state": "lost"}, {"person": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(**wrong)


def test_a_secret_leaves_with_the_message_and_is_kept_nowhere(cast, sink):
    notice = send(
        "thon.dong@anphu.example",
        body="Mở https://xa.example/gui/mo/abc/ để gửi.",
        secret="https://xa.example/gui/mo/abc/",
    )
    assert deliver(notice.pk, at=AT)
    assert "https://xa.example/gui/mo/abc/" in sink.messages[0].get_content()
    notice.refresh_from_db()
    assert (notice.secret, notice.text) == ("", "Mở {secret} để gửi.")
    assert "gui/mo/abc" not in str(journal.history(notice))


def test_a_message_whose_secret_is_gone_is_not_sent_again(cast, sink):
    notice = send(
        cast.people["binh"], body="Mở https://xa.example/gui/mo/abc/ để gửi.", secret="https://xa.example/gui/mo/abc/"
    )
    sink.answer = "550 no such mailbox"
    assert not deliver(notice.pk, at=AT)
    with pytest.raises(Problem, match="NOT-002"):
        notice_retry(actor=cast.actor("binh"), notice=notice, reason="đã sửa hộp thư")


def test_each_receiver_is_told_in_their_own_language_whoever_caused_it(cast):
    user = cast.users["cuong"]
    user.language = "en"
    user.save(update_fields=["language"])
    words = {"subject": lambda: gettext("Thư lỗi"), "body": lambda: gettext("Không có quyền")}
    with override("en"):
        told = {name: send(cast.people[name], **words) for name in ("binh", "cuong")}
        there = send("thon.dong@anphu.example", **words)
        assert get_language() == "en"
    assert told["cuong"].subject == gettext_in("en", "Thư lỗi") != "Thư lỗi"
    assert (told["binh"].subject, told["binh"].text, there.text) == ("Thư lỗi", "Không có quyền", "Không có quyền")


def gettext_in(language, text):
    with override(language):
        return gettext(text)
