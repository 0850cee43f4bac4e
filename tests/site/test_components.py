"""The components: what they print, and that what people typed stays text."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from giaoban.ground import access
from giaoban.ground.journal import Change, FieldChange
from giaoban.kernel.indicators import WORDS
from giaoban.site.templatetags import components

TABLE = """{% table "Báo cáo" stack=True id="t" %}{% column "Đơn vị" sort="unit" %}{% column "Số liệu" "num" %}{% column "Việc" "act" %}
{% rows %}{% for row in rows %}<tr><td>{{ row.0 }}</td><td>{{ row.1 }}</td><td></td></tr>{% endfor %}
<tr class="gb-group"><td colspan="1">Cộng</td><td data-kind="num">9</td></tr>{% endtable %}"""


class Form(forms.Form):
    name = forms.CharField(label="Tên", help_text="Ghi đủ họ tên.", widget=forms.TextInput(attrs={"placeholder": "x"}))
    kind = forms.ChoiceField(label="Loại", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")], required=False)
    level = forms.ChoiceField(label="Mức", choices=[("1", "Một")])
    agreed = forms.BooleanField(label="Đồng ý", help_text="Đọc trước.")
    file = forms.FileField(label="Tệp", help_text="Đến 30 MB.")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def render(source: str, path: str = "/", **values):
    """The tree of a rendered snippet."""
    context = Context({"request": RequestFactory().get(path), **values})
    return html.fromstring(f"<div>{Template(source).render(context)}</div>")


def test_cells_take_kind_and_label_from_their_column():
    page = render(TABLE, rows=[("Xã An Phú", 12), ("Xã Tân Lập", 7)])
    cells = page.xpath("//tbody/tr[2]/td")
    assert [c.get("data-kind") for c in cells] == ["text", "num", "act"]
    assert [c.get("data-label") for c in cells] == ["Đơn vị", "Số liệu", "Việc"]


def test_a_spanning_cell_carries_no_label_and_a_kind_of_its_own_stays():
    cells = render(TABLE, rows=[]).xpath("//tbody/tr[1]/td")
    assert cells[0].get("data-label") is None
    assert (cells[1].get("data-kind"), cells[1].get("data-label")) == ("num", "Số liệu")


def test_a_cell_that_looks_like_markup_stays_text():
    page = render(TABLE, rows=[("<tr><td>x", 1)])
    assert page.xpath("string(//tbody/tr[1]/td[1])") == "<tr><td>x"
    assert len(page.xpath("//tbody/tr")) == 2


def test_a_table_has_a_name_that_can_be_read_aloud_and_can_be_scrolled_by_keyboard():
    page = render(TABLE, rows=[])
    box = page.xpath("//div[@role='region']")[0]
    assert (box.get("aria-label"), box.get("tabindex")) == ("Báo cáo", "0")
    assert page.xpath("string(//caption)") == "Báo cáo"
    assert page.xpath("//th[@data-kind='act']/span[@class='visually-hidden']")


def test_a_column_sorts_up_then_down_and_keeps_the_filters_but_not_the_page():
    up = render(TABLE, "/?trang-thai=sent&trang=4", rows=[]).xpath("//th/a")[0].get("href")
    assert up == "?trang-thai=sent&sap-xep=unit"
    page = render(TABLE, "/?sap-xep=unit", rows=[])
    assert page.xpath("//th[1]")[0].get("aria-sort") == "ascending"
    assert page.xpath("//th/a")[0].get("href") == "?sap-xep=-unit"
    assert render(TABLE, "/?sap-xep=-unit", rows=[]).xpath("//th[1]")[0].get("aria-sort") == "descending"


@pytest.mark.parametrize(
    "source",
    [
        '{% column "x" %}',
        '{% table "x" %}{% column "a" "khong" %}{% rows %}{% endtable %}',
        "{% table %}{% rows %}{% endtable %}",
        '{% table "x" %}{% column %}{% rows %}{% endtable %}',
    ],
)
def test_a_misused_table_is_a_mistake_that_shows_at_once(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


def test_the_pager_says_where_one_is_and_keeps_the_filters():
    page_of = Paginator(range(1240), 25).get_page(7)
    page = render("{% pager p %}", "/?q=đất&trang=7", p=page_of)
    assert "Từ 151 đến 175 trong 1240" in page.text_content()
    assert page.xpath("//*[@aria-current='page']/text()") == ["7"]
    assert page.xpath("//a[@rel='next']")[0].get("href") == "?q=%C4%91%E1%BA%A5t&trang=8"
    assert not render("{% pager p %}", p=Paginator(range(3), 25).get_page(1)).xpath("//nav")


def test_a_field_names_its_help_and_its_error():
    page = render("{% fields f %}", f=Form({"name": ""}))
    box = page.xpath("//input[@name='name']")[0]
    assert box.get("aria-describedby") == "id_name_helptext id_name_error"
    assert box.get("aria-invalid") == "true"
    assert box.get("placeholder") == ""
    assert page.xpath("//*[@id='id_name_helptext']")[0].text_content() == "Ghi đủ họ tên."
    assert page.xpath("//*[@id='id_name_error']//p")[0].text_content().strip()
    assert [e.get("for") for e in page.xpath("//label[text()='Tên']")] == ["id_name"]


def test_every_kind_of_field_has_a_label():
    page = render("{% fields f %}", f=Form())
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert page.xpath(f"//label[@for='{field.get('id')}']"), field.get("name")
    assert page.xpath("//fieldset/legend")[0].text_content().startswith("Loại")
    assert "không bắt buộc" in page.xpath("//fieldset/legend")[0].text_content()
    assert not page.xpath("//label[@for='id_secret']")


def test_each_widget_gets_its_class_and_keeps_its_own():
    form = Form()
    form.fields["name"].widget.attrs["class"] = "gb-short"
    page = render("{% fields f %}", f=form)
    assert page.xpath("//input[@name='name']")[0].get("class") == "form-control gb-short"
    assert page.xpath("//select")[0].get("class") == "form-select"
    assert page.xpath("//input[@name='agreed']")[0].get("class") == "form-check-input"


def test_errors_of_the_whole_form_are_announced():
    form = Form({})
    form.add_error(None, "Hai ngày không khớp.")
    assert "Hai ngày không khớp." in render("{% form_errors f %}", f=form).xpath("//*[@role='alert']")[0].text_content()


def test_a_file_field_takes_drops_and_says_what_it_takes():
    page = render("{% filedrop f.file %}", f=Form({}, {}))
    assert (
        page.xpath("//*[@data-filedrop]//input[@type='file']")[0].get("aria-describedby")
        == "id_file_helptext id_file_error"
    )
    assert "Đến 30 MB." in page.text_content()


@pytest.mark.parametrize(
    ("key", "shown"), [("2026-11", "tháng 11 năm 2026"), ("2026-Q4", "quý IV năm 2026"), ("", ""), ("kỳ 3", "kỳ 3")]
)
def test_a_period_is_shown_as_people_write_it(key, shown):
    assert components.period_name(key) == shown


def test_a_period_is_named_in_the_reader_s_language_and_a_kept_day_is_written_day_first():
    with translation.override("en"):
        assert components.period_name("2026-11") == "November 2026"
        assert components.period_name("theo mùa") == "theo mùa"
    assert components.iso_day("2026-11-25") == "25/11/2026"


def test_a_sentence_of_the_kernel_is_said_in_the_reader_s_language():
    words = {"words": WORDS["behind"], "plain": "Đã gửi"}
    with translation.override("en"):
        page = render("<p>{{ words|said }}, {{ plain|said }}</p>{% badge words 'warn' %}", **words)
        assert page.xpath("//p")[0].text_content() == "behind, Đã gửi"
        assert page.xpath("//span")[0].text_content() == "Behind"
    with translation.override("vi"):
        page = render("<p>{{ words|said }}</p>{% badge words 'warn' %}", **words)
    assert page.xpath("//p")[0].text_content() == "chậm tiến độ"


def test_a_state_shows_its_word_with_the_tone_of_its_code():
    badge = render("{% state 'sent_back' 'đã trả lại' %}").xpath("//span")[0]
    assert "gb-tone-warn" in badge.get("class")
    assert badge.text_content() == "Đã trả lại"
    assert badge.xpath(".//use")[0].get("href").endswith("#warn")
    assert "gb-tone-muted" in render("{% state 'la_lung' 'lạ' %}").xpath("//span")[0].get("class")


def test_a_tone_that_does_not_exist_is_a_mistake():
    with pytest.raises(KeyError):
        render("{% badge 'x' 'hồng' %}")


def test_what_people_typed_stays_text_in_every_component():
    evil = "<b onclick=x>"
    page = render(
        "{% badge e %}{% empty e e '#' e %}{% note %}{{ e }}{% endnote %}{% card e %}{{ e }}{% endcard %}{% tiles %}{% tile e e %}"
        "{% tile 3 e url='#' %}{% endtiles %}{% facts %}{% fact e e %}{% endfacts %}{% tabs e %}{% tab '/x' e %}{% endtabs %}"
        "{% opener 'd' e %}{% dialog id='d' title=e %}{{ e }}{% enddialog %}{% confirm 'c' e e '#' e extra=e %}{% progress 1 2 e %}",
        e=evil,
    )
    assert not page.xpath("//b")
    assert page.text_content().count(evil) == 20


def test_a_dialog_opens_without_scripts_and_is_named():
    page = render("{% opener 'd' 'Sửa' 'primary' 'edit' %}{% dialog id='d' title='Sửa tên' %}<p>x</p>{% enddialog %}")
    assert page.xpath("//a")[0].get("href") == "#d"
    assert page.xpath("//dialog")[0].get("aria-labelledby") == "d-title"
    assert page.xpath("string(//h2[@id='d-title'])") == "Sửa tên"


def test_a_confirmation_posts_with_its_token_its_fields_and_the_reason():
    page = render(
        "{% confirm 'c' 'Trả lại?' 'x' '/di/' 'Trả lại' 'danger' reason=True verb='back' %}", csrf_token="t0k"
    )
    form = page.xpath("//form")[0]
    assert (form.get("method"), form.get("action")) == ("post", "/di/")
    assert dict(form.form_values()) == {"csrfmiddlewaretoken": "t0k", "verb": "back", "reason": ""}
    assert page.xpath("//textarea")[0].get("required") is not None
    assert page.xpath("//label/@for") == page.xpath("//textarea/@id")


def test_the_current_tab_is_the_page_one_is_on():
    source = "{% tabs 'x' %}{% tab '/a/' 'A' %}{% tab '/b/' 'B' count=1200 %}{% endtabs %}"
    page = render(source, "/b/")
    assert page.xpath("//a[@aria-current='page']/@href") == ["/b/"]
    assert "1.200" in page.text_content()


def test_an_icon_is_silent_unless_it_is_given_words():
    assert render("{% icon 'bell' %}").xpath("//svg/@aria-hidden") == ["true"]
    assert render("{% icon 'bell' 'Thông báo' 'lg' %}").xpath("//svg[@role='img']/@aria-label") == ["Thông báo"]


def test_facts_show_a_dash_for_nothing_and_nought_as_nought():
    page = render("{% facts %}{% fact 'a' '' %}{% fact 'b' 0 %}{% endfacts %}")
    assert page.xpath("//dd/text()") == ["–", "0"]


def test_a_tile_groups_its_number():
    assert render("{% tile n 'x' %}", n=Decimal(1234)).xpath("string(//strong)") == "1.234"


def change(op, verb="", fields=(), **values):
    at = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    given = {
        "entry": 1,
        "at": at,
        "op": op,
        "what": "Đơn vị",
        "table": "t",
        "pk": "1",
        "verb": verb,
        "reason": "",
        "who": "Bình",
    }
    return Change(
        **{**given, "source": "", "user_id": None, "post_id": None, "body_id": None, "fields": fields, **values}
    )


def test_the_history_says_who_when_why_and_from_what_to_what():
    verb = next(iter(access.declared()))
    row = change("U", verb, (FieldChange("n", "tên", "cũ", "mới"),), reason="sai tên")
    page = render("{% history c %}", c=[row])
    text = " ".join(page.text_content().split())
    assert str(access.declared()[verb]) in text
    assert "Bình" in text
    assert "09:00 20/11/2026" in text
    assert "Lý do: sai tên" in text
    assert (page.xpath("string(//del)"), page.xpath("string(//ins)")) == ("cũ", "mới")


def test_a_long_change_is_folded_and_a_removal_shows_what_was_there():
    many = tuple(FieldChange(f"f{i}", f"trường {i}", "", str(i)) for i in range(9))
    assert render("{% history c %}", c=[change("I", fields=many)]).xpath("//details//li")
    gone = change("D", fields=(FieldChange("n", "tên", "cũ", "—"),))
    assert render("{% history c %}", c=[gone]).xpath("//del/text()") == ["cũ"]
    assert "40 dòng" in render("{% history c %}", c=[change("B", rows=40)]).text_content()


def test_no_history_says_what_will_stand_there():
    assert "Chưa có thay đổi nào" in render("{% history c %}", c=[]).text_content()


def test_components_speak_english_where_english_is_chosen():
    with translation.override("en"):
        assert "No changes yet" in render("{% history c %}", c=[]).text_content()
