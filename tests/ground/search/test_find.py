"""What is found, in which order, by whom."""

import pytest
from django.db import connection, transaction

from giaoban.ground import search
from giaoban.ground.access.models import RoleAssignment
from giaoban.ground.search.models import SearchRow
from giaoban.ground.search.services import MOST_TEXT, clean
from giaoban.ground.search.words import MOST_WORDS, SNIPPET, snippet, terms, tsquery

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(cast, monkeypatch):
    """Role assignments (walled by body) stand in for documents: title and text are given by hand."""
    texts = {
        "binh": ("Kế hoạch hòa giải ở cơ sở", "Tổ hoà giải thôn Đông họp ngày 12/11. Đường giao thông nông thôn."),
        "cuong": ("Báo cáo đấu giá đất", "Đấu giá quyền sử dụng đất 15 lô, thu 39 tỷ 981 triệu đồng. Số 12/BC-UBND."),
        "giang": ("Dau gia xe cu", "Thông báo không dấu."),
        "dung": ("Báo cáo đấu giá đất xã Tân Lập", "Của xã khác."),
        "khanh": ("Nghị quyết về đất đai", "Của Đảng ủy: đấu giá."),
    }
    wanted = {cast.posts[name].pk: value for name, value in texts.items()}

    def describe(row: RoleAssignment) -> search.Found | None:
        if row.post_id not in wanted:
            return None
        title, text = wanted[row.post_id]
        return search.Found(title=title, text=text, url=f"/x/{row.pk}", body_id=row.body_id, unit_id=row.unit_id)

    from giaoban.ground.search import sources

    monkeypatch.setattr(sources, "_SOURCES", {})
    search.source(RoleAssignment, describe)
    for row in RoleAssignment.objects.all():
        search.index(row)
    return cast


def titles(cast, query, name="binh", **options):
    return [hit.title for hit in search.find(cast.actor(name), query, **options)]


def test_words_without_accents_find_words_with_them(shelf):
    assert titles(shelf, "hoa giai") == ["Kế hoạch hòa giải ở cơ sở"]
    assert titles(shelf, "duong giao thong") == ["Kế hoạch hòa giải ở cơ sở"]


@pytest.mark.parametrize("query", ["hòa giải", "hoà giải", "HÒA GIẢI", "hoa giai"])
def test_both_placings_of_the_tone_mark_are_one_word(shelf, query):
    assert titles(shelf, query) == ["Kế hoạch hòa giải ở cơ sở"]


def test_the_very_accents_come_first(shelf):
    assert titles(shelf, "đấu giá") == ["Báo cáo đấu giá đất", "Dau gia xe cu"]
    assert titles(shelf, "dau gia xe") == ["Dau gia xe cu"]


def test_the_title_weighs_more_than_the_text(shelf):
    row = RoleAssignment.objects.get(post=shelf.posts["binh"])
    SearchRow.objects.filter(object_id=row.pk).update(text="Cuối trang có nhắc đấu giá đất một lần.")
    assert titles(shelf, "đấu giá đất") == ["Báo cáo đấu giá đất", "Kế hoạch hòa giải ở cơ sở"]


@pytest.mark.parametrize("query", ["12/BC-UBND", "12/bc", "39 tỷ 981", "quyền sử dụng đấ"])
def test_numbers_symbols_and_beginnings_of_words_are_found(shelf, query):
    assert titles(shelf, query) == ["Báo cáo đấu giá đất"]


@pytest.mark.parametrize("query", ["", " ", "đ", "()", "& | !", "'; --", "không có từ này"])
def test_what_cannot_be_found_finds_nothing_and_breaks_nothing(shelf, query):
    assert titles(shelf, query) == []


def test_nobody_finds_what_lies_behind_a_wall(shelf):
    assert titles(shelf, "đấu giá", "dung") == ["Báo cáo đấu giá đất xã Tân Lập"]
    assert titles(shelf, "đấu giá", "khanh") == ["Nghị quyết về đất đai"]
    for name in ("link", "nobody"):
        assert titles(shelf, "đấu giá", name) == []
    assert len(titles(shelf, "đấu giá", "system")) == 4


def test_what_is_found_can_be_narrowed_and_paged(shelf):
    assert titles(shelf, "đấu giá", "system", body_id=shelf.bodies["dang_uy"].pk) == ["Nghị quyết về đất đai"]
    assert titles(shelf, "đấu giá", unit_id=shelf.units["van_hoa"].pk) == ["Báo cáo đấu giá đất"]
    everything = titles(shelf, "đấu giá", "system")
    assert titles(shelf, "đấu giá", "system", limit=2) == everything[:2]
    assert titles(shelf, "đấu giá", "system", limit=2, offset=2) == everything[2:]


def test_a_row_lives_in_its_owners_transaction(shelf):
    row = RoleAssignment.objects.get(post=shelf.posts["binh"])
    with transaction.atomic():
        search.remove(row)
        assert titles(shelf, "hòa giải") == []
        transaction.set_rollback(True)
    assert titles(shelf, "hòa giải") == ["Kế hoạch hòa giải ở cơ sở"]
    search.index(row)
    assert SearchRow.objects.filter(object_id=row.pk).count() == 1


def test_an_object_that_is_kept_out_is_forgotten(shelf):
    row = RoleAssignment.objects.get(post=shelf.posts["binh"])
    row.post_id = shelf.posts["an"].pk
    search.index(row)
    assert titles(shelf, "hòa giải") == []


def test_rebuilding_finds_the_same_and_forgets_what_is_gone(shelf):
    before = set(SearchRow.objects.values_list("object_id", "title", "text"))
    SearchRow.objects.filter(title__startswith="Dau").delete()
    SearchRow.objects.filter(title__startswith="Nghị").update(object_id=10**9)
    assert search.rebuild() == len(before) == 5
    assert set(SearchRow.objects.values_list("object_id", "title", "text")) == before


def test_a_hit_says_what_it_is_and_where(shelf):
    hit = search.find(shelf.actor("binh"), "hòa giải")[0]
    assert (hit.kind, hit.url[:3], hit.on) == ("phân vai trò", "/x/", None)
    assert hit.snippet.startswith("Tổ hoà giải")


def test_finding_costs_the_same_at_any_size(shelf, django_assert_max_num_queries):
    actor = shelf.actor("binh")
    with django_assert_max_num_queries(4):
        search.find(actor, "đấu giá")


def test_an_undeclared_model_is_a_mistake_of_ours(shelf):
    with pytest.raises(LookupError):
        search.index(shelf.roles["all"])
    with pytest.raises(AttributeError):
        getattr(search, "no_such_thing")  # noqa: B009


def test_the_search_uses_its_index(shelf):
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM search_searchrow WHERE folded @@ to_tsquery('simple', 'dau & gia:*')")
        assert "search_row_folded" in "\n".join(row[0] for row in cursor.fetchall())


def test_text_is_cleaned_and_cut(shelf, monkeypatch):
    assert clean("a\x00b") == "a b"
    assert clean("ho\u0300a") == "hòa"
    row = RoleAssignment.objects.get(post=shelf.posts["binh"])
    from giaoban.ground.search import sources

    search.source(RoleAssignment, lambda _row: search.Found(title="đ" * 900, text="chữ " * 200_000, url="/"))
    assert RoleAssignment in sources.sources()
    search.index(row)
    stored = SearchRow.objects.get(object_id=row.pk)
    assert (len(stored.title), len(stored.text)) == (500, MOST_TEXT)


def test_words_of_a_query():
    assert terms("Hòa giải, 12/BC-UBND!", exact=False) == ["hoa", "giai", "12", "bc", "ubnd"]
    assert terms("Hòa", exact=True) == ["hoà"]
    assert len(terms("từ " * 50, exact=False)) == MOST_WORDS
    assert tsquery(["a", "b"]) == "a & b:*"


def test_a_snippet_shows_the_place_of_the_first_word():
    text = "Mở đầu dài dòng. " * 30 + "Đấu giá quyền sử dụng đất. " + "Phần cuối. " * 30
    shown = snippet(text, "đấu giá")
    assert "Đấu giá quyền sử dụng đất" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= SNIPPET + 4
    assert snippet("ngắn", "khác") == "ngắn"
    assert snippet("x" * 500, "y") == "x" * SNIPPET + " …"
