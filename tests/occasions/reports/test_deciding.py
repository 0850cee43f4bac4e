"""Decisions many at once, taken back, and kept for the next file; and how a finding explains itself."""

import pytest
from django.urls import reverse

from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.explaining import CHECKS, explained
from giaoban.occasions.reports.keeping import place_of, sentence
from giaoban.occasions.reports.models import ReviewDecision
from tests.occasions.reports.test_services import TEXT, ask, first_finding, receive, refusal
from tests.pages import client_of, text_of


def reading_of(submission):
    return selectors.latest_reading(submission)


@pytest.mark.django_db
def test_all_figures_without_a_finding_are_accepted_at_once_and_taken_back_at_once(cast):
    binh, reading = cast.actor("binh"), reading_of(receive(cast))
    clean = {item.key for item in selectors.clean_figures(reading, {})}
    assert 0 < len(clean) < reading.figure_count
    assert services.clean_accept(actor=binh, reading=reading) == len(clean)
    assert {key for _kind, key in selectors.decisions(reading)} == clean
    assert services.clean_accept(actor=binh, reading=reading) == 0
    assert refusal(services.decision_undo, actor=cast.actor("an"), reading=reading) == "REP-013"
    assert services.decision_undo(actor=binh, reading=reading) == len(clean)
    assert selectors.decisions(reading) == {}
    assert refusal(services.decision_undo, actor=binh, reading=reading) == "REP-013"


@pytest.mark.django_db
def test_undo_takes_back_the_newest_decision_first(cast):
    binh, reading = cast.actor("binh"), reading_of(receive(cast))
    services.clean_accept(actor=binh, reading=reading)
    finding = first_finding(reading)
    services.decision_record(
        actor=binh, reading=reading, item=f"finding:{finding.key}", action="dismiss", reason="Đúng rồi"
    )
    assert services.decision_undo(actor=binh, reading=reading) == 1
    assert ("finding", finding.key) not in selectors.decisions(reading)
    assert services.decision_undo(actor=binh, reading=reading) > 1


@pytest.mark.django_db
def test_nothing_is_accepted_or_taken_back_in_a_confirmed_report_nor_by_who_only_reads(cast):
    submission = services.submission_step(actor=cast.actor("binh"), submission=receive(cast), verb="send")
    reading = reading_of(submission)
    for finding in selectors.undecided(reading, {}):
        services.decision_record(
            actor=cast.actor("binh"), reading=reading, item=f"finding:{finding.key}", action="accept"
        )
    services.submission_step(actor=cast.actor("binh"), submission=submission, verb="accept")
    for call in (services.clean_accept, services.decision_undo):
        assert refusal(call, actor=cast.actor("binh"), reading=reading) == "REP-012"
        assert refusal(call, actor=cast.actor("dung"), reading=reading) == "ACC-002"


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_the_page_groups_findings_by_severity_and_offers_both_steps(cast):
    submission = receive(cast)
    client = client_of(cast, "binh")
    page = text_of(client.get(reverse("reports:review", args=[submission.pk])))
    assert page.index('class="rp-group"') < page.index("Số liệu đọc được")
    assert "Tỷ lệ của hai số" in page
    page = text_of(client.post(reverse("reports:accept_clean", args=[submission.pk]), {"reading": "1"}, follow=True))
    assert "số không có phát hiện" in page
    page = text_of(client.post(reverse("reports:undo", args=[submission.pk]), {"reading": "1"}, follow=True))
    assert "Đã hoàn tác" in page
    page = text_of(client.post(reverse("reports:undo", args=[submission.pk]), {"reading": "1"}, follow=True))
    assert "Không còn quyết định nào của tài khoản này" in page
    for name in ("accept_clean", "undo"):
        assert client_of(cast, "dung").post(reverse(f"reports:{name}", args=[submission.pk])).status_code == 404


def dismissed(cast, submission, reason="Số của quý trước"):
    reading = reading_of(submission)
    finding = first_finding(reading)
    services.decision_record(
        actor=cast.actor("binh"), reading=reading, item=f"finding:{finding.key}", action="dismiss", reason=reason
    )
    return finding


@pytest.mark.django_db
def test_a_dismissed_finding_stays_dismissed_in_the_next_file_with_its_reason(cast):
    asked = ask(cast)
    finding = dismissed(cast, receive(cast, request=asked))
    changed = "Lời mở đầu mới.\n" + TEXT.replace("Toàn xã có", "Toàn xã  có")
    reading = reading_of(receive(cast, "cuong", text=changed, request=asked))
    kept = [row for (kind, _key), row in selectors.decisions(reading).items() if kind == "finding"]
    assert [(row.action, row.reason) for row in kept] == [("dismiss", "Số của quý trước")]
    assert kept[0].decided_by.startswith("Trần Thị Bình")
    item = selectors.item_of(reading, f"finding:{kept[0].item}")
    assert item.row["template"] == finding.row["template"]


@pytest.mark.django_db
def test_other_numbers_or_another_request_are_asked_about_anew(cast):
    asked = ask(cast)
    dismissed(cast, receive(cast, request=asked))
    other = TEXT.replace("12 nhà", "11 nhà").replace("46/60", "45/60")
    assert selectors.decisions(reading_of(receive(cast, text=other, request=asked))) == {}
    elsewhere = ask(cast, title="Báo cáo khác", period="2026-10")
    assert selectors.decisions(reading_of(receive(cast, request=elsewhere))) == {}
    assert selectors.decisions(reading_of(receive(cast, unit="kinh_te", period="2026-11"))) == {}


def test_a_place_is_its_sentence_however_the_file_around_it_changed():
    finding = {"template": "T1", "spans": [[17, 22]]}
    one = "Mở đầu. Đã cấp:  46/60 giấy.\nHết."
    assert sentence(one, 17, 22) == "đã cấp: 46/60 giấy"
    two = "Thêm câu. Mở đầu.  Đã CẤP: 46/60 giấy; hết"
    assert place_of(two, {"template": "T1", "spans": [[27, 32]]}) == place_of(one, finding)
    assert ReviewDecision._meta.pk is not None


def test_a_finding_names_its_check_the_interval_and_what_rounding_allows():
    relations = {"r1": {"interval": ["76.6666", "76.6667"], "tolerance": "0.05"}}
    said = explained({"template": "T1", "relation": "r1"}, relations)
    assert (said.check, said.between, said.allowed) == (str(CHECKS["T1"]), "từ 76,6666 đến 76,6667", "± 0,05")
    sums = {"r1": {"op": "sum", "terms": ["f1"], "interval": ["8850500000", "8853500000"], "tolerance": "2000000"}}
    said = explained({"template": "T3", "relation": "r1"}, sums, {"f1": "VND"})
    assert (said.between, said.allowed) == ("từ 8.850,5 triệu đồng đến 8.853,5 triệu đồng", "± 2 triệu đồng")
    assert explained({"template": "T14", "relation": None}, {}).between == ""
    assert explained({"template": "X", "relation": "r1"}, {"r1": {}}).check == ""
