"""The states of a criteria set, of an appraisal and of a unit's scorecard."""

from giaoban.kernel.workflow import Flow

SET = Flow(
    {("draft", "publish"): "live", ("live", "retire"): "retired"},
    labels={
        "draft": "dự thảo",
        "live": "đang dùng",
        "retired": "đã ngừng dùng",
        "publish": "đưa vào sử dụng",
        "retire": "ngừng dùng bộ tiêu chí",
    },
)

APPRAISAL = Flow(
    {
        ("scoring", "begin_review"): "reviewing",
        ("reviewing", "back_to_scoring"): "scoring",
        ("reviewing", "decide"): "decided",
        ("decided", "reopen"): "reviewing",
        ("scoring", "cancel"): "cancelled",
    },
    labels={
        "scoring": "đang tự chấm",
        "reviewing": "đang thẩm định",
        "decided": "đã quyết định",
        "cancelled": "đã hủy",
        "begin_review": "chuyển sang thẩm định",
        "back_to_scoring": "cho tự chấm lại",
        "decide": "quyết định kết quả",
        "reopen": "mở lại đợt chấm",
        "cancel": "hủy đợt chấm",
    },
)

SHEET = Flow(
    {
        ("open", "submit"): "submitted",
        ("submitted", "send_back"): "sent_back",
        ("sent_back", "submit"): "submitted",
        ("submitted", "finish_review"): "reviewed",
        ("reviewed", "review_again"): "submitted",
        ("reviewed", "decide"): "decided",
        ("decided", "reopen"): "reviewed",
    },
    labels={
        "open": "chưa nộp",
        "submitted": "đã nộp",
        "sent_back": "trả lại để bổ sung",
        "reviewed": "đã thẩm định",
        "decided": "đã quyết định",
        "submit": "nộp phiếu tự chấm",
        "send_back": "trả lại phiếu",
        "finish_review": "hoàn thành thẩm định",
        "review_again": "thẩm định lại",
        "decide": "quyết định kết quả",
        "reopen": "mở lại phiếu",
    },
)

EDITABLE = frozenset({"open", "sent_back"})
"""States of a scorecard in which its unit may change it."""
