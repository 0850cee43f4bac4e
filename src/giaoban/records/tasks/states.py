"""The states of a task. Lateness is none of them: it is computed from dates (`lateness`)."""

from giaoban.kernel.workflow import Flow

TASK = Flow(
    {
        ("assigned", "accept"): "doing",
        ("assigned", "report_done"): "reported",
        ("doing", "report_done"): "reported",
        ("reported", "send_back"): "doing",
        ("reported", "confirm"): "closed",
        ("assigned", "cancel"): "cancelled",
        ("doing", "cancel"): "cancelled",
        ("closed", "reopen"): "doing",
    },
    labels={
        "assigned": "mới giao",
        "doing": "đang thực hiện",
        "reported": "đã báo cáo hoàn thành",
        "closed": "đã xác nhận hoàn thành",
        "cancelled": "đã hủy",
        "accept": "nhận nhiệm vụ",
        "report_done": "báo cáo hoàn thành",
        "send_back": "trả lại",
        "confirm": "xác nhận hoàn thành",
        "cancel": "hủy nhiệm vụ",
        "reopen": "mở lại nhiệm vụ",
    },
)
RUNNING = ("assigned", "doing", "reported")
"""States in which somebody still owes something."""
OWED = ("assigned", "doing")
"""States in which the lead unit owes the result."""
