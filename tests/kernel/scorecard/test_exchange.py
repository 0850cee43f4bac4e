"""Sets as TOML: both ways, and refused with the place and what is wrong there."""

from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import read_set, write_set

HEAD = """
code = "x"
title = "Bộ tiêu chí"
groups = [{ code = "1", title = "Nhóm" }]
"""
ONE = '[[criteria]]\ncode = "1.1"\ngroup = "1"\ntitle = "Một"\nmax = 10\n'
WHOLE = (
    HEAD
    + 'version = 3\nscale = "points"\ncap = 100\nkinds = ["commune"]\nyears = 5\nregister_months = 5\nnote = "dòng \\"một\\" \\\\ hai"\n'
    + 'variants = { "TN" = "Tây Nguyên", "" = "Cả nước" }\nvalid_from = 2016-10-17\n'
    + ONE
    + 'rule = { kind = "share_bands", steps = [{ from = "0", points = "0" }, { from = "62.5", points = "7.5" }] }\nevidence = "ảnh"\n'
    + ONE.replace("1.1", "1.2")
    + 'rule = { kind = "choice", choices = [{ points = 2, label = "sớm" }] }\n'
    + ONE.replace("1.1", "1.3")
    + 'rule = { kind = "threshold", compare = "<=", bound = 6, bounds = { TN = "7,5" } }\nrole = "bonus"\n'
    + ONE.replace("1.1", "1.4")
    + 'rule = { kind = "faults", each = 0.5 }\n'
    + '[[bands]]\ncode = "b"\ntitle = "Khá"\nfrom = 70\n[[bands]]\ncode = "a"\ntitle = "Tốt"\nfrom = 85\nneeds = ["1.1", "1"]\n'
)


def test_a_set_that_is_written_reads_as_the_same_set():
    found = read_set(WHOLE)
    assert read_set(write_set(found)) == found
    assert [band.code for band in found.bands] == ["a", "b"]
    assert found.criteria[2].rule.bound("TN") == Decimal("7.5")
    assert found.criteria[2].rule.bound("ĐBSH") == 6
    assert (found.valid_from, found.validity.years, found.cap) == ("2016-10-17", 5, 100)


def test_no_number_loses_a_digit_on_the_way():
    assert read_set(WHOLE).criteria[3].rule.each == Decimal("0.5")
    assert "each" in write_set(read_set(WHOLE))


def test_control_characters_are_written_escaped():
    found = read_set(HEAD.replace("Bộ tiêu chí", "Bộ \\u0007 tiêu chí") + ONE)
    assert read_set(write_set(found)) == found


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("=", "tệp"),
        ("x" * 500_001, "tệp"),
        ("a = 1" + "0" * 400 + ".5e99999999999999999999", "tệp"),
        (HEAD, "criteria"),
        (HEAD + ONE + ONE, "criteria 1.1"),
        (HEAD.replace("}]", '}, { code = "1", title = "Lại" }]') + ONE, "groups 1"),
        (HEAD + ONE.replace('group = "1"', 'group = "9"'), "criteria 1.1"),
        (HEAD + ONE.replace("10", "-1"), "criteria 1.1"),
        (HEAD + ONE.replace("10", '"mười"'), "criteria 1.1"),
        (HEAD + ONE.replace("10", "nan"), "criteria 1.1"),
        (HEAD + ONE + "rule = 1", "criteria 1.1"),
        (HEAD + ONE + 'rule = { kind = "eval" }', "kind"),
        (HEAD + ONE + 'rule = { kind = "count_bands" }', "criteria 1.1"),
        (HEAD + ONE + 'rule = { kind = "choice" }', "criteria 1.1"),
        (HEAD + ONE + 'rule = { kind = "faults" }', "criteria 1.1"),
        (HEAD + ONE + 'role = "penalty"\nrule = { kind = "faults", each = 1 }', "criteria 1.1"),
        (HEAD + ONE + 'rule = { kind = "count_bands", steps = [{ from = 0, points = 11 }] }', "criteria 1.1"),
        (HEAD + ONE + 'rule = { kind = "count_bands", steps = 4 }', "steps"),
        (HEAD + "digits = 4\n" + ONE, "digits"),
        (HEAD + "digits = 100\n" + ONE, "digits"),
        (HEAD + 'digits = "một"\n' + ONE, "digits"),
        (HEAD + ONE + '[[bands]]\ncode = "b"\ntitle = "B"\nneeds = ["9"]', "bands b"),
        (HEAD.replace('title = "Bộ tiêu chí"', "") + ONE, "title"),
        (HEAD.replace('"Bộ tiêu chí"', "[1]") + ONE, "title"),
    ],
)  # fmt: skip
def test_a_set_that_is_wrong_is_refused_with_the_place(text, where):
    with pytest.raises(Problem) as refusal:
        read_set(text)
    assert refusal.value.code == "SCO-001"
    assert f"ở {where}:" in refusal.value.sentence()
