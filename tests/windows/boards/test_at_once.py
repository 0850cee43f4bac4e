"""A new value shows on every board at once, and the boards say as of which record they are."""

import pytest
from django.urls import reverse

from giaoban.records.figures.models import CurrentValue
from giaoban.records.figures.printing import spread
from giaoban.windows.boards.view import shown
from tests.pages import client_of, text_of
from tests.records.figures.making import indicator, record
from tests.windows.boards.test_indicator_page import target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def boards_of(cast, of):
    """{name of a board: (the figure of Phòng Kinh tế in November as it is printed there, the newest record)}, each asked anew."""
    unit, client = cast.units["kinh_te"].pk, client_of(cast)

    def ask(name, *args, **query):
        answer = client.get(reverse(f"boards:{name}", args=args), query, follow=True)
        return answer.context, answer.context["view"].as_of.latest

    month = {"tu": "2026-11", "den": "2026-11", "cap": "office", "ct": of.pk}
    course, as_of_course = ask("indicator", of.pk, **{"don-vi": unit})
    restated, as_of_restated = ask("indicator", of.pk, **{"don-vi": unit, "cach": "quy-doi", "ngay": "2026-11-20"})
    month_page, as_of_unit = ask("unit", unit, thang="2026-11")
    pivot, as_of_pivot = ask("pivot", **month)
    compared, as_of_compared = ask("compare", cap="office", thang="2026-11", ct=of.pk)
    year, _none = ask("year", nam="2026", **{"don-vi": unit})
    ((place, *_rest),) = [shown(compared["view"], row)[2:] for row in compared["view"].rows]
    return {
        "indicator": (course["chart"].series[0].points[-1].words, as_of_course),
        "restated": (restated["chart"].series[0].points[-1].words, as_of_restated),
        "unit": (month_page["found"].lines[0].now.words, as_of_unit),
        "pivot": (cells_of(pivot["view"], "Phòng Kinh tế xã An Phú")[0], as_of_pivot),
        "compare": (place.words, as_of_compared),
        "year": (spread(year["page_obj"].object_list[0].judged.reached), as_of_unit),
    }


def cells_of(view, name):
    """The cells of a row as a page prints them."""
    (found,) = [cells[1:] for cells in (shown(view, row) for row in view.rows) if cells[0].words == name]
    return [cell.words for cell in found]


def test_a_new_value_shows_on_every_board_at_once_with_its_number(cast):
    of = indicator(cast, kind="stock", time_op="last")
    record(cast, of, "5", unit="van_hoa")
    target(cast, of, "20", unit="kinh_te")
    for amount in ("12", "17", "16.5"):
        record(cast, of, amount, unit="kinh_te")
        newest = max(CurrentValue.objects.filter(indicator=of).values_list("observation", flat=True))
        said = amount.replace(".", ",")
        found = boards_of(cast, of)
        assert {name: words.replace(".", ",") for name, (words, _number) in found.items()} == dict.fromkeys(found, said)
        assert {number for _words, number in found.values()} == {newest}


def test_a_board_says_when_it_was_read_in_which_states_and_up_to_which_record(cast):
    of = indicator(cast)
    made = record(cast, of, "12", unit="kinh_te")
    answer = client_of(cast).get(reverse("boards:indicator", args=[of.pk]))
    said = "Số liệu đọc lúc 09:00 ngày 20/11/2026, gồm 1 đã duyệt"
    assert f"{said}." in text_of(answer)
    assert "mang số" not in text_of(answer), "a number of a record says nothing to people"
    file = client_of(cast).get(reverse("boards:indicator", args=[of.pk]), {"dang": "csv"})
    assert f"{said}; lần ghi mới nhất mang số {made.pk}." in b"".join(file.streaming_content).decode("utf-8-sig")
