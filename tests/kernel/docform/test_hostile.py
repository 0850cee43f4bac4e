"""Files whose inside was torn apart: a list of changes or a Problem, never a crash."""

import copy
import io
import random
import zipfile

import pytest
from lxml import etree

from giaoban.kernel.docform import diff, read_back
from giaoban.kernel.problems import Problem
from tests.kernel.docform.edited import written
from tests.kernel.docform.made import report

MAIN = "word/document.xml"
VALUES = ["", "0", "x" * 50, "gb_p1__00000000", "gf_0123456789abcdef_1_00000000", "gz_p2", "Heading3"]


def torn(seed: int) -> bytes:
    """The report with elements of its body deleted, doubled, carried elsewhere, their values and words changed."""
    chance = random.Random(seed)
    source = zipfile.ZipFile(io.BytesIO(written(report())))
    root = etree.fromstring(source.read(MAIN))
    elements = list(root.iter())[2:]
    for _ in range(chance.choice([1, 2, 5, 20, 80])):
        one, other = chance.choice(elements), chance.choice(elements)
        parent, deed = one.getparent(), chance.randrange(5)
        if deed == 0 and parent is not None:
            parent.remove(one)
        elif deed == 1 and parent is not None:
            parent.append(copy.deepcopy(one))
        elif deed == 2 and one not in other.iterancestors() and one is not other:
            other.append(one)
        elif deed == 3 and one.attrib:
            one.attrib[chance.choice(list(one.attrib))] = chance.choice(VALUES)
        elif deed == 4:
            one.text = chance.choice(["", "12", "Một câu khác", "\u00a0"])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, etree.tostring(root) if name == MAIN else source.read(name))
    return stream.getvalue()


def told(seed: int) -> str:
    """The first change of a torn file, or the code of its Problem."""
    try:
        found = diff(report(), read_back(torn(seed)))
    except Problem as problem:
        return problem.code
    return found[0].kind if found else "none"


def test_four_torn_files_are_told_or_refused():
    assert {told(seed) for seed in range(4)} <= {
        "text",
        "field",
        "removed",
        "added",
        "moved",
        "field_lost",
        "row_added",
        "row_removed",
        "none",
    }


@pytest.mark.slow
def test_a_hundred_torn_files_are_told_or_refused():
    assert len({told(seed) for seed in range(10, 110)}) > 4
