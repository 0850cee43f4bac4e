"""The states of a definition's version, of an import and of a yearly review."""

from giaoban.kernel.workflow import Flow

VERSION = Flow(
    {("draft", "publish"): "live", ("draft", "drop"): "dropped", ("live", "retire"): "retired"},
    labels={
        "draft": "dự thảo",
        "live": "đang dùng",
        "retired": "đã thay",
        "dropped": "đã bỏ",
        "publish": "đưa vào sử dụng",
        "drop": "bỏ dự thảo",
        "retire": "thay bằng bản mới",
    },
)

IMPORT = Flow(
    {("read", "apply"): "applied", ("applied", "undo"): "undone"},
    labels={
        "read": "chưa ghi",
        "applied": "đã ghi",
        "undone": "đã hoàn tác",
        "apply": "ghi vào sổ",
        "undo": "hoàn tác",
    },
)

REVIEW = Flow(
    {("open", "close"): "closed"},
    labels={"open": "đang rà soát", "closed": "đã kết thúc", "close": "kết thúc đợt rà soát"},
)
