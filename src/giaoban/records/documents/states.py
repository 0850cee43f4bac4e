"""The states of a document."""

from giaoban.kernel.workflow import Flow

DOCUMENT = Flow(
    {("draft", "issue"): "issued", ("draft", "withdraw"): "withdrawn", ("issued", "withdraw"): "withdrawn"},
    labels={
        "draft": "dự thảo",
        "issued": "đã ban hành",
        "withdrawn": "đã thu hồi",
        "issue": "ban hành",
        "withdraw": "thu hồi",
    },
)
