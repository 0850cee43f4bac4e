"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "TSK-001": Entry(
            "Nhiệm vụ phải có nội dung phải làm. Ghi rõ việc cần làm rồi giao lại.",
            "A task needs words on what must be done. State the work and assign it again.",
        ),
        "TSK-002": Entry(
            "Chỉ đơn vị chủ trì ({unit}) được {verb}. Đơn vị phối hợp, theo dõi ghi tiến độ phần việc của mình.",
            "Only the lead unit ({unit}) may {verb}. Co-operating and monitoring units record their own progress.",
            403,
        ),
        "TSK-003": Entry(
            "Một đơn vị chỉ có một vai trò trong một nhiệm vụ: {unit} đang có hai. Bỏ bớt một vai trò.",
            "A unit has one part in a task, and {unit} was given two. Remove one of them.",
        ),
        "TSK-004": Entry(
            "Có đơn vị được chọn không hoạt động vào ngày {on}. Chọn lại đơn vị đang hoạt động.",
            "A chosen unit does not exist on {on}. Choose one that does.",
        ),
        "TSK-005": Entry(
            "Việc này cần có lý do hoặc nội dung. Ghi ngắn gọn rồi làm lại.",
            "This step needs a reason or some words. Write them briefly and try again.",
        ),
        "TSK-006": Entry(
            "Báo cáo hoàn thành phải ghi kết quả. Nêu việc đã làm và sản phẩm rồi báo cáo lại.",
            "Reporting a task done needs its result. State what was done and what came of it.",
        ),
        "TSK-007": Entry(
            "Nhiệm vụ {ref} không còn đang thực hiện nên không {verb} được. Tải lại trang để xem trạng thái hiện tại.",
            "Task {ref} is not running any more, so this cannot be done. Reload the page to see its state.",
            409,
        ),
        "TSK-008": Entry(
            "Phải chọn ít nhất một đơn vị chủ trì, và mỗi đơn vị chỉ một lần.",
            "Choose at least one lead unit, each of them once.",
        ),
        "TSK-009": Entry(
            "Văn bản hoặc nhiệm vụ thuộc danh mục bí mật nhà nước không được đưa vào phần mềm này.",
            "Documents or tasks that are state secrets must not enter this software.",
        ),
        "TSK-012": Entry(
            "Hạn mới {new_due} không muộn hơn hạn hiện tại {due} của nhiệm vụ {ref}. Chọn một ngày muộn hơn.",
            "The new deadline {new_due} is not later than {due}, the present one of task {ref}. Choose a later day.",
        ),
        "TSK-013": Entry(
            "Hạn hoàn thành {due} sớm hơn ngày giao {on}. Chọn một ngày từ {on} trở đi.",
            "The deadline {due} lies before {on}, the day the task is given. Choose a day from {on} on.",
        ),
        "TSK-014": Entry(
            "Đơn vị của anh/chị chủ trì nhiệm vụ {ref} nên không tự xác nhận được. Đề nghị văn phòng xác nhận kết quả.",
            "Your own unit leads task {ref}, so you cannot confirm it yourself. Ask the office to confirm the result.",
            403,
        ),
        "TSK-015": Entry(
            "Đơn vị số {units} không nằm trong các đơn vị mà cơ quan giao việc được. Lấy số của đơn vị ở lệnh /api/v1/units.",
            "Units {units} are none that the body gives work to. Take the numbers of units from /api/v1/units.",
        ),
    }
)
