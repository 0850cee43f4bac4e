"""Codes of what was tolerated while reading a file, each with a sentence in Vietnamese and English for the person who
sent it.
"""

from types import MappingProxyType

NOTES = MappingProxyType(
    {
        "wrong_extension": (
            "Tên tệp không khớp với nội dung; đã đọc theo nội dung.",
            "The file name does not fit the content; it was read by content.",
        ),
        "not_nfc": ("Chữ dùng dấu tổ hợp, đã đổi về dạng dựng sẵn.", "Combining marks were composed (NFC)."),
        "control_characters": (
            "Có ký tự điều khiển, đã thay bằng dấu cách.",
            "Control characters were replaced by spaces.",
        ),
        "utf16": ("Tệp dùng bảng mã UTF-16.", "The file is in UTF-16."),
        "guessed_utf16": ("Đoán bảng mã là UTF-16.", "The encoding was guessed to be UTF-16."),
        "guessed_windows_1258": (
            "Đoán bảng mã là Windows-1258; hãy kiểm tra dấu tiếng Việt.",
            "The encoding was guessed to be Windows-1258; check the Vietnamese marks.",
        ),
        "bad_bytes": ("Có vài byte hỏng, đã thay bằng ký tự �.", "A few bad bytes were replaced by �."),
        "cut_character": ("Ký tự cuối tệp bị cắt, đã bỏ.", "The last character was cut off and dropped."),
        "navigation": ("Đã bỏ thanh điều hướng của trang.", "The navigation of the page was dropped."),
        "hidden_text": ("Có chữ ẩn, đã bỏ qua.", "Hidden text was dropped."),
        "tracked_insertions": ("Có phần chèn đang theo dõi, đã giữ lại.", "Tracked insertions were kept."),
        "tracked_deletions": ("Có phần xóa đang theo dõi, đã bỏ.", "Tracked deletions were dropped."),
        "comments": ("Có ghi chú bên lề, đã bỏ qua.", "Margin comments were dropped."),
        "macros": (
            "Tệp có macro; macro không được đọc, không được chạy.",
            "The file has macros; they were neither read nor run.",
        ),
        "pictures": (
            "Tệp có hình ảnh; chữ trong hình không được đọc.",
            "The file has pictures; text in them is not read.",
        ),
        "embedded_files": ("Có tệp nhúng bên trong, đã bỏ qua.", "Embedded files were not opened."),
        "legacy_font_read": (
            "Chữ gõ bằng phông cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode; hãy xem lại chữ hoa và dấu.",
            "The text is typed in a legacy font (TCVN3 or VNI) and was converted to Unicode; check capitals and marks.",
        ),
        "recognised": (
            "Tệp là bản quét; chữ do máy nhận dạng, cần đối chiếu với bản gốc.",
            "The file is a scan; its text was recognised by a machine and must be compared with the original.",
        ),
        "missing_part": (
            "Một phần phụ của tệp bị hỏng, đã bỏ qua.",
            "A secondary part of the file is damaged and was left out.",
        ),
        "running_heads": ("Đã bỏ tiêu đề lặp lại và số trang.", "Running heads and page numbers were removed."),
        "scanned_pages": ("Một số trang là ảnh quét nên chưa đọc được.", "Some pages are scans and were not read."),
        "tables_skipped": ("Một số bảng chỉ được đọc như chữ thường.", "Some tables were read as plain text only."),
        "hidden_sheet": ("Có trang tính ẩn, đã bỏ qua.", "Hidden sheets were left out."),
        "formula_errors": ("Có ô báo lỗi công thức.", "Some cells show formula errors."),
        "nested_table": (
            "Có bảng lồng trong bảng, đã ghép vào ô chứa nó.",
            "A table inside a table was joined into its cell.",
        ),
    }
)
