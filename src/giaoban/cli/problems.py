"""What the command and the supervisor refuse, in sentences."""

from giaoban.kernel.problems import Entry, register

MISSING_PARTS = {"CLI-001", "CLI-002", "CLI-009", "CLI-016"}
"""Codes that mean the machine lacks something: exit code 3."""

register(
    {
        "CLI-001": Entry(
            "Không tìm thấy chương trình PostgreSQL 15 trở lên. Chạy lại `make demo`, hoặc cài gói postgresql, hoặc đặt GIAOBAN_PG_BIN.",
            "No PostgreSQL 15 or newer was found. Run `make demo` again, install the package postgresql, or set GIAOBAN_PG_BIN.",
            500,
        ),
        "CLI-002": Entry(
            "Thư mục {path} (GIAOBAN_PG_BIN) không có chương trình PostgreSQL 15 trở lên. Đặt lại đường dẫn.",
            "The directory {path} (GIAOBAN_PG_BIN) holds no PostgreSQL 15 or newer. Set another path.",
            500,
        ),
        "CLI-003": Entry(
            "Dữ liệu ở {path} thuộc PostgreSQL {found}, chương trình đang có là {have}. Dùng bản PostgreSQL {found} để sao lưu "
            "(GIAOBAN_PG_BIN=<thư mục bin của bản {found}> giaoban db backup TỆP), rồi khôi phục vào thư mục dữ liệu mới bằng bản {have} "
            "(giaoban db restore TỆP).",
            "The data in {path} belong to PostgreSQL {found}, the program at hand is {have}. Back up with PostgreSQL {found} "
            "(GIAOBAN_PG_BIN=<bin directory of {found}> giaoban db backup FILE), then restore into a new data directory with {have} "
            "(giaoban db restore FILE).",
            409,
        ),
        "CLI-004": Entry(
            "Thư mục dữ liệu {path} đang được dùng bởi {holder}. Dừng chương trình đó trước, hoặc chọn thư mục khác bằng --data.",
            "The data directory {path} is in use by {holder}. Stop that program first, or choose another directory with --data.",
            409,
        ),
        "CLI-005": Entry(
            "Thư mục dữ liệu {path} thuộc tài khoản hệ thống khác ({owner}). Chọn thư mục khác bằng --data hoặc chạy bằng tài khoản đó.",
            "The data directory {path} belongs to another user ({owner}). Choose another with --data, or run as that user.",
            403,
        ),
        "CLI-006": Entry(
            "Không ghi được vào {path}: {reason}. Chọn thư mục dữ liệu khác bằng --data.",
            "Cannot write to {path}: {reason}. Choose another data directory with --data.",
            403,
        ),
        "CLI-007": Entry(
            "Không tạo được thư mục kết nối (socket) riêng (đã thử: {tried}). Kiểm tra quyền của các thư mục này.",
            "No private socket directory could be made (tried: {tried}). Check the permissions of these directories.",
            500,
        ),
        "CLI-008": Entry(
            "Cơ sở dữ liệu không khởi động được: {reason}. Xem nhật ký {log}.",
            "The database did not start: {reason}. See the log {log}.",
            500,
        ),
        "CLI-009": Entry(
            "Tài khoản hệ thống {user} không vào được thư mục {path}, nên máy chủ dữ liệu không chạy được "
            "(máy chủ không bao giờ chạy bằng root). "
            "Chọn nơi khác bằng --data, ví dụ /var/lib/giaoban/du-lieu.",
            "The user {user} cannot enter {path}, so the database server cannot run there (it never runs as root). "
            "Choose another place with --data, for example /var/lib/giaoban/data.",
            500,
        ),
        "CLI-010": Entry(
            "Cổng {port} trên {host} đang có chương trình khác dùng. Chọn cổng khác bằng --port.",
            "Port {port} on {host} is used by another program. Choose another with --port.",
            409,
        ),
        "CLI-011": Entry(
            "Cập nhật cấu trúc dữ liệu không thành công: {reason}. Dữ liệu giữ nguyên như trước bước lỗi; xem nhật ký {log}.",
            "Updating the database structure failed: {reason}. The data are as before the failed step; see the log {log}.",
            500,
        ),
        "CLI-012": Entry(
            "Cơ sở dữ liệu chưa chạy. Chạy `giaoban up` trước, hoặc đặt DATABASE_URL.",
            "The database is not running. Run `giaoban up` first, or set DATABASE_URL.",
            503,
        ),
        "CLI-013": Entry(
            "Không mở được cơ sở dữ liệu ở DATABASE_URL: {reason}. Kiểm tra địa chỉ, tên và mật khẩu.",
            "The database at DATABASE_URL cannot be opened: {reason}. Check address, name and password.",
            503,
        ),
        "CLI-014": Entry(
            "Máy chủ dữ liệu là PostgreSQL {version}; cần bản 15 trở lên. Nâng cấp máy chủ hoặc bỏ DATABASE_URL.",
            "The server is PostgreSQL {version}; 15 or newer is needed. Upgrade the server or unset DATABASE_URL.",
            500,
        ),
        "CLI-015": Entry(
            "{what} dừng liên tục ngay sau khi khởi động. Xem nhật ký {log}.",
            "{what} keeps stopping right after its start. See the log {log}.",
            500,
        ),
        "CLI-016": Entry(
            "Không có {tool} dùng được với máy chủ PostgreSQL {version}. Cài gói postgresql-client-{version} hoặc đặt GIAOBAN_PG_BIN.",
            "No {tool} fits the PostgreSQL {version} server. Install the package postgresql-client-{version} or set GIAOBAN_PG_BIN.",
            500,
        ),
        "CLI-017": Entry(
            "{tool} báo lỗi: {reason}. Dữ liệu đang dùng không bị thay đổi.",
            "{tool} failed: {reason}. The data in use were not changed.",
            500,
        ),
        "CLI-018": Entry(
            "{path} không phải là tệp sao lưu của Giaoban, hoặc đã hỏng ({reason}). Không có gì bị thay đổi; hãy dùng tệp sao lưu khác.",
            "{path} is not a Giaoban backup, or it is damaged ({reason}). Nothing was changed; use another backup file.",
            422,
        ),
        "CLI-019": Entry(
            "Tệp {path} đã có. Chọn tên khác để không ghi đè bản sao lưu cũ.",
            "The file {path} already exists. Choose another name so that no older backup is overwritten.",
            409,
        ),
        "CLI-020": Entry(
            "Không tìm thấy tệp {path}. Kiểm tra lại đường dẫn.",
            "There is no file {path}. Check the path.",
            404,
        ),
        "CLI-021": Entry(
            "Bản sao lưu được tạo bằng PostgreSQL {found}, máy chủ đang có là bản cũ hơn ({have}). Dùng máy chủ {found} trở lên.",
            "The backup was made with PostgreSQL {found}, the server at hand is older ({have}). Use {found} or newer.",
            409,
        ),
        "CLI-022": Entry(
            "Còn trang web hoặc bộ xử lý việc nền đang dùng dữ liệu ({holder}). Dừng chúng rồi khôi phục lại.",
            "The data are in use by a web server or job worker ({holder}). Stop them, then restore again.",
            409,
        ),
        "CLI-023": Entry(
            "Nạp báo cáo mẫu không thành công: {reason}. Xem nhật ký {log}.",
            "Loading the example reports failed: {reason}. See the log {log}.",
            500,
        ),
    }
)

register(
    {
        "CLI-024": Entry(
            "Thư mục {path} đã có tệp khác không phải dữ liệu của Giaoban. Chọn một thư mục trống hoặc chưa có.",
            "The directory {path} holds other files that are not Giaoban's data. Choose an empty or new directory.",
            409,
        ),
        "CLI-025": Entry(
            "Không tạo được kho dữ liệu mới ở {path}: {reason}. Kiểm tra dung lượng ổ đĩa và quyền của thư mục rồi chạy lại.",
            "No new database could be made in {path}: {reason}. Check the disk space and the permissions of the directory, then run again.",
            500,
        ),
        "CLI-026": Entry(
            "Không phục vụ được ở {host} cổng {port}: {reason}. Chọn địa chỉ hoặc cổng khác bằng --host, --port.",
            "Cannot serve on {host} port {port}: {reason}. Choose another address or port with --host, --port.",
            500,
        ),
        "CLI-027": Entry(
            "Không ghi được kết quả ra đầu ra: {reason}. Kiểm tra ổ đĩa hoặc chương trình nhận kết quả rồi chạy lại.",
            "The output cannot be written: {reason}. Check the disk or the program that takes the output, then run again.",
            500,
        ),
        "CLI-028": Entry(
            "Khôi phục sẽ thay toàn bộ dữ liệu hiện có ở {path}. Không có cửa sổ dòng lệnh để hỏi lại; thêm --yes nếu chắc chắn.",
            "A restore replaces all present data in {path}. There is no terminal to ask at; add --yes if you are sure.",
            409,
        ),
        "CLI-029": Entry(
            "Không ghi được bản sao lưu {path}: {reason}. Chọn nơi khác còn chỗ trống và có quyền ghi.",
            "The backup {path} cannot be written: {reason}. Choose another place with free space where you may write.",
            500,
        ),
        "CLI-030": Entry(
            "{path} không phải là tệp sao lưu của Giaoban: trong tệp có thành phần lạ ({member}). Chưa có gì được ghi ra; "
            "chỉ khôi phục từ bản sao lưu do chính cơ quan tạo.",
            "{path} is not a backup of Giaoban: something in it does not belong there ({member}). Nothing was written; "
            "restore only from backups that your own office made.",
            422,
        ),
    }
)
