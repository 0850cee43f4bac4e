"""The states of a consolidated report."""

from giaoban.kernel.workflow import Flow

CONSOLIDATED = Flow(
    {("draft", "issue"): "issued"},
    labels={"draft": "dự thảo", "issued": "đã ban hành", "issue": "ban hành"},
)
