"""What tests of consolidated reports share: reports of two units, a recorded figure, a dictionary, a drafted report. Words invented."""

import io
from decimal import Decimal
from types import SimpleNamespace

from giaoban.ground.files.services import file_store
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.models import ReportTemplate
from giaoban.occasions.reports import services as reports
from giaoban.occasions.reports.models import Reading, Submission
from giaoban.occasions.reports.recording import FigureRow, figures_record, proposed
from giaoban.records.documents.signing import Signer
from giaoban.records.figures.services import Source, indicator_create, observation_record, period_of
from tests.cast import AT
from tests.occasions.meetings.month import report as handed_in

PERIOD = "2026-10"
YEAR_BEFORE = tuple(f"2025-{number:02d}" for number in range(1, 11))
ECONOMY = """BÁO CÁO
Kết quả công tác tháng 10 năm 2026

I. KẾT QUẢ
1. Thu ngân sách
Thu ngân sách trên địa bàn từ đầu năm đạt 8.105 triệu đồng, bằng 73,7% dự toán.
II. TỒN TẠI, HẠN CHẾ
- Hai tuyến đường thôn chậm thi công do mưa.
III. Nhiệm vụ trọng tâm tháng 11
- Đôn đốc nhà thầu thi công hai tuyến đường.

Nơi nhận:
- Lưu: KT.
"""
CULTURE = """BÁO CÁO
Công tác văn hóa tháng 10 năm 2026

1. Kết quả đạt được
Tổ chức giải bóng chuyền với 8 đội.
2. Khó khăn, vướng mắc
Nhà văn hóa thôn Đông xuống cấp.
3. Nguyên nhân: chưa bố trí được kinh phí.
4. Giải pháp
Đề nghị bố trí vốn sửa chữa.
"""


def handed(cast, *, unit="kinh_te", text=ECONOMY, period=PERIOD):
    """A report that really came as a file and was read."""
    found = handed_in(cast, unit=unit, text=text, period=period)
    return reports.submission_step(actor=cast.actor("binh"), submission=found, verb="accept")


def accepted(cast, *, unit="kinh_te", text=ECONOMY, period=PERIOD, state="accepted"):
    """A report as if it had been read: its rows, without the process that reads."""
    found = Submission.objects.create(
        body=cast.bodies["ubnd"],
        unit=cast.units[unit],
        title=f"Báo cáo tháng {period}",
        period=period,
        original=file_store(io.BytesIO(text.encode()), name="a.txt"),
        file_name="a.txt",
        state=state,
        sent_by="Đơn vị",
        received_at=AT,
    )
    data = {name: [] for name in ("figures", "relations", "findings", "tasks", "difficulties")} | {"meeting": None}
    counts = dict.fromkeys(("figure_count", "relation_count", "finding_count", "task_count"), 0)
    Reading.objects.create(submission=found, version=1, reader="thử", text=text, data=data, read_at=AT, **counts)
    return found


def indicator(cast, code="NS01", name="Thu ngân sách trên địa bàn", measure="triệu đồng", **more):
    return indicator_create(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, code=code, name=name, unit_of_measure=measure, **more
    )


def observed(cast, row, period, amount, *, role="actual", unit="an_phu", state="approved"):
    return observation_record(
        actor=cast.actor("binh"),
        indicator=row,
        unit=cast.units[unit],
        period=period_of(period),
        role=role,
        amount=Decimal(amount),
        source=Source(kind="person", ref="", quote=""),
        state=state,
    )


def stated(cast, submission, row, *, say="8.105 triệu đồng", amount=8105, period="2026-01..2026-10"):
    """An observation as it is recorded from a place of a report."""
    start = ECONOMY.index(say)
    source = Source(
        kind="report", ref=f"reports.submission/{submission.pk}", start=start, end=start + len(say), quote=say
    )
    return observation_record(
        actor=cast.actor("binh"), indicator=row, unit=cast.units["an_phu"], period=period_of(period), role="actual",
        amount=Decimal(amount), source=source, state="approved",
    )  # fmt: skip


def recorded(cast, submission, row, *, say="8.105", period="2026-01..2026-10"):
    """The figure of a report recorded for the commune."""
    key = next(p.key for p in proposed(submission) if f"{p.quote}{p.right}".startswith(say))
    ticked = FigureRow(figure=key, indicator_id=row.pk, unit_id=cast.units["an_phu"].pk, period=period, role="actual")
    made = figures_record(actor=cast.actor("binh"), submission=submission, rows=[ticked])
    return made.observations[key]


def template(kind="month-ngan"):
    return ReportTemplate.objects.get(body=None, code=f"commune-{kind}")


def month(cast, *, culture=True, before=("2025-10",), kind="month-ngan", real=False):
    """October: the economy's figure is recorded, a year's plan and months before are on record, the report is drafted without charts."""
    row = indicator(cast, aliases=["thu ngân sách"])
    for key in before:
        observed(cast, row, key, 700)
    observed(cast, row, "2026", 11000, role="plan")
    observed(cast, row, PERIOD, 882)
    economy = handed(cast) if real else accepted(cast)
    observation = recorded(cast, economy, row) if real else stated(cast, economy, row)
    submissions = [economy]
    if culture:
        submissions.append(accepted(cast, unit="van_hoa", text=CULTURE))
    report = drafted(cast, [submission.pk for submission in submissions], kind=kind)
    return SimpleNamespace(
        report=report, indicator=row, observation=observation, economy=economy, submissions=submissions
    )


def drafted(cast, submissions=(), *, who="binh", kind="month-ngan", period=PERIOD, signer="an"):
    actor = cast.actor(who)
    return services.consolidated_create(
        actor=actor, body_id=actor.body_id, template=template(kind), period=period, submissions=submissions,
        signer=Signer(cast.posts[signer].pk) if signer else None,
    )  # fmt: skip


def texts(report, section=""):
    """The words of the blocks in order, of one section or of all."""
    return [
        b.text for b in selectors.blocks(report) if b.kind in ("paragraph", "heading") and section in ("", b.section)
    ]


def block(report, beginning):
    """The block whose words begin so."""
    return next(b for b in selectors.blocks(report) if b.text.startswith(beginning))
