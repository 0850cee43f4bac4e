"""A small matrix and small workbooks to hold against it."""

import io
from decimal import Decimal

import xlsxwriter

from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.grid import MISSING, Column, Grid, Row

D = Decimal
REF = "collection/7"


def column(key, name, unit, **more):
    more = {"role": "actual", "kind": "sum", "low": D(0)} | more
    return Column(key, more.pop("indicator_id", int(key)), f"CT.{key}", name, unit, **more)


POOR = column("11", "Số hộ nghèo", "hộ")
MONEY = column("12", "Thu ngân sách", "triệu đồng", decimals=2)
SHARE = column("13", "Tỷ lệ hồ sơ đúng hạn", "%", kind="rate", decimals=1, high=D(100))
PLAN = column("14", "Số hộ nghèo", "hộ", role="plan")
COLUMNS = (POOR, MONEY, SHARE, PLAN)
UNITS = (Row(1, "10123", "Xã An Phú"), Row(2, "10126", "Xã Bình Minh"), Row(3, "10129", "Phường Đông Sơn"))
CELLS = {(1, "11"): D(40), (2, "11"): MISSING, (1, "12"): D("1234.5"), (3, "13"): D("97.5"), (1, "14"): D(38)}


def grid(**more):
    known = {
        "title": "Số liệu tháng 11",
        "period_label": "tháng 11/2026",
        "columns": COLUMNS,
        "rows": UNITS,
        "cells": CELLS,
        "versions": dict.fromkeys(CELLS, 1),
    }
    return Grid(**known | more)


def xlsx(rows, *, formats=None, sheet="Sheet1"):
    """A workbook of somebody's own: rows of texts, numbers and ("formula", value); formats: (row, column) -> number format."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                code = (formats or {}).get((at, place))
                look = book.add_format({"num_format": code}) if code else None
                if isinstance(cell, tuple):
                    page.write_formula(at, place, cell[0], look, cell[1])
                elif cell is not None:
                    page.write(at, place, cell, look)
    return stream.getvalue()


def nobody(texts):
    """A resolver that knows no unit."""
    return {
        text: Problem("ORG-014", text=text, on="30/11/2026", nearest="Gần giống nhất: Xã An Phú.") for text in texts
    }


def shown(reading):
    """What a reading would change: (unit, key) -> value."""
    return {change.proposed.place: change.proposed.after for change in reading.changes}


def codes(reading):
    """Why cells are refused: (unit, key) -> code, and the codes that belong to no cell."""
    return {change.proposed.place: change.problem.code for change in reading.refused}, [
        each.problem.code for each in reading.odd
    ]
