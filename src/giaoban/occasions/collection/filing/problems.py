"""What files and pasted tables are refused for: each a sentence with the row and the column."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "COL-030": Entry(
            "Tệp {name} không phải là bảng tính xlsx. Mở tệp bằng Excel hoặc LibreOffice, lưu lại ở dạng xlsx rồi tải lên.",
            "{name} is not an xlsx workbook. Open it in Excel or LibreOffice, save it as xlsx and upload it again.",
            415,
        ),
        "COL-031": Entry(
            "Không thấy cột nào của đợt thu thập trong bảng. Giữ dòng tên chỉ tiêu ở đầu bảng, hoặc điền vào tệp mẫu của đợt.",
            "No column of this collection was found in the table. Keep the row of the indicators' names, or fill the collection's form.",
        ),
        "COL-032": Entry(
            "Bảng có hơn {limit} ô, vượt mức được phép. Chỉ giữ lại bảng cần nhập rồi thử lại.",
            "The table has more than {limit} cells, which is too many. Keep only the table to be imported and try again.",
            413,
        ),
        "COL-033": Entry(
            "Cột {at} “{title}” có số nhưng không phải cột của đợt thu thập này nên bị bỏ qua. {near}",
            "Column {at} “{title}” has numbers but is no column of this collection, so it was left out. {near}",
        ),
        "COL-034": Entry(
            "{row}, cột “{column}”: ô {at} ghi {value}, ô {other} ghi {second}. Giữ lại một giá trị.",
            "{row}, column “{column}”: cell {at} says {value}, cell {other} says {second}. Keep one of them.",
        ),
        "COL-035": Entry(
            "Cột “{column}” trong bảng ghi đơn vị tính “{given}”, đợt thu thập tính bằng “{wanted}”. Đổi số sang {wanted} rồi nhập lại.",
            "Column “{column}” is in “{given}” in the table, but the collection is in “{wanted}”. Convert it and import again.",
        ),
        "COL-036": Entry(
            "{row}, cột “{column}”: ô {at} là ngày tháng ({text}), không phải là số. Đổi định dạng ô về số rồi ghi lại.",
            "{row}, column “{column}”: cell {at} is a date ({text}) and no number. Format it as a number and write it again.",
        ),
        "COL-037": Entry(
            "{row}, cột “{column}”: ô {at} báo lỗi công thức hoặc chưa tính ({text}). Sửa công thức, lưu tệp rồi nhập lại.",
            "{row}, column “{column}”: cell {at} has a formula that failed or was not computed ({text}). Correct it, save, import again.",
        ),
        "COL-038": Entry(
            "{row}, cột “{column}”: ô này đang khóa. {why}",
            "{row}, column “{column}”: this cell is locked. {why}",
            409,
        ),
        "COL-039": Entry(
            "Dòng cộng, cột “{column}”: ô {at} ghi {value} nhưng các đơn vị cộng lại là {sum}. Kiểm tra dòng cộng và từng đơn vị.",
            "Total row, column “{column}”: cell {at} says {value}, but the units add up to {sum}. Check the total and each unit.",
        ),
        "COL-040": Entry(
            "{row}, cột “{column}”: ô {at} ghi theo phần trăm ({text}) nhưng cột tính bằng {unit}. Ghi lại bằng {unit}.",
            "{row}, column “{column}”: cell {at} is a percentage ({text}), but the column is in {unit}. Write it in {unit}.",
        ),
        "COL-041": Entry(
            "Dòng {at}: mã {number} là của {named}, còn tên ghi “{text}”. Sửa mã hoặc tên cho khớp.",
            "Row {at}: code {number} belongs to {named}, but the name says “{text}”. Correct one of them.",
        ),
        "COL-042": Entry(
            "Tệp này là của “{title}”, không phải của đợt thu thập đang mở. Chọn đúng tệp, hoặc mở đúng đợt rồi nhập.",
            "This file belongs to “{title}”, not to the collection on this page. Choose the right file or collection.",
            409,
        ),
        "COL-043": Entry(
            "Dòng {at} có số nhưng không ghi tên đơn vị. Ghi tên đơn vị vào dòng đó rồi nhập lại.",
            "Row {at} has numbers but no unit. Write the unit's name into that row and import again.",
        ),
        "COL-044": Entry(
            "Bảng dán có {rows} dòng, {columns} cột; từ ô đã chọn chỉ còn {left} dòng, {wide} cột. Chọn lại ô đầu, hoặc dán ít hơn.",
            "The block has {rows} rows, {columns} columns; from the chosen cell on there are {left} and {wide}. Choose another cell.",
        ),
        "COL-045": Entry(
            "Chưa biết dán vào đâu. Chọn đơn vị và cột của ô đầu tiên, hoặc sao chép cả dòng tên chỉ tiêu và cột tên đơn vị.",
            "It is not clear where to paste. Choose the first cell, or copy the row of names and the column of units as well.",
        ),
        "COL-046": Entry(
            "{row}, cột “{column}”: ô {at} ghi “{text}”, đơn vị tính khác với {unit}. Ghi số bằng {unit}.",
            "{row}, column “{column}”: cell {at} says “{text}”, which is not in {unit}. Write it in {unit}.",
        ),
        "COL-050": Entry(
            "Cột {at} “{title}” đã được bỏ khỏi đợt thu thập ngày {on} nên không đọc: {reason}. Các cột khác vẫn nhập được.",
            "Column {at} “{title}” was taken out of this collection on {on} and is not read: {reason}. The others are.",
            409,
        ),
        "COL-047": Entry(
            "Chưa chọn ô nào để ghi. Đánh dấu các ô cần ghi rồi bấm ghi lại.",
            "No cell is chosen. Tick the cells to be written and press again.",
        ),
    }
)
