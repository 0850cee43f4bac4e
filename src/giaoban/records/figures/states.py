"""The states of an indicator and of an observation."""

from giaoban.kernel.workflow import Flow

INDICATOR = Flow(
    {("draft", "publish"): "live", ("live", "retire"): "retired"},
    labels={
        "draft": "dự thảo",
        "live": "đang dùng",
        "retired": "đã ngừng dùng",
        "publish": "đưa vào sử dụng",
        "retire": "ngừng dùng chỉ tiêu",
    },
)

OBSERVATION = Flow(
    {
        ("draft", "submit"): "submitted",
        ("draft", "approve"): "approved",
        ("submitted", "approve"): "approved",
        ("submitted", "send_back"): "draft",
        ("approved", "lock"): "locked",
        ("locked", "unlock"): "approved",
    },
    labels={
        "draft": "nháp",
        "submitted": "chờ duyệt",
        "approved": "đã duyệt",
        "locked": "đã chốt",
        "submit": "trình số liệu",
        "approve": "duyệt số liệu",
        "send_back": "trả lại số liệu",
        "lock": "chốt số liệu",
        "unlock": "mở chốt số liệu",
    },
)
