"""A table of states decides what may follow what."""

import pytest

from giaoban.kernel.problems import Problem
from giaoban.kernel.workflow import Flow, Label

TASK = Flow(
    {("assigned", "accept"): "doing", ("doing", "report"): "reported", ("reported", "send_back"): "doing"},
    labels={"accept": "nhận việc", "reported": "đã báo cáo"},
)


def test_a_listed_step_leads_to_its_state():
    assert TASK.step("assigned", "accept") == "doing"


def test_anything_not_listed_is_refused_in_words():
    with pytest.raises(Problem) as refusal:
        TASK.step("reported", "accept")
    assert refusal.value.code == "FLW-001"
    assert "nhận việc" in refusal.value.sentence()
    assert "đã báo cáo" in refusal.value.sentence()


def test_states_and_verbs_are_read_off_the_table():
    assert TASK.states == ("assigned", "doing", "reported")
    assert TASK.verbs("reported") == ("send_back",)
    assert TASK.verbs("closed") == ()
    assert TASK.label("doing") == "doing"
    assert TASK.choices == [("assigned", "assigned"), ("doing", "doing"), ("reported", "đã báo cáo")]


def test_a_verb_of_nobody_s_table_is_not_repeated_and_names_are_said_in_the_reader_s_language(monkeypatch):
    monkeypatch.setattr(Label, "named", staticmethod(lambda text, language: f"{text} in {language}"))
    with pytest.raises(Problem) as refusal:
        TASK.step("reported", "<b>drop</b>")
    assert "làm việc này" in refusal.value.sentence()
    assert "đã báo cáo in en" in refusal.value.sentence("en")
    assert "drop" not in refusal.value.sentence() + refusal.value.sentence("en")
