"""A small monthly report, as an office writes it, for the tests of this room."""

from datetime import date
from decimal import Decimal

from giaoban.kernel.docform import (
    Annex,
    Cell,
    Chart,
    Column,
    Document,
    Field,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Series,
    Signature,
    Table,
    Text,
    words,
)

COLUMNS = (
    Column("TT", 5, "centre", mark="A"),
    Column("Chỉ tiêu", 30, mark="B"),
    Column("Đơn vị tính", 12, "centre", mark="C"),
    Column("Kế hoạch năm", 12, "right", mark="1"),
    Column("Trong tháng", 11, "right", group="Thực hiện", mark="2"),
    Column("Lũy kế", 11, "right", group="Thực hiện", mark="3"),
    Column("Kế hoạch năm", 11, "right", group="So sánh (%)", mark="4=3/1"),
    Column("Cùng kỳ", 11, "right", group="So sánh (%)", mark="5"),
)


def field(key: str, shown: str) -> Cell:
    return Cell((Field(key, shown),))


def figures() -> Table:
    rows = (
        Row((Cell(words("I")), Cell(words("Kinh tế"), 7)), "group"),
        Row(
            (
                Cell(words("1")),
                Cell(words("Thu ngân sách nhà nước")),
                Cell(words("triệu đồng")),
                field("obs:1", "45.000"),
                field("obs:2", "3.812,5"),
                field("obs:3", "39.981"),
                field("obs:4", "88,85"),
                field("obs:5", "107,2"),
            )
        ),
        Row(
            (
                Cell(words("2")),
                Cell(words("Giải ngân vốn đầu tư công")),
                Cell(words("triệu đồng")),
                field("obs:6", "62.400"),
                field("obs:7", "5.120"),
                field("obs:8", "41.306"),
                field("obs:9", "66,20"),
                Cell(words("–")),
            )
        ),
        Row((Cell(), Cell(words("Tổng cộng")), Cell(), *(Cell(words(str(n))) for n in range(5))), "total"),
    )
    return Table(
        "table-1",
        COLUMNS,
        rows,
        caption="Bảng 1. Một số chỉ tiêu chủ yếu tháng 10 năm 2026",
        unit_note="theo từng chỉ tiêu",
        source="Nguồn: số liệu các phòng, đơn vị báo cáo, đã duyệt đến ngày 14/10/2026.",
    )


def chart(kind: str = "bar", *, with_table: bool = True) -> Chart:
    return Chart(
        f"chart-{kind}",
        kind,  # type: ignore[arg-type]
        "Biểu đồ 1. Thu ngân sách nhà nước các tháng",
        ("Tháng 7", "Tháng 8", "Tháng 9", "Tháng 10"),
        (
            Series(
                "Năm 2026",
                (Decimal("4120"), Decimal("3650.5"), None, Decimal("3812.5")),
                ("obs:21", "obs:22", "obs:23", "obs:2"),
            ),
            Series("Năm 2025", (Decimal("3800"), Decimal("3900"), Decimal("3300"), Decimal("3550"))),
        ),
        "triệu đồng",
        with_table,
    )


def report(**changed: object) -> Document:
    facts: dict[str, object] = {
        "letterhead": Letterhead(("Ủy ban nhân dân", "xã An Phú"), ("Tỉnh Bình Minh",)),
        "number": "7",
        "symbol": "BC-UBND",
        "place": "An Phú",
        "on": date(2026, 10, 15),
        "title": "Báo cáo",
        "about": "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội tháng 10 và nhiệm vụ trọng tâm tháng 11 năm 2026",
        "blocks": (
            Paragraph("basis", words("Căn cứ Chương trình công tác năm 2026 của Ủy ban nhân dân xã;"), "basis"),
            Heading("h1", 1, "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 10"),
            Heading("h2", 2, "1. Tài chính, ngân sách"),
            Paragraph(
                "p1",
                (
                    Text("Thu ngân sách nhà nước trong tháng ước đạt "),
                    Field("obs:2", "3.812,5"),
                    Text(" triệu đồng, lũy kế từ đầu năm đạt "),
                    Field("obs:3", "39.981"),
                    Text(" triệu đồng, bằng "),
                    Field("obs:4", "88,85"),
                    Text("% kế hoạch năm. Các khoản thu cơ bản bảo đảm tiến độ; riêng tiền sử dụng đất còn chậm."),
                ),
            ),
            Paragraph(
                "p2",
                words(
                    "Công tác giải ngân vốn đầu tư công được chỉ đạo quyết liệt, tiến độ các công trình chuyển tiếp khá."
                ),
            ),
            figures(),
            chart(),
            Heading("h3", 1, "II. TỒN TẠI, HẠN CHẾ"),
            Paragraph(
                "p3",
                words(
                    "Tiến độ giải phóng mặt bằng tuyến đường liên thôn chậm do vướng mắc về nguồn gốc đất của một số hộ."
                ),
            ),
            Annex(
                "annex-1", "Danh mục công trình chuyển tiếp", "I", "(Kèm theo Báo cáo số 07/BC-UBND ngày 15/10/2026)"
            ),
            Paragraph("p4", words("Công trình đường liên thôn đoạn từ Nhà văn hóa thôn 2 đến trường tiểu học.")),
        ),
        "signature": Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Nguyễn Văn Bình"),
        "recipients": (
            "Thường trực Đảng ủy, HĐND xã",
            "Chủ tịch, các Phó Chủ tịch UBND xã",
            "Các phòng, đơn vị thuộc xã",
            "Lưu: VT, VP",
        ),
    }
    return Document(**{**facts, **changed})  # type: ignore[arg-type]
