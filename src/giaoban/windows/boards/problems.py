"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "BRD-001": Entry(
            "Không có dạng tệp “{kind}”. Chọn xlsx, csv hoặc docx.",
            "There is no file of the kind “{kind}”. Choose xlsx, csv or docx.",
        ),
        "BRD-002": Entry(
            "Bảng có hơn {most} ô, quá dài cho tệp Word. Chọn ít đơn vị, chỉ tiêu hoặc kỳ hơn, hoặc tải tệp Excel.",
            "The table has more than {most} cells, too many for a Word file. Choose fewer units, indicators or periods, or take Excel.",
        ),
        "BRD-003": Entry(
            "Bảng có hơn {most} dòng, quá dài cho tệp Excel. Chọn ít đơn vị, chỉ tiêu hoặc kỳ hơn, hoặc tải tệp CSV.",
            "The table has more than {most} lines, too many for an Excel file. Choose fewer units, indicators or periods, or take CSV.",
        ),
        "BRD-004": Entry(
            "Bảng đã chọn có {count} ô, quá {most} ô một lần xem. Chọn ít đơn vị, chỉ tiêu hoặc kỳ hơn.",
            "The table asked for has {count} cells, more than the {most} of one view. Choose fewer units, indicators or periods.",
        ),
    }
)
