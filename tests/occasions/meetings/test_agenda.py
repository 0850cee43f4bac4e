"""Items, their order, papers, the frozen agenda and what changed in it."""

import io

import pytest

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.agenda_diff import agenda_diff
from giaoban.occasions.meetings.selectors import sessions as reads
from tests.occasions.meetings.month import opened, planned, report
from tests.occasions.meetings.test_sessions import refusal, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast):
    made = planned(cast)
    for title in ("A", "B", "C"):
        services.agenda_item_add(actor=cast.actor("binh"), session=made, title=title)
    return made


def item(session, title):
    return session.items.get(title=title).pk


@pytest.mark.parametrize(
    ("title", "by", "order"),
    [("A", 1, "BAC"), ("C", -1, "ACB"), ("A", -1, "ABC"), ("C", 9, "ABC"), ("C", -2, "CAB")],
)
def test_an_item_moves_and_the_others_close_up(cast, session, title, by, order):
    services.agenda_item_move(actor=cast.actor("binh"), session=session, item_id=item(session, title), by=by)
    assert titles(session) == list(order)
    assert [row.order for row in session.items.order_by("order")] == [1, 2, 3]


def test_a_removed_item_leaves_no_hole(cast, session):
    services.agenda_item_remove(actor=cast.actor("binh"), session=session, item_id=item(session, "B"))
    assert [(row.order, row.title) for row in session.items.order_by("order")] == [(1, "A"), (2, "C")]


def test_an_item_of_another_session_cannot_be_touched_from_here(cast, session):
    other = planned(cast)
    stolen = {"actor": cast.actor("binh"), "session": other, "item_id": item(session, "A")}
    assert refusal(services.agenda_item_remove, **stolen) == "MTG-003"
    assert refusal(services.agenda_item_move, **stolen, by=1) == "MTG-003"
    assert refusal(services.agenda_item_edit, **stolen, title="x", kind="other") == "MTG-003"


def test_an_item_is_edited_and_needs_a_title(cast, session):
    who = {"actor": cast.actor("binh"), "session": session, "item_id": item(session, "A")}
    row = services.agenda_item_edit(
        **who,
        title="Quy chế",
        kind="approval",
        unit_id=cast.units["kinh_te"].pk,
        note="Gửi trước",
        outcome="Thống nhất",
    )
    assert (row.title, row.kind, row.outcome) == ("Quy chế", "approval", "Thống nhất")
    assert refusal(services.agenda_item_edit, **who, title=" ", kind="other") == "MTG-002"


def test_a_frozen_agenda_stays_as_it_was_and_the_next_version_tells_what_changed(cast, session):
    actor = cast.actor("binh")
    first = services.agenda_freeze(actor=actor, session=session)
    assert services.agenda_freeze(actor=actor, session=session) == first
    services.agenda_item_move(actor=actor, session=session, item_id=item(session, "C"), by=-2)
    services.agenda_item_remove(actor=actor, session=session, item_id=item(session, "B"))
    services.agenda_item_add(actor=actor, session=session, title="D")
    services.agenda_item_edit(actor=actor, session=session, item_id=item(session, "A"), title="A mới", kind="other")
    second = services.agenda_freeze(actor=actor, session=session)
    assert (second.version, [row["title"] for row in first.rows]) == (2, ["A", "B", "C"])
    changes = {(line.change, line.title) for line in agenda_diff(first.rows, second.rows)}
    assert changes == {("moved", "A mới"), ("changed", "A mới"), ("added", "D"), ("removed", "B")} or changes == {
        ("moved", "C"),
        ("changed", "A mới"),
        ("added", "D"),
        ("removed", "B"),
    }


def test_opening_freezes_the_agenda_as_it_stands(cast):
    session = opened(cast)
    assert [row.version for row in reads.versions(session)] == [1]


def test_a_report_that_comes_late_is_added_once(cast, session):
    actor, late = cast.actor("binh"), report(cast)
    assert reads.reports_to_hear(actor, session) == [late]
    services.agenda_reports_add(actor=actor, session=session, submissions=[late])
    services.agenda_reports_add(actor=actor, session=session, submissions=[late])
    assert titles(session) == ["A", "B", "C", late.title]
    assert reads.reports_to_hear(actor, session) == []


def test_a_draft_report_is_no_paper(cast, session):
    draft = report(cast, send=False)
    who = {"actor": cast.actor("binh"), "session": session}
    assert refusal(services.paper_link, **who, item_id=item(session, "A"), submission=draft) == "MTG-019"
    assert refusal(services.agenda_reports_add, **who, submissions=[draft]) == "MTG-019"


def test_papers_are_linked_once_uploaded_and_taken_off(cast, session):
    who = {"actor": cast.actor("binh"), "session": session}
    heard, number = report(cast), item(session, "A")
    assert services.paper_link(**who, item_id=number, submission=heard) == services.paper_link(
        **who, item_id=number, submission=heard
    )
    services.paper_add(**who, item_id=number, stream=io.BytesIO(b"x"), name="to-trinh.txt", label="Tờ trình")
    line = reads.agenda(cast.actor("binh"), session)[0]
    assert [(paper.row.label, paper.report_id) for paper in line.papers] == [
        (heard.title, heard.pk),
        ("Tờ trình", None),
    ]
    assert reads.paper_get(session, line.papers[1].row.pk).file_name == "to-trinh.txt"
    services.paper_remove(**who, paper_id=line.papers[1].row.pk)
    assert refusal(services.paper_remove, **who, paper_id=line.papers[1].row.pk) == "MTG-003"
    assert refusal(reads.paper_get, session, line.papers[1].row.pk) == "MTG-003"


def test_a_document_of_the_body_becomes_a_paper_and_one_of_another_body_does_not(cast, session):
    from giaoban.records.documents.services import document_draft

    actor, number = cast.actor("binh"), item(session, "A")
    draft = {"kind": "decision", "subject": "Quy chế làm việc", "text": "Điều 1. Ban hành quy chế."}
    document = document_draft(actor=actor, body_id=cast.bodies["ubnd"].pk, **draft)
    assert reads.documents_to_link(actor, session) == [document]
    paper = services.paper_document(actor=actor, session=session, item_id=number, document=document)
    assert services.paper_document(actor=actor, session=session, item_id=number, document=document) == paper
    [shown] = reads.agenda(actor, session)[0].papers
    assert (shown.row.label, shown.document_id) == ("Quy chế làm việc", document.pk)
    other = document_draft(actor=cast.actor("khanh"), body_id=cast.bodies["dang_uy"].pk, **draft)
    who = {"actor": cast.actor("system"), "session": session, "item_id": number}
    assert refusal(services.paper_document, **who, document=other) == "MTG-019"
    assert refusal(services.paper_document, **{**who, "actor": actor}, document=other) == "ACC-002"


def test_a_head_who_may_not_open_a_report_sees_its_name_on_the_agenda_without_the_way_to_it(cast, session):
    heard = report(cast, unit="kinh_te")
    services.paper_link(actor=cast.actor("binh"), session=session, item_id=item(session, "A"), submission=heard)
    [paper] = reads.agenda(cast.actor("giang"), session)[0].papers
    assert (paper.row.label, paper.report_id) == (heard.title, None)


def row(number, order, title="x", unit="", papers=()):
    return {"item": number, "order": order, "title": title, "unit": unit, "papers": list(papers)}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([1, 2, 3], [1, 2, 3], []),
        ([1, 2, 3], [3, 1, 2], [("moved", 3)]),
        ([1, 2, 3], [2, 3, 1], [("moved", 1)]),
        ([1, 2], [1, 2, 4], [("added", 4)]),
        ([1, 2, 3], [1, 3], [("removed", 2)]),
        ([1, 2, 3, 4], [4, 3, 2, 1], None),
    ],
)
def test_a_difference_names_only_what_had_to_move(before, after, expected):
    old = [row(key, order, str(key)) for order, key in enumerate(before, 1)]
    new = [row(key, order, str(key)) for order, key in enumerate(after, 1)]
    found = [(line.change, int(line.title)) for line in agenda_diff(old, new)]
    assert found == expected if expected is not None else len(found) == 3


def test_a_new_paper_counts_as_a_change_of_its_item():
    [line] = agenda_diff([row(1, 1, "A")], [row(1, 1, "A", papers=["Tờ trình"])])
    assert (line.change, line.was, line.title) == ("changed", "A", "A · Tờ trình")
