"""Two people in one table at the same moment, on two connections: no cell is lost, none is written twice."""

import threading

from django.db import connection

from giaoban.kernel.problems import Problem
from giaoban.occasions.collection import services
from giaoban.occasions.collection.models import Cell
from tests.cast import make_cast
from tests.occasions.collection.making import collection, column_of, row_of


def test_of_two_who_write_one_cell_at_once_one_is_told(real_db):
    cast = make_cast()
    made = collection(cast)
    row, column = row_of(made, cast), column_of(made, "hon")
    start, results = threading.Barrier(2), []

    def write(who, text):
        try:
            start.wait(timeout=10)
            cell = services.cell_set(actor=cast.actor(who), row=row, column_id=column.pk, text=text, version=0)
            results.append(("kept", str(cell.amount)))
        except Problem as problem:
            results.append((problem.code, problem.sentence("vi")))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=pair) for pair in (("cuong", "120"), ("binh", "125"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = Cell.objects.get()
    assert sorted(code for code, _said in results) == ["COL-013", "kept"]
    assert kept.version == 1
    told = next(said for code, said in results if code == "COL-013")
    assert "120" in told
    assert "125" in told
