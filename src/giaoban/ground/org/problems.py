"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "ORG-001": Entry(
            "{rule} Kiểm tra lại ngày bắt đầu và ngày kết thúc của các dòng đã có.",
            "The dates overlap: {rule} Check the first and last days of the existing rows.",
            409,
        ),
        "ORG-002": Entry(
            "{unit} không hoạt động vào ngày {on}. Chọn ngày khác hoặc đơn vị khác.",
            "{unit} does not exist on {on}. Choose another day or another unit.",
            409,
        ),
        "ORG-003": Entry(
            "{unit} không thể trực thuộc {parent} vì {parent} đang ở dưới {unit}. Chọn đơn vị cấp trên khác.",
            "{unit} cannot belong to {parent}: {parent} already belongs to {unit}. Choose another parent unit.",
            409,
        ),
        "ORG-004": Entry(
            "{unit} còn {count} đơn vị trực thuộc vào ngày {on}. Chuyển các đơn vị đó đi trước khi ghi kết thúc hoạt động.",
            "{unit} still has {count} units under it on {on}. Move them before ending it.",
            409,
        ),
        "ORG-005": Entry(
            "Sáp nhập cần ít nhất hai đơn vị khác nhau. Chọn thêm đơn vị.",
            "A merger needs at least two different units. Choose more units.",
        ),
        "ORG-006": Entry(
            "Tổng các phần chia là {total}, phải bằng 1. Sửa lại tỷ lệ của từng đơn vị mới.",
            "The shares add up to {total}, they must add up to 1. Correct the share of each new unit.",
        ),
        "ORG-007": Entry(
            "Chức vụ {post} chỉ có {seats} người giữ và đã đủ trong thời gian đó. Ghi thôi giữ chức vụ cho người cũ trước.",
            "The post {post} has {seats} seats, all taken in that time. End the holding of a former holder first.",
            409,
        ),
        "ORG-008": Entry(
            "Ngày kết thúc {end} phải sau ngày bắt đầu {start}. Chọn ngày kết thúc muộn hơn.",
            "The end {end} must come after the start {start}. Choose a later end.",
        ),
        "ORG-009": Entry(
            "Chức vụ {post} không có trong suốt thời gian từ {start} đến {end}. Sửa lại thời gian giữ chức vụ.",
            "The post {post} does not exist during all of {start} to {end}. Correct the time of holding.",
            409,
        ),
        "ORG-010": Entry(
            "Dữ liệu cá nhân của {person} đã được xóa theo yêu cầu, không nhập lại được. Lập hồ sơ người mới nếu cần.",
            "The personal data of {person} were removed on request and cannot be entered again. Make a new record if needed.",
            409,
        ),
        "ORG-013": Entry(
            "{body} còn {count} đơn vị giúp việc vào ngày {on}. Ghi các đơn vị đó kết thúc hoạt động trước.",
            "{body} still has {count} units that work for it on {on}. End those first.",
            409,
        ),
        "ORG-011": Entry(
            "Chia tách đơn vị cần ít nhất một đơn vị mới. Nhập tên các đơn vị sau khi chia tách.",
            "A split needs at least one new unit. Name the units after the split.",
        ),
        "ORG-012": Entry(
            "Nhóm {group} lấy thành viên theo quy tắc, không thêm, bớt được từng đơn vị. Sửa quy tắc của nhóm.",
            "The members of group {group} follow a rule; single units cannot be added. Change the rule of the group.",
            409,
        ),
    }
)
