"""Breakdowns by flat keys as people read them: "gioi=nữ" is the part "nữ" of the breakdown by "giới tính". Knows no table.

The name of a breakdown is that of its key ("gioi"), of a crossed one those of its two keys ("gioi*tuoi").
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import prod

from giaoban.kernel.indicators import dims_key
from giaoban.kernel.indicators.dims import dims_parts

CROSS = "*"
"""Between the names of a crossed breakdown."""
TWO = 2
"""So many keys may be crossed."""
MOST = 60
"""So many crossed cells an indicator may have: more are a survey, not a monthly form."""
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
    "tu_35": "từ 35 tuổi trở lên",
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


def name_of(dims: str) -> str:
    """The name of the breakdown that a key belongs to: "gioi=nữ" -> "gioi", "gioi=nữ;tuoi=15-60" -> "gioi*tuoi"; "" for the whole."""
    return CROSS.join(dims_parts(dims))


def breakdown_words(name: str) -> str:
    """What a breakdown is called: "gioi*tuoi" -> "giới tính × nhóm tuổi"."""
    return " × ".join(dimension_words(each) for each in name.split(CROSS))


def listed_keys(dimensions: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The keys whose values are listed."""
    return {name: values for name, values in dimensions.items() if len(values) > 1}


def offered(dimensions: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The breakdowns that can be asked for: those whose values are listed, then each two of them crossed. name -> keys of its parts in the
    order of the lists. Also those with more parts than `MOST`."""
    listed = listed_keys(dimensions)
    found = {name: tuple(dims_key({name: value}) for value in values) for name, values in listed.items()}
    for one, other in combinations(sorted(listed), TWO):
        found[CROSS.join((one, other))] = tuple(
            dims_key({one: value, other: second}) for value in listed[one] for second in listed[other]
        )
    return found


def crossed_size(name: str, dimensions: Mapping[str, Sequence[str]]) -> int:
    """How many cells a crossed breakdown has, also of more keys than may be crossed; 0 where a key of it has no listed values."""
    listed = listed_keys(dimensions)
    return prod(len(listed.get(each, ())) for each in name.split(CROSS))


def with_margins(names: Sequence[str]) -> list[str]:
    """Breakdowns with those by one key that a crossed one is added up to, each once: "gioi*tuoi" -> gioi, tuoi, gioi*tuoi."""
    found = [each for name in names for each in ([*name.split(CROSS), name] if CROSS in name else [name])]
    return sorted(dict.fromkeys(found), key=lambda name: CROSS in name)
