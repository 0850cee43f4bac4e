"""What is wrong with the shape of a call to the API, in words: pydantic says it in English, Vietnamese stands here by its kind of fault."""

from collections.abc import Mapping
from typing import Any

OTHER = "Giá trị chưa đúng."
SAID = {
    "missing": "Thiếu mục này.",
    "extra_forbidden": "Không có mục này.",
    "string_type": "Phải là chữ.",
    "string_too_long": "Dài quá {max_length} ký tự.",
    "string_too_short": "Phải có ít nhất {min_length} ký tự.",
    "string_pattern_mismatch": "Chưa đúng dạng yêu cầu.",
    "bool_type": "Phải là true hoặc false.",
    "bool_parsing": "Phải là true hoặc false.",
    "int_type": "Phải là số nguyên.",
    "int_parsing": "Phải là số nguyên.",
    "int_parsing_size": "Số quá lớn.",
    "int_from_float": "Phải là số nguyên.",
    "decimal_type": "Phải là số.",
    "decimal_parsing": "Phải là số.",
    "decimal_max_digits": "Số có quá nhiều chữ số.",
    "finite_number": "Phải là số hữu hạn.",
    "greater_than": "Phải lớn hơn {gt}.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than": "Phải nhỏ hơn {lt}.",
    "less_than_equal": "Nhiều nhất là {le}.",
    "literal_error": "Phải là một trong các giá trị: {expected}.",
    "enum": "Phải là một trong các giá trị: {expected}.",
    "date_type": "Phải là ngày, ghi như 2026-11-25.",
    "date_parsing": "Phải là ngày, ghi như 2026-11-25.",
    "date_from_datetime_parsing": "Phải là ngày, ghi như 2026-11-25.",
    "date_from_datetime_inexact": "Phải là ngày, không kèm giờ.",
    "list_type": "Phải là danh sách.",
    "too_long": "Có {actual_length} phần tử, nhiều nhất là {max_length}.",
    "too_short": "Có {actual_length} phần tử, ít nhất là {min_length}.",
    "dict_type": "Phải là đối tượng JSON.",
    "model_type": "Phải là đối tượng JSON.",
    "model_attributes_type": "Phải là đối tượng JSON.",
    "json_invalid": "Không phải JSON.",
}
OWN = "value_error"
"""A rule of ours, which says itself what it wants, in the language of the call."""


def said(fault: Mapping[str, Any], language: str) -> str:
    """What is wrong, in a language ("vi", "en"). fault: as pydantic lists it, with type, msg and ctx."""
    told, kind = str(fault["msg"]), str(fault["type"])
    if kind == OWN:
        return told.removeprefix("Value error, ")
    if language == "en":
        return told
    values = {name: str(value).replace(" or ", " hoặc ") for name, value in (fault.get("ctx") or {}).items()}
    try:
        return SAID.get(kind, OTHER).format(**values)
    except KeyError:
        return OTHER
