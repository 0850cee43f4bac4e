"""The states of a collection and of one unit's part of it."""

from giaoban.kernel.workflow import Flow

COLLECTION = Flow(
    {
        ("draft", "start"): "open",
        ("open", "close"): "closed",
        ("closed", "reopen"): "open",
        ("open", "recall"): "recalled",
        ("recalled", "reopen"): "open",
    },
    labels={
        "draft": "đang chuẩn bị",
        "open": "đang thu thập",
        "closed": "đã đóng",
        "recalled": "đã rút",
        "start": "mở đợt thu thập",
        "close": "đóng đợt thu thập",
        "reopen": "mở lại đợt thu thập",
        "recall": "rút đợt thu thập",
    },
)
"""A closed collection has its approved figures locked; a recalled one was sent by mistake: nothing more is asked, nothing is locked."""
ENDED = ("closed", "recalled")
"""States in which nothing more is taken in."""

UNIT = Flow(
    {
        ("waiting", "fill"): "draft",
        ("draft", "fill"): "draft",
        ("returned", "fill"): "returned",
        ("draft", "submit"): "submitted",
        ("returned", "submit"): "submitted",
        ("submitted", "approve"): "approved",
        ("submitted", "return"): "returned",
        ("approved", "return"): "returned",
    },
    labels={
        "waiting": "chưa điền",
        "draft": "đang điền",
        "submitted": "đã nộp",
        "returned": "bị trả lại",
        "approved": "đã duyệt",
        "fill": "điền số liệu",
        "submit": "nộp số liệu",
        "approve": "duyệt số liệu",
        "return": "trả lại số liệu",
    },
)
OPEN = ("waiting", "draft", "returned")
"""States in which the unit's cells may be changed."""
