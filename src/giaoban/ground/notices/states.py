"""The way of a notice, as a table."""

from giaoban.kernel.workflow import Flow

NOTICE = Flow(
    {
        ("queued", "begin"): "sending",
        ("sending", "begin"): "sending",
        ("sending", "deliver"): "sent",
        ("sending", "put_off"): "queued",
        ("sending", "give_up"): "failed",
        ("queued", "give_up"): "failed",
        ("failed", "retry"): "queued",
    }
)
