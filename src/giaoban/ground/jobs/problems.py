"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "JOB-001": Entry(
            "Việc chạy nền {job} nhận dữ liệu không lưu được. Báo người quản trị.",
            "The background job {job} was given data that cannot be stored. Tell the administrator.",
            500,
        )
    }
)
