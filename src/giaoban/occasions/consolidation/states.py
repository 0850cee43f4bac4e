"""The states of a consolidated report."""

from giaoban.kernel.workflow import Flow

CONSOLIDATED = Flow(
    {("draft", "issue"): "issued", ("draft", "cancel"): "cancelled", ("cancelled", "take_up"): "draft"},
    labels={
        "draft": "dự thảo",
        "issued": "đã ban hành",
        "cancelled": "đã hủy",
        "issue": "ban hành",
        "cancel": "hủy dự thảo",
        "take_up": "lấy lại dự thảo",
    },
)
