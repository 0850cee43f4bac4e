"""What a problem says, to whom."""

import pytest

from giaoban.kernel.problems import Entry, Problem, entries, register

register({"ZZZ-001": Entry("Không mở được {name}. Chọn tệp khác.", "Cannot open {name}. Choose another file.", 404)})


def test_a_problem_speaks_vietnamese_unless_asked_for_english():
    problem = Problem("ZZZ-001", name="a.docx")
    assert problem.sentence() == "Không mở được a.docx. Chọn tệp khác."
    assert problem.sentence("en") == "Cannot open a.docx. Choose another file."
    assert str(problem) == "ZZZ-001: Không mở được a.docx. Chọn tệp khác."
    assert problem.status == 404


def test_an_unregistered_code_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        Problem("ZZZ-999")


def test_a_code_belongs_to_one_sentence():
    register({"ZZZ-001": entries()["ZZZ-001"]})
    with pytest.raises(ValueError, match="already taken"):
        register({"ZZZ-001": Entry("khác", "other")})


def test_a_malformed_code_is_refused():
    with pytest.raises(ValueError, match="malformed"):
        register({"zz1": Entry("a", "b")})
