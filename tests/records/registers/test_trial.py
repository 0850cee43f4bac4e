"""A formula is tried while it is typed: where it is wrong, what it gives, and its value on real entries."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from giaoban.records.registers import services
from giaoban.records.registers.forms import DefinitionForms
from giaoban.records.registers.views import definitions
from tests.pages import client_of, text_of
from tests.records.registers.making import SMALL, register, well
from tests.records.registers.test_pages import editor_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
DERIVE, MUST, WHEN, NUMERATOR, VALUE = (
    "fields-11-derive",
    "rules-0-must",
    "warnings-0-when",
    "indicators-0-numerator",
    "indicators-1-value_",
)


class Desk:
    """The editor of a draft with two wells, as one person has it open."""

    def __init__(self, cast, who="an", text=SMALL):
        self.of = register(cast, text, who="an")
        well(cast, self.of, who="an", code="G1", depth="20", tested_on="2026-02-01", cost="987654321", clean=True)
        well(cast, self.of, who="an", code="G2", depth="30", clean=True)
        self.client = client_of(cast, who)
        self.url = reverse("registers:edit", args=[self.of.pk])
        draft = services.draft_open(actor=cast.actor("an"), register=self.of)
        self.page = SimpleNamespace(context={"forms": DefinitionForms(None, definition=draft.definition)})

    def tried(self, line, formula, **changes):
        data = editor_data(self.page) | {line: formula} | changes
        return self.client.post(reverse("registers:try", args=[self.of.pk]), data | {"thu": line})

    def told(self, line, formula, **changes):
        return " ".join(text_of(self.tried(line, formula, **changes)).split())


@pytest.fixture
def desk(cast):
    return Desk(cast)


def test_a_right_formula_is_told_with_its_kind_and_its_value_on_real_entries(desk):
    told = desk.told(DERIVE, "tested_on + 6 months")
    assert "Công thức đúng. Kết quả là ngày." in told
    assert "G1: <strong>01/08/2026</strong>" in told
    assert "G2: chưa có giá trị (còn trống: Ngày xét nghiệm)" in told
    assert "next_test" in text_of(desk.client.get(desk.url)), "nothing was kept"
    assert desk.told(DERIVE, " ") == ""


WRONG = (
    (DERIVE, "tested_on + 6 mnths", "chưa đúng ở ký tự thứ 15", "mnths"),
    (DERIVE, "tested_no + 6 months", "Có phải “tested_on”?", "tested_no"),
    (DERIVE, "depth", "cho kết quả là số, ở đây cần ngày", None),
    (DERIVE, "next_test + 1 days", "thành vòng: next_test", None),
    (MUST, "depth >", "chưa đúng ở ký tự thứ 8", "…"),
    (VALUE, "depth", "sum(depth)", "depth"),
    (VALUE, "sum(cost)", "phải để ở mức 2", None),
)


def test_a_wrong_formula_is_told_with_its_place_and_what_to_do(desk):
    for line, formula, sentence, marked in WRONG:
        told = desk.told(line, formula)
        assert sentence in told, formula
        assert "Công thức đúng" not in told, formula
        assert (f"<mark>{marked}</mark>" in told) == (marked is not None), formula


def test_each_kind_of_formula_is_told_in_its_own_unit(desk):
    assert "Kết quả là đúng/sai." in desk.told(MUST, "depth > 25")
    assert "G1: <strong>Sai</strong>" in desk.told(MUST, "depth > 25")
    assert "G1: <strong>Đúng</strong>" in desk.told(WHEN, "next_test - 5 months <= on")
    told = desk.told(VALUE, "sum(depth)")
    assert "Kết quả là số (m)." in told
    assert "G2: <strong>30 m</strong>" in told
    assert "Gộp 2 mục: <strong>50 m</strong>" in told
    told = desk.told(NUMERATOR, "count(tested_on < period.end)")
    assert "(giếng)" in told
    assert "Gộp 2 mục: <strong>1 giếng</strong>" in told


def test_fields_that_are_only_typed_yet_can_be_used(desk):
    told = desk.told(DERIVE, "checked + 1 years", **{"fields-6-name": "checked"})
    assert "G1: <strong>01/02/2027</strong>" in told, "the value follows its field's new name"
    told = desk.told(MUST, "depth < next_test", **{DERIVE: "word + 1"})
    assert "không dùng được cho số và ngày" in told
    told = desk.told(WHEN, "next_test <= on", **{DERIVE: "word + 1"})
    assert "còn trống: Hạn xét nghiệm" in told, "a derived field that is wrong itself is missing"
    assert "Công thức đúng" in desk.told(MUST, "depth > 5", **{"fields-2-digits": "x", "head-name": ""}), (
        "what is wrong elsewhere does not hinder"
    )


def test_who_may_not_read_a_field_sees_no_value_computed_from_it_whatever_the_draft_says(cast):
    desk = Desk(cast, who="binh")
    line = {"fields-11-kind": "money", "fields-11-level": "2"}
    for formula, more in (
        ("cost", line),
        ("cost", {"fields-11-kind": "money", "fields-11-level": "0", "fields-7-level": "0"}),
        ("price", {"fields-11-kind": "money", "fields-7-name": "price", "fields-7-level": "0"}),
        ("cost", {"fields-11-kind": "money", "head-level": "2"}),
    ):
        told = desk.told(DERIVE, formula, **more)
        assert "Công thức đúng" in told, told
        assert "987.654.321" not in told
        assert "công thức dùng trường hạn chế" in told
    told = desk.told(MUST, "next_test > 5", **{DERIVE: "cost", "fields-11-kind": "money"})
    assert "công thức dùng trường hạn chế" in told, "nor through another field"
    told = desk.told(VALUE, "sum(cost)", **{"indicators-1-level": "2"})
    assert "Gộp 2 mục: không hiển thị" in told
    desk.client = client_of(cast, "an")
    assert "987.654.321" in desk.told(DERIVE, "cost", **line)


def test_only_who_may_define_tries_formulas_and_only_in_a_draft(cast, desk):
    url = reverse("registers:try", args=[desk.of.pk])
    assert client_of(cast, "dung").post(url, {"thu": DERIVE}).status_code == 404
    assert client_of(cast, "giang").post(url, {"thu": DERIVE}).status_code == 403
    assert desk.client.get(url).status_code == 405
    for line in ("", "fields-11-name", "fields-99-derive", "x"):
        assert desk.tried(line, "1").status_code == 404, line
    other = register(cast, SMALL.replace('"wells"', '"other"'), who="an")
    assert desk.client.post(reverse("registers:try", args=[other.pk]), {"thu": DERIVE}).status_code == 409


def test_trials_are_limited(desk, monkeypatch):
    monkeypatch.setattr(definitions, "TRIALS", 2)
    assert [desk.tried(DERIVE, "tested_on").status_code for _ in range(3)] == [200, 200, 429]


def test_a_trial_takes_few_queries_whatever_the_number_of_entries(cast, desk, django_assert_max_num_queries):
    for number in range(5):
        well(cast, desk.of, who="an", code=f"H{number}")
    with django_assert_max_num_queries(20):
        told = desk.told(VALUE, "count(*)")
    assert told.count("<li>") == 4


def test_the_line_of_a_formula_asks_the_server_and_has_a_place_that_is_announced(desk):
    page = text_of(desk.client.get(desk.url))
    assert page.count(f'hx-post="{reverse("registers:try", args=[desk.of.pk])}"') == page.count("data-tried></div>")
    assert page.count('aria-live="polite" data-tried') == 12 + 1 + 1 + 3 * 2
