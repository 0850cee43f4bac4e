"""Files made to keep the reader busy are refused or read in time that grows with their size."""

import zlib

import pytest

from giaoban.kernel.extract import Limits, extract
from giaoban.kernel.problems import Problem
from tests.timing import cpu_seconds

pytestmark = pytest.mark.untraced


def test_a_long_numbered_list_takes_time_in_proportion_to_its_length():
    page = b"<html><body><ol start=3>" + b"<li>muc" * 30_000 + b"</ol></body></html>"
    assert cpu_seconds(lambda: extract(page, name="a.html"), enough=10) < 10
    document = extract(page, name="a.html")
    assert document.text.startswith("3. muc")
    assert document.text.endswith("30002. muc")


def test_lists_within_lists_keep_their_own_numbers():
    page = b"<ol><li>a<ol><li>b<li>c</ol><li>d</ol><ol start=7><li>e</ol>"
    assert extract(page, name="a.html").text.split() == ["1.", "a", "1.", "b", "2.", "c", "2.", "d", "7.", "e"]


def streams(count, size, dictionary=b""):
    packed = zlib.compress(bytes(size), 9)
    head = b"<</Filter/FlateDecode%s/Length %d>> stream\n" % (dictionary, len(packed))
    return b"%PDF-1.4\n" + b"".join(b"%d 0 obj " % n + head + packed + b"\nendstream endobj\n" for n in range(1, count))


@pytest.mark.parametrize(("dictionary", "count"), [(b"", 12), (b"/Subtype/Image", 42)])
def test_many_streams_that_are_large_together_are_weighed_together(dictionary, count):
    limits = Limits(max_xml=200_000, max_unpacked=1_000_000)
    with pytest.raises(Problem) as caught:
        extract(streams(count, 100_000, dictionary), name="a.pdf", limits=limits)
    assert caught.value.code == "EXT-012"


@pytest.mark.parametrize(("dictionary", "count"), [(b"", 10), (b"/Subtype/Image", 40)])
def test_streams_below_the_sum_are_not_too_large(dictionary, count):
    limits = Limits(max_xml=200_000, max_unpacked=1_000_000)
    with pytest.raises(Problem) as caught:
        extract(streams(count, 100_000, dictionary), name="a.pdf", limits=limits)
    assert caught.value.code != "EXT-012"
