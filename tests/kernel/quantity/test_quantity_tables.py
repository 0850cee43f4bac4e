"""What a table says once holds for its bare cells: "ĐVT: triệu đồng" above it, "(ha)" or "%" in the head of a column."""

from giaoban.kernel.quantity import find_figures


def said(text: str) -> list[str]:
    return [f"{f.value.normalize():f} {f.unit}".strip() for f in find_figures(text) if f.value is not None]


def test_a_unit_above_a_table_holds_for_its_bare_cells_until_the_text_goes_on() -> None:
    text = "Biểu thu ngân sách\nĐơn vị tính: triệu đồng\nNội dung\tDự toán\tThực hiện\nThu phí\t1.200\t950,5\nThu đất\t300\t410\n"
    text += (
        "Đến nay các khoản thu đều có chuyển biến rõ, "
        + "xã tiếp tục rà soát nguồn thu còn lại, " * 6
        + "còn 12\nthứ tự: 17"
    )
    assert said(text) == ["1200000000 VND", "950500000 VND", "300000000 VND", "410000000 VND", "12", "17"]


def test_the_head_of_a_column_says_its_unit() -> None:
    text = "Cây\tDiện tích (ha)\tTỷ lệ %\tGhi chú\nLúa\t120\t80,5\t3\nNgô\t40\t19,5\t2"
    assert said(text) == ["120 ha", "80.5 %", "3", "40 ha", "19.5 %", "2"]


def test_a_pipe_parts_cells_as_a_tab_does_and_a_line_of_text_ends_the_table() -> None:
    text = "|Xã|Số hộ (hộ)|\n|An Bình|215|\nGhi nhận thêm\n|Phú Hòa|180|"
    assert said(text) == ["215 hộ", "180"]


def test_a_declared_count_stays_exact_and_a_declared_amount_of_money_is_rounded_at_its_last_digit() -> None:
    assert [f.step for f in find_figures("ĐVT: hộ\nAn Bình 215")] == [0]
    assert [f.step for f in find_figures("ĐVT: triệu đồng\nThu phí 215")] == [1_000_000]
    assert [f.notes for f in find_figures("ĐVT: tỷ\nThu phí 215")] == [("declared_unit",)]


def test_words_that_are_no_unit_declare_nothing() -> None:
    assert said("Đơn vị: Văn phòng\nThu phí 215") == ["215"]
    assert said("Cột\tGhi chú (xem)\nMột\t215") == ["215"]


def test_a_table_of_hundreds_of_rows_ends_the_reach_of_its_unit() -> None:
    rows = "\n".join(f"dòng thứ: {n + 10}" for n in range(500))
    units = [f.unit for f in find_figures("ĐVT: ha\n" + rows)]
    assert units[0] == "ha"
    assert units[-1] == ""


def test_parts_on_their_own_line_count_what_the_total_counts() -> None:
    text = "Tiếp nhận 90 hồ sơ.\nChia theo lĩnh vực: đất đai 50; hộ tịch 40.\nLưu ý: 30"
    assert said(text) == ["90 hồ sơ", "50 hồ sơ", "40 hồ sơ", "30"]


def test_a_line_of_thousands_of_figures_is_a_dump_and_left_out_from_there_on() -> None:
    assert len(find_figures("5 hộ và " * 6000 + "\n7 xã")) == 5001
