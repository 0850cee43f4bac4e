"""The states of a request and of a submission."""

from giaoban.kernel.workflow import Flow

SCAN = "EXT-015"
"""The reason of a scan that a job has yet to read."""
REQUEST = Flow(
    {("open", "close"): "closed", ("closed", "reopen"): "open"},
    labels={"open": "đang chờ", "closed": "đã đóng", "close": "đóng yêu cầu", "reopen": "mở lại yêu cầu"},
)

SUBMISSION = Flow(
    {
        ("draft", "send"): "sent",
        ("sent", "accept"): "accepted",
        ("sent", "send_back"): "sent_back",
        ("accepted", "reopen"): "sent",
        ("sent_back", "send"): "sent",
    },
    labels={
        "draft": "chưa gửi",
        "sent": "đã gửi",
        "accepted": "đã xác nhận",
        "sent_back": "đã trả lại",
        "send": "gửi báo cáo",
        "accept": "xác nhận báo cáo",
        "send_back": "trả lại báo cáo",
        "reopen": "mở lại báo cáo",
    },
)
