"""Words that carry structure in Vietnamese administrative prose: cues, classes, units. Everything is lower case, spaces plain."""

from __future__ import annotations

import re

WHOLE_CUE = re.compile(
    r"trong (?:đó|số (?:này|đó))|bao gồm(?: có)?|gồm(?: có)?|chia ra|phân ra|phân theo|cụ thể(?: là| như sau)?|chi tiết|:"
)
"""After a count: its parts follow."""
OF_WHICH = re.compile(r"trong (?:đó|số)")
EXHAUSTIVE = re.compile(r"gồm|chia|phân|cụ thể|chi tiết")
REMAINDER = re.compile(r"(?<!chỉ )(?<!giảm )(?<!xuống )(?<!giữ )\bcòn(?: lại)?(?: là| có| tồn)?:?\s*$")
STAYS = re.compile(
    r"\b(?:còn|kết dư|số dư|dư(?! nợ| luận| địa| lượng| chấn)|tồn(?: quỹ| đọng| kho)?|chênh lệch|vắng|thiếu|thừa|dôi dư|xuất siêu"
    r"|nhập siêu)\b[^,;.()\n\d]{0,40}$"
)
"""Before a count, some words between: what stays when one amount is taken from another."""
OPEN_WORK = re.compile(
    r"\b(?:đang|chưa) (?:được )?(?:giải quyết|xử lý|thẩm định|xem xét|thực hiện|trả)(?: là)?:?\s*$"
    r"|\bchuyển (?:sang |qua )?(?:kỳ|tháng|quý|năm) (?:sau|tới)(?: là)?:?\s*$"
)
"""Before a count: work begun or not begun, the rest of what came in."""
TOTAL_WORD = re.compile(r"\btổng\b|\btoàn (?:huyện|xã|tỉnh|thị xã|thành phố|quận|phường|ngành)\b")
TOTAL_AFTER = re.compile(
    r"\btổng cộng|\bcộng lại(?: là| được)?:?\s*$"
    r"|(?:^|[,;(])\s*cộng:?\s*$|\bcộng chung|\btổng (?:số |thu |chi |kinh phí )?là|(?:^|[,;])\s*tổng(?: số)?:?\s*$"
)
PLAN = re.compile(
    r"kế hoạch|chỉ tiêu|dự toán|nghị quyết|\bkh\b|\bct\b|(?<!bàn )(?<!đã )\bgiao\b|mục tiêu"
    r"|phấn đấu|pháp lệnh|đăng ký|tổng vốn|kế hoạch vốn"
)
PLANNED_BEFORE = re.compile(
    r"kế hoạch|chỉ tiêu|dự toán|\bkh\b|(?:được|tỉnh|huyện|thành phố|trung ương|cấp trên|ubnd) giao|tổng vốn|dự kiến"
)
ACTUAL_BEFORE = re.compile(r"thực hiện|đạt|hoàn thành|kết quả|đã |ước")
OF_ALL_HERE = re.compile(
    r"(?:toàn|cả) (?:huyện|xã|tỉnh|thị xã|thành phố|quận|phường|ngành|trường|thôn)|tổng số|trên địa bàn|dân số"
)
"""All of the place: "10% số hộ toàn huyện"."""
SAME_PERIOD = re.compile(r"cùng kỳ|năm trước|năm ngoái|tháng trước|quý trước|kỳ trước|so với năm|năm \d{4}")
CHANGE_WORD = re.compile(
    r"\b(?<!thiếu )(?<!miễn )(?<!miễn, )(?<!đỡ )(?<!đỡ, )(tăng|giảm|vượt|hụt|cao hơn|thấp hơn|nhiều hơn|ít hơn|kém hơn)\b"
    r"(?! trưởng| nghèo| cường| gia\b| tốc| khó| trừ| sai| đèn| ẩu| rào| biên| tuyến| thẩm quyền| tổng mức)"
)
NO_CHANGE = re.compile(r"\bvượt (?:sai|đèn|ẩu|rào|biên|tuyến|thẩm quyền|tổng mức)\b")
""" "vượt sai quy định 12 vụ": a kind of offence."""
CHANGES = re.compile(r"tăng|giảm|vượt|h(?:ụt|ơn)")
"""Every word of change holds one of these: a quick look before the pattern is tried."""
COMPARED = re.compile(
    r"\s+(?:so với )?(?:mức )?(?:cùng kỳ|năm|vụ|tháng|quý|kỳ|tuần|đợt|kế hoạch|dự toán|chỉ tiêu)\b"
    r"[^,;:()]{0,40} là(?: gần| trên| hơn| khoảng)?\s*"
)
"""Between a word of change and its number: "ít hơn vụ mùa 2018 là 1.686 ha"."""
DOWN = frozenset({"giảm", "hụt", "thấp hơn", "ít hơn", "kém hơn"})
LEVEL_WORD = re.compile(r"\b(?:lên|xuống|còn|đạt|là|từ|bằng)\b")
SHARE_CUE = (
    r"(?:với|bao phủ|và|đã|đạt|chiếm|bằng|tương ứng|tương đương|t[ỷỉ] l[ệêẹ]|=|khoảng|trên|gần|hơn|là|ước|mới|cơ bản)"
)
SHARE_GAP = re.compile(
    rf"[^,;:()\n=]{{0,45}}[(:=]\s*(?:{SHARE_CUE}\s*)*|[^,;:()\n=]{{0,45}}?(?:,\s*|\b)(?:{SHARE_CUE}\s*)+"
)
RECEIVED_WORDS = (
    "tiếp nhận", "phải giải quyết", "cần giải quyết", "thụ lý", "nhận được", "đã nhận", "phát ra", "phát hành", "số đơn nhận",
)  # fmt: skip
RECEIVED = re.compile("|".join(RECEIVED_WORDS))
RESOLVED = re.compile(r"giải quyết|xử lý|trả kết quả|thu về|đã trả|hoàn thành")
CARRIED = re.compile(r"kỳ trước|chuyển sang|chuyển qua|năm trước|tồn đọng|tháng trước")
AVERAGE = re.compile(r"bình quân|trung bình|\bchung\b|tốc độ|toàn |t[ỷỉ] lệ")
GROUPED = re.compile(r"\b(?:đối với|khối|cấp|khu vực|vùng|thành thị|đô thị|nông thôn|miền núi|đồng bằng|nam|nữ)\b")
"""Words of groups that leave nobody out: "cấp huyện 95%, cấp xã 88%"; "trong đó xã Tân Lập 84%" names some only."""
SECTORS = tuple(re.compile(word) for word in (r"\bnông\b", r"\bcông nghiệp\b", r"\bdịch vụ\b"))
STRUCTURE = re.compile(r"cơ cấu|t[ỷỉ] trọng")
AFTER_EVENT = re.compile(r"sáp nhập|sau khi|sắp xếp|chỉ còn|hiện nay|hiện còn|đến nay|hiện tại|hợp nhất")
LIST_CUE = re.compile(r"đó là|(?:bao )?gồm(?: có)?|cụ thể(?: là)?|là|như sau|sau|như|tại|thuộc")
OPEN_LIST = re.compile(r"\.\.\.|…|\bv\.?\s?v\b|\bnhư\b\s*:?$|\bnhất là\b|\bkhác\b\s*$")
NOT_A_LIST = re.compile(
    r"^(?:chưa|kể|trừ|theo|tăng|giảm|có|đạt|so với|trong|không|do|từ|cả|tính|vượt|bằng|tương|chiếm|năm|tháng|kèm|đã|đang|gọi|viết|với)\b"
)
BULLET = re.compile(r"\s*(?:[-+*•–▪●]|\(?\d{1,2}[.)](?!\d)|\(?[a-zđ][.)])\s*")
NUMBERED = re.compile(r"\s*\(?(\d{1,2})[.)](?!\d)\s*")

SCHEMES: dict[str, tuple[tuple[str, str], ...]] = {
    "time": (
        ("late", r"(?:trễ|quá|chậm|muộn)(?: thời)? hạn|trả chậm|\btrễ\b"),
        ("early", r"(?:trước|sớm)(?: thời)? hạn|kết quả sớm|\bsớm\b"),
        ("due", r"(?:đúng|(?<!nợ )trong)(?: thời)? hạn|đúng hẹn"),
    ),
    "content": (
        ("no", r"(?:không|chưa) hài lòng"),
        ("very", r"rất hài lòng"),
        ("normal", r"bình thường"),
        ("yes", r"hài lòng"),
    ),
    "done": (
        ("not", r"(?:không|chưa) hoàn thành(?: nhiệm vụ)?"),
        ("excellent", r"hoàn thành xuất sắc"),
        ("good", r"hoàn thành tốt"),
        ("done", r"hoàn thành(?: nhiệm vụ)?(?=\s*:?\s*\Z)|hoàn thành nhiệm vụ"),
    ),
    "grade": (
        ("best", r"xuất sắc|\bgiỏi\b"),
        ("good", r"\btốt\b"),
        ("fair", r"\bkhá\b(?! giả)"),
        ("mean", r"trung bình|\btb\b"),
        ("not", r"chưa đạt|không đạt"),
        ("weak", r"\byếu\b"),
        ("poor", r"\bkém\b"),
    ),
    "sex": (("female", r"\bnữ\b"), ("male", r"\bnam\b(?! định| hà|\s+[a-z]+ng\b)")),
}
"""Classes that divide one population. The first class that matches names the item."""
COMPLETE: dict[str, tuple[frozenset[str], ...]] = {
    "time": (frozenset({"late", "due"}), frozenset({"late", "early"})),
    "content": (frozenset({"no", "yes"}), frozenset({"no", "very"})),
    "done": (frozenset({"not", "done"}), frozenset({"excellent", "good", "done"})),
    "grade": (
        frozenset({"weak"}),
        frozenset({"poor"}),
        frozenset({"good", "fair", "mean"}),
        frozenset({"not"}),
        frozenset({"good", "fair", "pass"}),
    ),
    "sex": (frozenset({"female", "male"}),),
}
"""Sets of classes that show that the whole scheme is listed."""
_CLASSES = "|".join(
    f"(?P<{scheme}_{name}>{pattern})" for scheme, classes in SCHEMES.items() for name, pattern in classes
)
_CLASS_LETTERS = "".join(sorted(set(re.findall(r"[|:>](?:\\b)?([^\W\d_])", _CLASSES))))
"""What the classes begin with: where another letter stands, none of the many branches need be tried."""
CLASS_PATTERN = re.compile(f"(?=[{_CLASS_LETTERS}])(?:{_CLASSES})")

CLASS_TRIGGERS = (
    "hạn", "hẹn", "hài lòng", "bình thường", "hoàn thành", "xuất sắc", "giỏi", "tốt", "khá", "trung bình", "tb", 
    "chưa đạt", "không đạt", "yếu", "kém",    "nữ", "nam", "sớm", "trễ", "trả chậm",
)  # fmt: skip
"""Every class name holds one of these: a quick look before the pattern is tried."""
DURATIONS = frozenset({"năm", "tháng", "ngày", "giờ", "phút", "tuần", "quý", "ngày làm việc", "tuổi", "sao"})
MEASURES = frozenset(
    {
        "vnd",
        "m",
        "m2",
        "m3",
        "km",
        "km2",
        "ha",
        "tấn",
        "tạ",
        "kg",
        "lít",
        "kwh",
        "mw",
        "usd",
        "sào",
        "mẫu",
        "hecta",
        "công lao động",
    }
)
UNIT_ALIASES = {
    "m³": "m3",
    "m^3": "m3",
    "m²": "m2",
    "đồng": "vnd",
    "vnđ": "vnd",
    "phần trăm": "%",
    "hécta": "ha",
    "héc ta": "ha",
    "hs": "học sinh",
}
SIDES = {
    "sex": re.compile(r"\bnữ\b|\bnam\b|phụ nữ"),
    "people": re.compile(r"dân tộc|thiểu số|\bdtts\b"),
    "faith": re.compile(r"tôn giáo|công giáo|có đạo"),
    "age": re.compile(r"đoàn viên|thanh niên|tuổi|\btrẻ\b"),
    "party": re.compile(r"đảng viên|ngoài đảng"),
    "schooling": re.compile(r"đại học|cao đẳng|thạc s[ĩỹ]|sơ cấp|trung cấp|trình độ|lý luận"),
    "means": re.compile(r"hộ nghèo|cận nghèo|chính sách|có công|bảo trợ|khuyết tật"),
    "again": re.compile(r"tái cử|tái nhiệm|lần đầu"),
}
"""Sides by which people are told: one person counts on each of them, so counts of several sides are no parts of one whole."""
HYPERNYMS: dict[str, tuple[str, ...]] = {
    "người": (
        "nam",
        "nữ",
        "cán bộ",
        "công chức",
        "viên chức",
        "giáo viên",
        "học sinh",
        "đại biểu",
        "đảng viên",
        "đồng chí",
        "lao động",
    ),
    "đơn vị": ("xã", "thị trấn", "phường", "phòng", "cơ quan", "trường", "thôn", "trung tâm"),
    "đơn vị hành chính": ("xã", "thị trấn", "phường"),
    "văn bản": (
        "quyết định",
        "công văn",
        "kế hoạch",
        "tờ trình",
        "báo cáo",
        "thông báo",
        "giấy mời",
        "chỉ thị",
        "nghị quyết",
        "kết luận",
        "chương trình",
        "hướng dẫn",
        "quy chế",
    ),
    "con": ("trâu", "bò", "lợn", "gà", "dê", "con trâu", "con bò", "con lợn"),
    "cơ sở": ("trường", "trạm", "cơ sở"),
    "đơn": ("khiếu nại", "tố cáo", "kiến nghị", "phản ánh", "đơn"),
    "vụ": ("vụ", "vụ việc"),
}
COUNTERS = frozenset({"ca", "vụ", "hộ", "đơn", "mẫu", "trường", "nhà", "lớp", "giải"})
"""First words that count one kind of thing whatever follows: "ca mắc" and "ca tử vong" are both cases."""
PERSONS = frozenset(
    {
        "người", "nam", "nữ", "cán bộ", "công chức", "viên chức", "giáo viên", "học sinh", "đại biểu", "đảng viên", "đồng chí",
        "lao động", "hội viên", "đoàn viên", "thanh niên", "phụ nữ", "học viên", "công dân", "nhân dân", "chiến sĩ", "trẻ em", "bác sĩ",
        "dân", "người dân", "quần chúng", "nạn nhân", "đối tượng", "bệnh nhân", "trẻ", "thành viên", "nhân khẩu", "khẩu",
        "em", "cháu", "thí sinh", "cử tri", "sinh viên", "thương binh", "chủ hộ", "thủ trưởng", "tân binh", "hành khách", "du khách",
    }
)  # fmt: skip
"""Units that all count people."""
COMPOUND_NAMES = re.compile(
    r"lao động,? ?-? ?thương binh (?:và|&|-) xã hội|văn hóa,? thể thao và (?:du lịch|truyền thông)|văn hóa,? khoa học và thông tin|"
    r"văn hóa,? thông tin và thể thao|văn hóa,? xã hội và thông tin|nông nghiệp và (?:phát triển nông thôn|môi trường|ptnt)|"
    r"giáo dục và đào tạo|tài nguyên và môi trường|kinh tế và hạ tầng|văn hóa và thông tin|tài chính (?:và|-) kế hoạch|"
    r"nội vụ và lao động|kinh tế,? hạ tầng và đô thị|giáo dục nghề nghiệp và giáo dục thường xuyên|"
    r"dân tộc và tôn giáo|khoa học và công nghệ|hội đồng nhân dân và ủy ban nhân dân|hđnd và ubnd|ubnd và hđnd|"
    r"số người chết và bị thương(?=\x00)|trồng trọt và bảo vệ thực vật|chăn nuôi và thú y|tuyên giáo và dân vận"
)
"""Names of offices that contain a comma or "và": one name each."""
STOP_WORDS = frozenset(
    [
        "của",
        "các",
        "là",
        "và",
        "có",
        "đã",
        "được",
        "cho",
        "trong",
        "trên",
        "tại",
        "từ",
        "đến",
        "đạt",
        "với",
        "những",
        "này",
        "đó",
        "năm",
        "tháng",
        "dự",
        "kiến",
        "ước",
        "thực",
        "hiện",
        "kế",
        "hoạch",
        "tổng",
        "số",
        "toàn",
        "huyện",
        "xã",
        "tỉnh",
        "theo",
        "về",
        "ở",
        "một",
        "thì",
        "cả",
        "khoảng",
        "gần",
        "hơn",
        "do",
        "như",
        "để",
        "cùng",
        "kỳ",
        "so",
    ]
)
