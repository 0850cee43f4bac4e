"""The states of a session, an agenda item, a person's attendance, a difficulty and a proposed task."""

from giaoban.kernel.workflow import Flow

SESSION = Flow(
    {("planned", "open"): "open", ("open", "close"): "closed"},
    labels={
        "planned": "đang chuẩn bị",
        "open": "đang họp",
        "closed": "đã kết thúc",
        "close": "kết thúc phiên họp",
    },
)

ITEM = Flow(
    {
        ("waiting", "discuss"): "discussed",
        ("waiting", "postpone"): "postponed",
        ("discussed", "reset"): "waiting",
        ("postponed", "reset"): "waiting",
        ("discussed", "postpone"): "postponed",
        ("postponed", "discuss"): "discussed",
    },
    labels={
        "waiting": "chưa thảo luận",
        "discussed": "đã thảo luận",
        "postponed": "chuyển phiên sau",
        "discuss": "ghi đã thảo luận",
        "postpone": "chuyển sang phiên sau",
        "reset": "bỏ đánh dấu",
    },
)

DIFFICULTY = Flow(
    {
        ("raised", "assign"): "assigned",
        ("assigned", "assign"): "assigned",
        ("raised", "answer"): "answered",
        ("assigned", "answer"): "answered",
        ("answered", "answer"): "answered",
        ("answered", "close"): "closed",
        ("closed", "reopen"): "answered",
    },
    labels={
        "raised": "chưa có nơi trả lời",
        "assigned": "đang chờ trả lời",
        "answered": "đã trả lời",
        "closed": "đã giải quyết",
        "assign": "giao trả lời",
        "answer": "ghi trả lời",
        "close": "ghi đã giải quyết",
        "reopen": "mở lại",
    },
)

PROPOSED = Flow(
    {
        ("proposed", "keep"): "kept",
        ("proposed", "dismiss"): "dismissed",
        ("kept", "dismiss"): "dismissed",
        ("kept", "doubt"): "proposed",
        ("dismissed", "keep"): "kept",
    },
    labels={
        "proposed": "cần xem",
        "kept": "sẽ giao",
        "dismissed": "không giao",
        "keep": "giữ",
        "dismiss": "bỏ",
        "doubt": "xem lại",
    },
)
OPEN_DIFFICULTIES = ("raised", "assigned")
