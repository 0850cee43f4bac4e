"""Many rows for every list: what an office has after years. A new room adds a function to FILLERS.

Each function writes about MANY rows of its room with `bulk_create` for the body "ubnd" of the cast, seen by Bình.
"""

import io
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from tests.cast import AT, BEFORE, ON, SINCE, Cast

MANY = 25_000
UNITS = 2_500
"""Ten posts each: a province's worth of offices in one body, more than any commune has."""
BATCH = 5_000
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Vũ", "Hoàng", "Lò", "Y", "Ksor")
NAMES = ("An", "Ánh", "Bình", "Cường", "Dũng", "Đức", "Giang", "Hòa", "Hương", "Khánh", "Ngọc", "Thủy")


def stored(model: type[Model], rows: Iterable[Any]) -> list[Any]:
    """Insert rows in batches."""
    return list(model._default_manager.bulk_create(rows, batch_size=BATCH))


def organisation(cast: Cast) -> None:
    """Units with names under the commune, ten posts each, a person in every post."""
    from giaoban.ground.org.models import Person, Post, PostHolding, Unit, UnitName, UnitParent

    body, top = cast.bodies["ubnd"], cast.units["an_phu"]
    units = stored(
        Unit, (Unit(kind="office", level="commune", body=body, code=f"G{n}", valid_from=BEFORE) for n in range(UNITS))
    )
    stored(
        UnitName,
        (UnitName(unit=unit, name=f"Tổ công tác số {n} xã An Phú", valid_from=BEFORE) for n, unit in enumerate(units)),
    )
    stored(UnitParent, (UnitParent(unit=unit, tree="state", parent=top, valid_from=BEFORE) for unit in units))
    people = stored(
        Person,
        (
            Person(
                full_name=f"{SURNAMES[n % 10]} {NAMES[n // 10 % 12]} {NAMES[n // 7 % 12]}", email=f"n{n}@anphu.example"
            )
            for n in range(MANY)
        ),
    )
    posts = stored(
        Post,
        (
            Post(body=body, unit=units[n % UNITS], title=f"Công chức bậc {n // UNITS}", valid_from=SINCE)
            for n in range(MANY)
        ),
    )
    stored(
        PostHolding,
        (PostHolding(person=person, post=post, valid_from=SINCE) for person, post in zip(people, posts, strict=True)),
    )


def accounts(cast: Cast) -> None:
    """An account for every fifth of those people."""
    from giaoban.ground.directory.models import User
    from giaoban.ground.org.models import Person

    people = Person.objects.filter(email__startswith="n").order_by("pk")[: MANY // 5]
    stored(User, (User(username=f"n{person.pk}", email=person.email, person=person) for person in people))


def reports(cast: Cast) -> None:
    """Requests of the last four years, a submission for each with what was read in it, a decision on every fourth."""
    from giaoban.ground.files.services import file_store
    from giaoban.occasions.reports.models import Reading, ReportRequest, ReviewDecision, Submission
    from giaoban.occasions.reports.reader import READER, read_here

    text = "Trong tháng có 46/60 hộ đạt chuẩn, tỷ lệ 79,7%. Giao Phòng Kinh tế rà soát trước ngày 20/12/2026."
    outcome = read_here(text.encode(), name="a.txt", on=ON)
    assert outcome.data is not None
    original = file_store(io.BytesIO(text.encode()), name="a.txt")
    body, units = cast.bodies["ubnd"], [cast.units[name] for name in ("van_phong", "van_hoa", "kinh_te", "mot_cua")]
    asked = stored(
        ReportRequest,
        (
            ReportRequest(
                body=body, unit=units[n % 4], title=f"Báo cáo tuần {n}", period="2026-11", due_on=due(n),
                state="open" if n % 5 == 0 else "closed", created_at=AT - timedelta(hours=n), created_by="Trần Thị Bình",
            )
            for n in range(MANY)
        ),
    )  # fmt: skip
    states = ("draft", "sent", "accepted", "accepted", "sent_back")
    sent = stored(
        Submission,
        (
            Submission(
                body=body, unit_id=request.unit_id, request=request, title=request.title, period=request.period, original=original,
                file_name="a.txt", state=states[n % 5], returned_reason="Thiếu phụ lục" if n % 5 == 4 else "",
                sent_by="Lê Mạnh Cường", received_at=AT - timedelta(hours=n),
            )
            for n, request in enumerate(asked)
        ),
    )  # fmt: skip
    counts = {"figure_count": 3, "relation_count": 1, "finding_count": len(outcome.data["findings"]), "task_count": 1}
    read = stored(
        Reading,
        (
            Reading(submission=each, version=1, reader=READER, text=text, data=outcome.data, read_at=AT, **counts)
            for each in sent
        ),
    )
    stored(
        ReviewDecision,
        (
            ReviewDecision(
                reading=each, item_kind="task", item="t1", action="accept", decided_by="Trần Thị Bình", decided_at=AT
            )
            for each in read[::4]
        ),
    )


def figures(cast: Cast) -> None:
    """A thousand indicators with a figure of 25 units each, all in this month, and a phrase each."""
    from giaoban.ground.org.models import Unit
    from giaoban.records.figures.models import Indicator, IndicatorAlias, Observation
    from giaoban.records.figures.services import period_of

    body, units = cast.bodies["ubnd"], list(Unit.objects.filter(code__startswith="G").order_by("pk")[:25])
    known = stored(
        Indicator,
        (
            Indicator(
                body=body, code=f"CT{n:04d}", name=f"Số hộ tham gia mô hình {n}", unit_of_measure="hộ", valid_from=SINCE, created_at=AT,
                created_by="Trần Thị Bình",
            )
            for n in range(MANY // 25)
        ),
    )  # fmt: skip
    stored(IndicatorAlias, (IndicatorAlias(indicator=row, alias=f"hộ theo mô hình {row.code}") for row in known))
    period = period_of("2026-11")
    stored(
        Observation,
        (
            Observation(
                body=body, indicator=row, unit=unit, period=period, role="actual", amount=row.pk % 97, source_kind="person",
                recorded_at=AT, recorded_by="Trần Thị Bình",
            )
            for row in known
            for unit in units
        ),
    )  # fmt: skip


def scored(cast: Cast) -> None:
    """Every unit rated in each of ten years, a league table of 2,500 lines each."""
    from giaoban.ground.org.models import Unit
    from giaoban.occasions.appraisals.models import Appraisal, ReviewTeam, ScoreBand, ScoreSet, ScoreSheet

    body = cast.bodies["ubnd"]
    units = list(Unit.objects.filter(code__startswith="G").order_by("pk"))
    found = ScoreSet.objects.create(
        body=body, code="mau", title="Xếp loại mẫu", state="live", created_at=AT, created_by="Trần Thị Bình"
    )
    ScoreBand.objects.create(score_set=found, code="tot", title="Tốt", at_least=0)
    before = None
    for year in range(2016, 2026):
        title = f"Xếp loại mẫu năm {year}"
        before = Appraisal.objects.create(
            body=body, score_set=found, team=ReviewTeam.objects.create(body=body, title=title), title=title, period=str(year),
            previous=before, self_due_on=ON, review_due_on=ON, state="decided", opened_at=AT, opened_by="Trần Thị Bình", decided_at=AT,
        )  # fmt: skip
        stored(
            ScoreSheet,
            (
                ScoreSheet(
                    appraisal=before, body=body, unit=unit, block="Cơ quan", state="decided", total=unit.pk % 89, band="tot", rank=n,
                )
                for n, unit in enumerate(units, start=1)
            ),
        )  # fmt: skip


def due(number: int) -> date:
    """Spread over four years, this month among them."""
    return ON + timedelta(days=10 - number % 1400)


def notices(cast: Cast) -> None:
    """What Bình was told, a third of it unread; a tenth could not be delivered."""
    from giaoban.ground.notices.models import Notice

    person = cast.people["binh"]
    stored(
        Notice,
        (
            Notice(
                event=f"reports.received:{n}", recipient=f"person:{person.pk}", on=due(n), person=person, subject=f"Báo cáo tuần {n}",
                text="Đã nhận báo cáo.", url="/bao-cao/", state="failed" if n % 10 == 0 else "sent",
                created_at=AT - timedelta(hours=n), read_at=None if n % 3 == 0 else AT,
            )
            for n in range(MANY)
        ),
    )  # fmt: skip


def found(cast: Cast) -> None:
    """The search table of all of it."""
    from giaoban.ground import search

    search.rebuild()


def collections(cast: Cast) -> None:
    """Closed collections of ten units each."""
    from giaoban.ground.org.models import Unit
    from giaoban.occasions.collection.models import Collection, CollectionUnit

    body = cast.bodies["ubnd"]
    units = list(Unit.objects.filter(body=body).order_by("pk").values_list("pk", flat=True)[:10])
    made = stored(
        Collection,
        (
            Collection(
                body=body,
                title=f"Số liệu đợt {n}",
                period="2026-10",
                ends_on=date(2026, 10, 31),
                due_on=ON - timedelta(days=n % 900),
                state="closed",
                opened_at=AT,
                created_at=AT,
                created_by="Bình",
            )
            for n in range(MANY // 10)
        ),
    )
    stored(
        CollectionUnit,
        (
            CollectionUnit(collection=each, unit_id=unit, state="approved", submitted_at=AT)
            for each in made
            for unit in units
        ),
    )


def consolidated(cast: Cast) -> None:
    """Drafts of consolidated reports with a block of a unit each."""
    from giaoban.occasions.consolidation.models import Block, Consolidated, ReportTemplate

    template = ReportTemplate.objects.get(body=None, code="commune-month")
    reports = (
        Consolidated(
            body=cast.bodies["ubnd"],
            template=template,
            period="2026-10",
            title=f"Kết quả công tác số {n}",
            sections=template.sections,
            created_at=AT,
            created_by="Bình",
        )
        for n in range(MANY)
    )
    blocks = (
        Block(
            report=report,
            section="ket-qua",
            order=10,
            kind="paragraph",
            text="Đã làm xong mọi việc.",
            unit=cast.units["kinh_te"],
            changed_at=AT,
            changed_by="Bình",
        )
        for report in stored(Consolidated, reports)
    )
    stored(Block, blocks)


FILLERS: list[Callable[[Cast], None]] = [
    organisation,
    accounts,
    reports,
    notices,
    figures,
    collections,
    consolidated,
    scored,
]
LAST: list[Callable[[Cast], None]] = [found]
