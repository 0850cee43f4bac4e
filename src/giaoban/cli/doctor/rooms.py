"""Checks that ask the rooms themselves; Django is set up by then."""

from datetime import UTC, datetime

from giaoban.cli.doctor.finding import BAD, GOOD, NOTE, Finding
from giaoban.cli.place import Place


def worker(place: Place) -> list[Finding]:
    """Whether a worker was heard of lately, and whether jobs wait too long or failed."""
    from giaoban.ground.jobs import heartbeat

    now = heartbeat(at=datetime.now(UTC))
    findings = []
    if now.alive:
        findings.append(
            Finding(
                GOOD,
                f"Bộ xử lý việc nền đang chạy ({now.waiting} việc chờ, {now.running} việc đang làm)",
                f"The job worker is running ({now.waiting} jobs waiting, {now.running} at work)",
            )
        )
    else:
        findings.append(
            Finding(BAD, "Bộ xử lý việc nền không chạy. Chạy: giaoban up", "No job worker is running. Run: giaoban up")
        )
    if now.late:
        findings.append(
            Finding(NOTE, f"{now.late} việc nền chờ quá 5 phút", f"{now.late} jobs have waited over 5 minutes")
        )
    if now.failed:
        findings.append(Finding(NOTE, f"{now.failed} việc nền không làm được", f"{now.failed} jobs failed"))
    return findings


def journal(place: Place) -> list[Finding]:
    """Whether the journal is whole."""
    from giaoban.ground.journal import verify

    wrong = verify()
    if not wrong:
        return [Finding(GOOD, "Nhật ký nguyên vẹn", "The journal is whole")]
    return [
        Finding(BAD, f"Nhật ký: {finding.sentence}", f"Journal: {finding.sentence} ({finding.kind})")
        for finding in wrong
    ]


def files(place: Place) -> list[Finding]:
    """Whether every file that was handed in is still what it was."""
    from giaoban.ground.files.selectors import verify

    wrong = [finding for finding in verify(at=datetime.now(UTC)) if finding.kind not in ("unused", "unfinished")]
    if not wrong:
        return [Finding(GOOD, "Các tệp gốc còn nguyên", "The original files are whole")]
    return [Finding(BAD, f"Tệp: {finding.sentence}", f"File: {finding.sentence} ({finding.kind})") for finding in wrong]


def numbering(place: Place) -> list[Finding]:
    """Whether the series of document numbers have no holes."""
    from giaoban.ground.numbering.selectors import verify

    wrong = verify()
    if not wrong:
        return [Finding(GOOD, "Các dãy số văn bản liên tục", "The series of numbers have no holes")]
    return [
        Finding(BAD, f"Dãy số {gap.series} thiếu {gap.missing} số", f"Series {gap.series} lacks {gap.missing} numbers")
        if gap.missing
        else Finding(
            BAD, f"Số kế tiếp của dãy {gap.series} đã được cấp", f"The next number of {gap.series} is already issued"
        )
        for gap in wrong
    ]
