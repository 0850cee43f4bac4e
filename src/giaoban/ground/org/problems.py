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
        "ORG-014": Entry(
            "Không tìm thấy đơn vị “{text}” vào ngày {on}. {nearest} Sửa lại tên, hoặc thêm cách gọi này cho đơn vị.",
            "No unit “{text}” was found on {on}. {nearest} Correct the name, or add this way of writing to the unit.",
            422,
        ),
        "ORG-015": Entry(
            "{unit} không có trong kỳ này (ngày {on}). {successor} Sửa lại tên đơn vị, hoặc ghi vào đúng kỳ của đơn vị đó.",
            "{unit} does not exist in this period ({on}). {successor} Correct the unit, or record it in the unit's own period.",
            422,
        ),
        "ORG-016": Entry(
            "Biến động ngày {on} đã được hoàn tác trước đó. Không cần làm gì thêm.",
            "The change of {on} has been undone already. Nothing more needs doing.",
            409,
        ),
        "ORG-017": Entry(
            "Sau việc này đã ghi {kind} từ ngày {on} ({units}). Hoàn tác biến động sau trước, rồi hoàn tác biến động này.",
            "After this a change was recorded: {kind} on {on} ({units}). Undo that one first.",
            409,
        ),
        "ORG-018": Entry(
            "Không hoàn tác được vì đã có dữ liệu gắn với đơn vị mới: {what}. Chuyển các dữ liệu đó đi trước, hoặc ghi một biến động mới.",
            "It cannot be undone: data stand on the new unit: {what}. Move or remove them first, or record a new change.",
            409,
        ),
        "ORG-019": Entry(
            "Không hoàn tác được vì sau đó đã có người sửa {what}. Xem tab Lịch sử của đơn vị và sửa trực tiếp.",
            "It cannot be undone: {what} was edited afterwards. See the unit's history and correct it directly.",
            409,
        ),
        "ORG-020": Entry(
            "Có nhiều đơn vị mang tên “{text}” vào ngày {on}: {names}. Ghi thêm tên huyện, tỉnh hoặc dùng mã đơn vị.",
            "Several units are called “{text}” on {on}: {names}. Add the district or province, or use the unit's code.",
            422,
        ),
        "ORG-021": Entry(
            "Các số làm căn cứ chia phải lớn hơn 0 và đủ cho mọi đơn vị nhận. Nhập lại, ví dụ dân số từng phần.",
            "The numbers to divide by must be above 0 and told for every unit that took a part. Enter them again.",
            422,
        ),
        "ORG-022": Entry(
            "Chưa biết phần của {source} chuyển về {targets} từ ngày {on}, nên chưa quy đổi được. Nhập phần chia ở trang của {source}.",
            "The parts of {source} that went to {targets} on {on} are not known, so figures cannot be restated. Enter them on its page.",
            409,
        ),
        "ORG-023": Entry(
            "Chưa cài gói danh mục đơn vị hành chính. Cài bằng lệnh: pip install 'giaoban[units]', rồi chạy lại.",
            "The package with the administrative units is not installed. Install it with: pip install 'giaoban[units]'.",
            422,
        ),
        "ORG-024": Entry(
            "Không đọc được gói danh mục đơn vị hành chính, phiên bản {version} ({reason}). Cài phiên bản 1.0.4 rồi chạy lại.",
            "The package of administrative units, version {version}, cannot be read ({reason}). Install version 1.0.4.",
            422,
        ),
        "ORG-025": Entry(
            "Danh mục không có tỉnh “{text}”. Ghi tên hoặc mã của tỉnh, trước hoặc sau ngày 01/7/2025.",
            "The catalogue has no province “{text}”. Give the name or code of a province, old or new.",
            422,
        ),
    }
)
