"""Why a file is not read, said to the person who sent it."""

from giaoban.kernel.problems import Entry, register

BROKEN = {
    "docx": "EXT-005",
    "xlsx": "EXT-006",
    "odt": "EXT-007",
    "pdf": "EXT-008",
    "doc": "EXT-009",
    "xls": "EXT-006",
    "ods": "EXT-006",
    "scan": "EXT-008",
    "html": "EXT-010",
    "txt": "EXT-021",
}
"""The code of a damaged file, by kind."""

register(
    {
        "EXT-001": Entry(
            "Tệp {name} rỗng, không có nội dung nào. Kiểm tra lại tệp gốc rồi gửi lại.",
            "The file {name} is empty. Check the original and send it again.",
        ),
        "EXT-002": Entry(
            "Không nhận ra định dạng của tệp {name}. Gửi lại ở dạng docx, pdf, xlsx, odt, ods, doc, xls, html hoặc txt.",
            "The format of {name} is not recognised. Send it again as docx, pdf, xlsx, odt, ods, doc, xls, html or txt.",
            415,
        ),
        "EXT-003": Entry(
            "Tệp {name} là {found_vi}, phần mềm chưa đọc được loại này. Mở tệp rồi lưu lại ở dạng {wanted} và gửi lại.",
            "The file {name} is {found_en}, which is not read here. Open it, save it as {wanted} and send it again.",
            415,
        ),
        "EXT-004": Entry(
            "Tệp {name} có dung lượng {size} MB, vượt mức {limit} MB được phép. Bỏ bớt hình ảnh hoặc tách thành "
            "nhiều tệp rồi gửi lại.",
            "The file {name} is {size} MB, more than the {limit} MB allowed. Remove pictures or split it and send "
            "it again.",
            413,
        ),
        "EXT-005": Entry(
            "Tệp Word {name} bị hỏng hoặc chưa tải lên hết. Mở tệp gốc bằng Word, lưu lại ở dạng docx rồi gửi lại.",
            "The Word file {name} is damaged or incomplete. Open the original in Word, save it as docx and send it "
            "again.",
        ),
        "EXT-006": Entry(
            "Bảng tính {name} bị hỏng hoặc chưa tải lên hết. Mở tệp gốc bằng Excel, lưu lại ở dạng xlsx rồi gửi lại.",
            "The workbook {name} is damaged or incomplete. Open the original in Excel, save it as xlsx and send it "
            "again.",
        ),
        "EXT-007": Entry(
            "Tệp OpenDocument {name} bị hỏng hoặc chưa tải lên hết. Mở tệp gốc bằng LibreOffice, lưu lại rồi gửi lại.",
            "The OpenDocument file {name} is damaged or incomplete. Open the original in LibreOffice, save it and "
            "send it again.",
        ),
        "EXT-008": Entry(
            "Tệp PDF {name} bị hỏng hoặc chưa tải lên hết. Xuất lại PDF từ văn bản gốc rồi gửi lại.",
            "The PDF file {name} is damaged or incomplete. Export it again from the original document and send it "
            "again.",
        ),
        "EXT-009": Entry(
            "Tệp Word cũ {name} (dạng doc) bị hỏng hoặc quá cũ. Mở tệp bằng Word, lưu lại ở dạng docx rồi gửi lại.",
            "The old Word file {name} (doc) is damaged or too old. Open it in Word, save it as docx and send it again.",
        ),
        "EXT-010": Entry(
            "Trang HTML {name} không đọc được. Sao chép nội dung vào một tệp docx rồi gửi lại.",
            "The HTML page {name} cannot be read. Copy its content into a docx file and send that.",
        ),
        "EXT-011": Entry(
            "Tệp {name} đặt mật khẩu nên không mở được. Gỡ mật khẩu rồi gửi lại.",
            "The file {name} is protected by a password. Remove the password and send it again.",
        ),
        "EXT-012": Entry(
            "Tệp {name} bung ra lớn bất thường so với dung lượng nén nên không được mở. Lưu lại tệp từ văn bản gốc "
            "rồi gửi lại.",
            "The file {name} unpacks to an abnormal size and was not opened. Save it again from the original and "
            "send it again.",
            413,
        ),
        "EXT-013": Entry(
            "Tệp {name} có {pages} trang, vượt mức {limit} trang được phép. Tách thành nhiều tệp rồi gửi lại.",
            "The file {name} has {pages} pages, more than the {limit} allowed. Split it and send the parts.",
            413,
        ),
        "EXT-014": Entry(
            "Tệp {name} có hơn {limit} ô dữ liệu, vượt mức được phép. Chỉ giữ các bảng cần báo cáo rồi gửi lại.",
            "The file {name} has more than {limit} cells, which is too many. Keep the tables to be reported and send "
            "it again.",
            413,
        ),
        "EXT-015": Entry(
            "Tệp {name} là bản quét, chỉ có ảnh chụp trang giấy, không có lớp chữ. Nên gửi tệp docx hoặc PDF xuất từ máy tính; "
            "nếu không có, máy sẽ nhận dạng chữ, mỗi trang mất vài giây.",
            "{name} is a scan: pictures of pages without a text layer. Better send the docx, or a PDF exported from it; otherwise "
            "its text is recognised by a machine, which takes seconds a page.",
        ),
        "EXT-016": Entry(
            "Tệp {name} chứa khai báo thực thể XML, loại khai báo không có trong văn bản thông thường, nên không "
            "được mở. "
            "Lưu lại tệp từ văn bản gốc rồi gửi lại.",
            "The file {name} declares XML entities, which ordinary documents do not, and was not opened. "
            "Save it again from the original and send it again.",
        ),
        "EXT-017": Entry(
            "Máy chủ chưa có chương trình antiword để đọc tệp Word cũ {name} (dạng doc). "
            "Lưu tệp ở dạng docx rồi gửi lại, hoặc đề nghị người quản trị cài gói antiword.",
            "The server lacks the program antiword, needed for the old Word file {name} (doc). "
            "Save the file as docx and send it again, or ask the administrator to install the package antiword.",
            501,
        ),
        "EXT-018": Entry(
            "Đọc tệp Word cũ {name} (dạng doc) quá {seconds} giây nên đã dừng. Mở tệp bằng Word, lưu lại ở dạng docx "
            "rồi gửi lại.",
            "Reading the old Word file {name} (doc) took more than {seconds} seconds and was stopped. Save it as "
            "docx and send it again.",
        ),
        "EXT-019": Entry(
            "Tệp {name} không có chữ nào để đọc. Kiểm tra lại tệp gốc rồi gửi lại.",
            "There is no text to read in {name}. Check the original and send it again.",
        ),
        "EXT-020": Entry(
            "Tệp {name} có hơn {limit} ký tự, vượt mức được phép. Tách thành nhiều tệp rồi gửi lại.",
            "The file {name} has more than {limit} characters, which is too many. Split it and send the parts.",
            413,
        ),
        "EXT-022": Entry(
            "Máy chủ chưa có chương trình tesseract với tiếng Việt để nhận dạng bản quét {name}. Gửi tệp docx hoặc PDF xuất từ máy "
            "tính, hoặc đề nghị người quản trị cài gói tesseract-ocr và tesseract-ocr-vie.",
            "The server lacks the program tesseract with Vietnamese, needed for the scan {name}. Send the docx or an exported PDF, or "
            "ask the administrator to install the packages tesseract-ocr and tesseract-ocr-vie.",
            501,
        ),
        "EXT-021": Entry(
            "Tệp văn bản {name} không đọc được. Lưu lại ở bảng mã UTF-8 rồi gửi lại.",
            "The text file {name} cannot be read. Save it in UTF-8 and send it again.",
        ),
    }
)
