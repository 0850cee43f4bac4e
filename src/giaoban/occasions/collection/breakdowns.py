"""Breakdowns by flat keys as people read them: "gioi=nữ" is the part "nữ" of the breakdown by "giới tính". Knows no table."""

from collections.abc import Mapping, Sequence

from giaoban.kernel.indicators import dims_key
from giaoban.kernel.indicators.dims import dims_parts

NAMED = {
    "gioi": "giới tính",
    "tuoi": "nhóm tuổi",
    "dan_toc": "dân tộc",
    "khu_vuc": "khu vực",
    "trinh_do": "trình độ",
    "loai_hinh": "loại hình",
    "linh_vuc": "lĩnh vực",
    "muc_do": "mức độ",
}
"""What the usual names of breakdowns are called; any other name is shown as it is written."""
SAID = {
    "nu": "nữ",
    "kinh": "Kinh",
    "duoi_35": "dưới 35 tuổi",
    "tren_60": "trên 60 tuổi",
    "dtts": "dân tộc thiểu số",
    "khuyet_tat": "khuyết tật",
}
"""The same for values that are usually written without accents."""


def dimension_words(name: str) -> str:
    """What a breakdown is called: "gioi" -> "giới tính", "loai_dat" -> "loai dat"."""
    return NAMED.get(name, name.replace("_", " "))


def part_words(dims: str) -> str:
    """What a part is called: "gioi=nữ" -> "nữ", "tuoi=15-60" -> "15-60 tuổi"; "" for the whole. Errors: IND-002 for no key."""
    words = []
    for name, value in dims_parts(dims).items():
        said = SAID.get(value, value.replace("_", " "))
        words.append(f"{said} tuổi" if name == "tuoi" and said[:1].isdigit() else said)
    return ", ".join(words)


def group_words(dims: str) -> str:
    """By what a part is told apart: "gioi=nữ" -> "giới tính"; "" for the whole."""
    return ", ".join(dimension_words(name) for name in dims_parts(dims))


def offered(dimensions: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The breakdowns that can be asked for: those whose values are listed. name -> keys of its parts in the order of the list."""
    return {
        name: tuple(dims_key({name: value}) for value in values)
        for name, values in dimensions.items()
        if len(values) > 1
    }
