"""Numbers of a series: one after the other, none twice, none missing, whoever asks and whatever fails."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from giaoban.ground import journal
from giaoban.ground.numbering.models import Issued, Series
from giaoban.ground.numbering.pattern import check, render
from giaoban.ground.numbering.selectors import issued_in, series_of, verify
from giaoban.ground.numbering.services import number_issue, number_void, series_define
from giaoban.kernel.problems import Problem
from tests.cast import ON, make_cast

PATTERN = "{number:02d}/{symbol}"


def refused(work, **kw):
    with pytest.raises(Problem) as refusal, transaction.atomic():
        work(**kw)
    return refusal.value


@pytest.fixture
def book(cast):
    """The clerk Bình's book of decisions of 2026."""
    body = cast.bodies["ubnd"]
    series = series_define(actor=cast.actor("binh"), body=body, kind="decision", period="2026", pattern=PATTERN)
    cast.issue = lambda on=ON, **kw: number_issue(
        actor=cast.actor("binh"),
        body=body,
        kind="decision",
        on=on,
        subject_ref="documents.Document/1",
        symbol="QĐ-UBND",
        **kw,
    )
    cast.series = series
    return cast


def test_numbers_follow_each_other_and_carry_the_symbol(book):
    first, second = book.issue(), book.issue()
    assert [(n.number, n.symbol) for n in (first, second)] == [(1, "01/QĐ-UBND"), (2, "02/QĐ-UBND")]
    assert (first.issued_on, first.subject_ref) == (ON, "documents.Document/1")
    assert first.issued_by.startswith("Trần Thị Bình")
    assert str(first) == "01/QĐ-UBND"


def test_a_new_year_begins_at_one_with_the_same_pattern(book):
    book.issue()
    assert book.issue(on=date(2027, 1, 4)).symbol == "01/QĐ-UBND"
    assert book.issue(on=ON).number == 2, "the old year's book goes on"
    assert sorted(str(s) for s in Series.objects.all()) == ["decision 2026", "decision 2027"]


def test_a_book_begun_on_paper_goes_on_where_it_stood(book):
    series_define(
        actor=book.actor("binh"),
        body=book.bodies["ubnd"],
        kind="letter",
        period="2026",
        pattern="{number}/UBND",
        first=118,
    )
    letter = number_issue(actor=book.actor("binh"), body=book.bodies["ubnd"], kind="letter", on=ON, subject_ref="x/1")
    assert letter.symbol == "118/UBND"
    assert verify() == []


def test_each_body_has_its_own_numbers(book):
    book.issue()
    other = book.bodies["dang_uy"]
    series_define(actor=book.actor("khanh"), body=other, kind="decision", period="2026", pattern="{number:02d}-QĐ/ĐU")
    number = number_issue(actor=book.actor("khanh"), body=other, kind="decision", on=ON, subject_ref="x/2")
    assert number.symbol == "01-QĐ/ĐU"


def test_work_that_is_rolled_back_leaves_no_hole(book):
    book.issue()
    with transaction.atomic():
        book.issue()
        transaction.set_rollback(True)
    assert book.issue().number == 2
    assert verify() == []


def test_a_series_must_be_opened_first(book):
    problem = refused(
        number_issue, actor=book.actor("binh"), body=book.bodies["ubnd"], kind="plan", on=ON, subject_ref="x/1"
    )
    assert problem.code == "NUM-001"
    assert "chưa mở dãy số “plan”" in problem.sentence()


def test_a_later_number_never_bears_an_earlier_day(book):
    book.issue()
    problem = refused(book.issue, on=ON - timedelta(days=1))
    assert problem.code == "NUM-002"
    assert problem.sentence().startswith("Số 01/QĐ-UBND đã cấp ngày 20/11/2026")
    assert book.issue(on=ON).number == 2


def test_only_who_may_define_opens_a_series(book):
    kw = {"body": book.bodies["ubnd"], "kind": "plan", "period": "2026", "pattern": PATTERN}
    assert refused(series_define, actor=book.actor("giang"), **kw).code == "ACC-001"
    assert refused(series_define, actor=book.actor("dung"), **kw).code == "ACC-001"
    assert series_define(actor=book.actor("binh"), **kw).next == 1


def test_a_series_in_use_keeps_its_numbers_when_its_pattern_changes(book):
    book.issue()
    kw = {"actor": book.actor("binh"), "body": book.bodies["ubnd"], "kind": "decision", "period": "2026"}
    series_define(**kw, pattern="{number:03d}/{year}/{symbol}")
    assert book.issue().symbol == "002/2026/QĐ-UBND"
    assert refused(series_define, **kw, pattern=PATTERN, first=2).code == "NUM-006"
    assert series_define(**kw, pattern=PATTERN, first=10).next == 10


def test_a_skipped_number_is_reported(book):
    book.issue()
    Series.objects.filter(pk=book.series.pk).update(next=4)
    book.issue()
    (gap,) = verify()
    assert (gap.series, gap.missing) == (book.series, 2)
    Series.objects.filter(pk=book.series.pk).update(next=1)
    assert [g.missing for g in verify()] == [2, 0]
    with pytest.raises(IntegrityError, match="numbering_issued_once"), transaction.atomic():
        book.issue()


def test_a_voided_number_stays_in_the_book_and_is_never_given_again(book):
    number = book.issue()
    assert refused(number_void, actor=book.actor("giang"), issued=number, reason="nhầm").code == "ACC-001"
    assert refused(number_void, actor=book.actor("dung"), issued=number, reason="nhầm").code == "ACC-002"
    assert refused(number_void, actor=book.actor("binh"), issued=number, reason=" ").code == "NUM-005"
    voided = number_void(actor=book.actor("binh"), issued=number, reason="soạn nhầm thể thức")
    assert (voided.void_reason, voided.voided_by.split(",")[0]) == ("soạn nhầm thể thức", "Trần Thị Bình")
    assert refused(number_void, actor=book.actor("binh"), issued=number, reason="nữa").code == "NUM-004"
    assert book.issue().number == 2
    assert journal.history(number)[0].reason == "soạn nhầm thể thức"


def test_a_body_sees_its_own_books_only(book):
    book.issue()
    assert [(s.kind, s.count) for s in series_of(book.actor("binh"))] == [("decision", 1)]
    assert list(series_of(book.actor("dung"))) == []
    assert [n.number for n in issued_in(book.actor("binh"), book.series)] == [1]
    assert list(issued_in(book.actor("khanh"), book.series)) == []


def test_the_history_of_a_series_shows_its_numbers(book):
    book.issue()
    assert [c.verb for c in journal.history(book.series)] == ["numbering.issue", "numbering.define"]


@pytest.mark.parametrize(
    "pattern",
    ["", "QĐ", "{number}{number}", "{number}{", "{number.real}", "{number!r}", "{other}{number}", "}{number}"],
)
def test_a_pattern_that_cannot_be_printed_is_refused(pattern):
    with pytest.raises(Problem) as refusal:
        check(pattern)
    assert refusal.value.code == "NUM-003"
    assert "{number:02d}" in refusal.value.sentence()


@pytest.mark.parametrize(
    ("pattern", "number", "printed"),
    [
        ("{number:02d}/QĐ-{symbol}", 7, "07/QĐ-UBND"),
        ("{number:02d}/QĐ-{symbol}", 123, "123/QĐ-UBND"),
        ("{number}-TB/{symbol}", 7, "7-TB/UBND"),
        ("{number:03d}/{year}/{symbol}", 45, "045/2026/UBND"),
    ],
)
def test_patterns_print_as_the_clerical_rules_ask(pattern, number, printed):
    assert render(check(pattern), number=number, symbol="UBND", year=2026) == printed


def test_many_at_once_leave_neither_holes_nor_duplicates_also_when_some_roll_back(real_db):
    cast = make_cast()
    body, actor = cast.bodies["ubnd"], cast.actor("binh")
    series_define(actor=actor, body=body, kind="decision", period="2025", pattern=PATTERN)
    start, given, errors = threading.Barrier(4), [], []

    def clerk(which):
        try:
            start.wait()
            for turn in range(12):
                with transaction.atomic():
                    number = number_issue(
                        actor=actor, body=body, kind="decision", on=ON, subject_ref=f"x/{which}-{turn}"
                    )
                    if turn % 3 == which % 3:
                        transaction.set_rollback(True)
                    else:
                        given.append(number.number)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=(which,)) for which in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(given) == list(range(1, len(given) + 1))
    assert len(given) == 32
    assert sorted(Issued.objects.values_list("number", flat=True)) == sorted(given)
    assert verify() == []
