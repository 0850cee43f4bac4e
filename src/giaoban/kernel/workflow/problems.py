"""What a workflow refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "FLW-001": Entry(
            "Không {verb} được khi đang ở trạng thái “{state}”. Tải lại trang để xem trạng thái hiện tại.",
            "Cannot {verb} while in state “{state}”. Reload the page to see the current state.",
            409,
        ),
    }
)
