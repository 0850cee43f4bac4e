"""The pages of the room: who may open which, what they cost, what their forms do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from giaoban.ground import journal
from giaoban.ground.access.models import Grant, Role, RoleAssignment
from giaoban.ground.directory.models import User
from giaoban.ground.directory.services.links import link_create
from giaoban.ground.org.models import Person, Post, PostHolding, Unit, UnitGroup, UnitName
from giaoban.ground.org.selectors import unit_name
from tests.cast import SINCE
from tests.ground.directory.test_signin import sign_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
LISTS = ("units", "bodies", "people", "groups", "accounts", "roles", "assignments", "grants", "links")
TODAY = timezone.localdate()


def day(before):
    """The day so many days before today, as people write it."""
    return f"{TODAY - timedelta(days=before):%d/%m/%Y}"


DAY = day(0)


@pytest.fixture
def at_work(cast, client):
    """Sign a member in; returns the client."""

    def sign(name):
        client.force_login(cast.users[name])
        return client

    return sign


def url(name, *args):
    return reverse(f"directory:{name}", args=args)


def details(cast):
    """Every page of one object, with an object."""
    group = UnitGroup.objects.create(name="Các thôn", body=cast.bodies["ubnd"])
    return [
        url("unit", cast.units["van_hoa"].pk),
        url("unit_history", cast.units["van_hoa"].pk),
        url("body", cast.bodies["ubnd"].pk),
        url("body_history", cast.bodies["ubnd"].pk),
        url("person", cast.people["cuong"].pk),
        url("person_history", cast.people["cuong"].pk),
        url("post", cast.posts["cuong"].pk),
        url("group", group.pk),
        url("account_detail", cast.users["cuong"].pk),
        url("role_history", cast.roles["all"].pk),
    ]


def test_every_page_opens_for_the_clerk_and_none_before_sign_in(cast, at_work, client):
    forms = [
        url("body_new"),
        url("unit_new"), url("post_new"), url("person_new"), url("group_new"), url("account_new"), url("role_new"), url("assign"),
        *(url(f"unit_{name}", cast.units["van_hoa"].pk) for name in ("rename", "move", "merge", "split", "abolish", "alias")),
        url("person_edit", cast.people["cuong"].pk), url("person_erase", cast.people["cuong"].pk),
        url("holding_new", cast.people["cuong"].pk), url("holding_end", cast.holdings["cuong"].pk),
        url("post_end", cast.posts["cuong"].pk), url("account_edit", cast.users["cuong"].pk),
        url("account_lock", cast.users["cuong"].pk), url("account_reset", cast.users["cuong"].pk),
        url("role_edit", cast.roles["all"].pk),
        url("body_rename", cast.bodies["ubnd"].pk), url("body_end", cast.bodies["ubnd"].pk),
        url("grant") + f"?loai=org.unit&so={cast.units['van_hoa'].pk}",
        url("own"), url("acting"), url("sessions"),
    ]  # fmt: skip
    pages = [url(name) for name in LISTS] + details(cast) + forms
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 302, page
        assert reverse("account_login") in answer.url
    at_work("binh")
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "<h1>" in answer.content.decode()


def test_strangers_and_readers_are_kept_out_of_what_is_not_theirs(cast, at_work):
    dung = at_work("dung")
    assert dung.get(url("unit_rename", cast.units["van_hoa"].pk)).status_code == 403
    assert dung.get(url("account_detail", cast.users["cuong"].pk)).status_code == 404
    assert dung.get(url("person_edit", cast.people["cuong"].pk)).status_code == 403
    giang = at_work("giang")
    assert giang.get(url("role_new")).status_code == 403
    assert giang.get(url("unit_new")).status_code == 403
    assert giang.get(url("grant") + f"?loai=org.unit&so={cast.units['van_hoa'].pk}").status_code == 403
    assert giang.get(url("grant") + "?loai=no.such&so=1").status_code == 404


def grow(cast, numbers):
    """Many more units, people, posts, accounts, assignments, grants, links and groups: one of each for each number."""
    for number in numbers:
        unit = Unit.objects.create(kind="hamlet", level="hamlet", valid_from=SINCE)
        UnitName.objects.create(unit=unit, name=f"Thôn số {number}", valid_from=SINCE)
        unit.parents.create(tree="state", parent=cast.units["an_phu"], valid_from=SINCE)
        person = Person.objects.create(full_name=f"Lò Văn {number}")
        post = Post.objects.create(
            body=cast.bodies["ubnd"], unit=cast.units["van_hoa"], title=f"Chuyên viên {number}", valid_from=SINCE
        )
        PostHolding.objects.create(person=person, post=post, valid_from=SINCE)
        User.objects.create(username=f"cv{number}", person=person)
        row = RoleAssignment.objects.create(
            post=post, role=cast.roles["reader"], body=cast.bodies["ubnd"], unit=unit, valid_from=SINCE
        )
        UnitGroup.objects.create(
            name=f"Nhóm {number}", body=cast.bodies["ubnd"], rule_kinds=["hamlet"], rule_under=unit
        )
        actor = cast.actor("binh", at=timezone.now())
        link_create(
            actor=actor, obj=row, verbs=["access.view"], purpose="thử", until=actor.at + timedelta(days=1), unit=unit
        )


def counted(client):
    """How many queries each list takes when it is opened a second time."""
    found = {}
    for name in LISTS:
        client.get(url(name))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(name)).status_code == 200
        found[name] = len(captured)
    return found


def test_a_list_costs_the_same_at_any_size_and_at_most_fifteen_queries(cast, at_work):
    client = at_work("binh")
    grow(cast, range(3))
    few = counted(client)
    grow(cast, range(3, 63))
    assert counted(client) == few
    assert max(few.values()) <= MOST_QUERIES, few


def test_the_tree_is_shown_on_any_day(cast, at_work):
    client = at_work("binh")
    assert "Xã An Phú" in client.get(url("units")).content.decode()
    assert "Xã An Phú" not in client.get(url("units") + "?ngay=1990-01-01").content.decode()
    assert "Văn phòng Đảng ủy" in client.get(url("units") + "?cay=party&ngay=" + DAY).content.decode()
    assert client.get(url("units") + "?ngay=hôm-qua").status_code == 400


def test_people_of_ones_own_body_come_first_and_of_all_bodies_when_asked(cast, at_work):
    client, stranger = at_work("binh"), cast.people["dung"].full_name
    own = client.get(url("people")).content.decode()
    assert cast.people["cuong"].full_name in own
    assert stranger not in own
    assert stranger not in client.get(url("people") + "?q=dung").content.decode()
    assert stranger in client.get(url("people") + "?q=dung&pham-vi=tat-ca").content.decode()
    with journal.acting(label="kiểm thử", source="command"):
        Person.objects.create(full_name="Người Mới Chưa Có Chức Vụ")
    assert "Người Mới Chưa Có Chức Vụ" in client.get(url("people")).content.decode()
    files = {reach: b"".join(client.get(url("people") + f"?xuat=csv{reach}")) for reach in ("", "&pham-vi=tat-ca")}
    assert stranger.encode() not in files[""]
    assert stranger.encode() in files["&pham-vi=tat-ca"]


def test_people_are_found_by_name_without_accents_and_saved_as_a_file(cast, at_work):
    cast.people["giang"].full_name = "=cmd|' /C calc'!A0"
    cast.people["giang"].save()
    client = at_work("binh")
    page = client.get(url("people") + "?q=manh cuong").content.decode()
    assert "Lê Mạnh Cường" in page
    assert "Trần Thị Bình" not in page.split("<main", 1)[1].split("</main>")[0]
    answer = client.get(url("people") + "?xuat=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "Họ và tên,Chức vụ,Đơn vị,Cơ quan"
    assert (
        "Lê Mạnh Cường,Trưởng phòng Văn hóa – Xã hội,Phòng Văn hóa – Xã hội xã An Phú,Ủy ban nhân dân xã An Phú"
        in lines
    )
    assert any(line.startswith(("'=cmd", "\"'=cmd")) for line in lines)
    assert answer["Content-Disposition"] == 'attachment; filename="can-bo.csv"'


def test_telephone_and_birth_are_shown_to_those_who_keep_the_record_only(cast, at_work):
    Person.objects.filter(pk=cast.people["cuong"].pk).update(phone="0912345678")
    page = url("person", cast.people["cuong"].pk)
    assert "0912345678" in at_work("binh").get(page).content.decode()
    assert "0912345678" in at_work("cuong").get(page).content.decode()
    assert "0912345678" not in at_work("dung").get(page).content.decode()
    history = url("person_history", cast.people["cuong"].pk)
    cast.people["cuong"].phone = "0987654321"
    cast.people["cuong"].save()
    assert "0987654321" in at_work("binh").get(history).content.decode()
    assert "0987654321" not in at_work("dung").get(history).content.decode()


def sure(client, address, data):
    """Send a form, look at the preview, do what it shows."""
    seen = client.post(address, data)
    assert seen.status_code == 200, seen.context["form"].errors
    return client.post(address, {**data, "xac-nhan": seen.context["mark"]})


def test_a_unit_is_set_up_renamed_moved_merged_split_and_ended_with_reason(cast, at_work):
    client = at_work("binh")
    made = client.post(url("unit_new"), {
        "name": "Ban Quản lý chợ", "kind": "service_unit", "level": "commune", "parent": cast.units["an_phu"].pk, "tree": "state",
        "on": day(20),
    })  # fmt: skip
    assert made.status_code == 302
    unit = Unit.objects.latest("pk")
    for name, data in (
        ("rename", {"name": "Ban Quản lý chợ và bến xe"}),
        ("move", {"parent": cast.units["kinh_te"].pk, "tree": "state"}),
        ("alias", {"alias": "BQL chợ"}),
    ):
        if name != "alias":
            without = client.post(url(f"unit_{name}", unit.pk), {**data, "on": day(19)})
            assert without.status_code == 422
        done = client.post(url(f"unit_{name}", unit.pk), {**data, "on": day(19), "reason": "theo quyết định"})
        assert done.status_code == 302, done.context["form"].errors
    unit.refresh_from_db()
    assert unit_name(unit=unit.pk, on=unit.valid_from + timedelta(days=1)) == "Ban Quản lý chợ và bến xe"
    history = client.get(url("unit_history", unit.pk)).content.decode()
    assert "Đổi tên đơn vị" in history
    assert "theo quyết định" in history
    assert "Trần Thị Bình, Văn thư – Thống kê" in history
    merged = sure(client, url("unit_merge", unit.pk), {
        "other_1": cast.units["thon_dong"].pk, "name": "Đơn vị mới", "on": day(18), "reason": "gộp",
    })  # fmt: skip
    assert merged.status_code == 302, merged.context
    new = Unit.objects.latest("pk")
    parts = {"name_1": "Phần một", "name_2": "Phần hai", "on": day(17), "reason": "tách"}
    split = sure(client, url("unit_split", new.pk), parts)
    assert split.status_code == 302, split.context
    last = Unit.objects.latest("pk")
    ended = sure(client, url("unit_abolish", last.pk), {"on": day(16), "reason": "giải thể"})
    assert ended.status_code == 302
    last.refresh_from_db()
    assert last.valid_to == TODAY - timedelta(days=16)
    page = client.get(url("unit", unit.pk) + "?ngay=" + day(18)).content.decode()
    assert "Đơn vị mới" in page


def test_a_refusal_of_the_service_is_said_on_the_form(cast, at_work):
    client = at_work("binh")
    answer = client.post(url("unit_abolish", cast.units["an_phu"].pk), {"on": DAY, "reason": "thử"})
    assert answer.status_code == 422
    assert "còn" in str(answer.context["form"].non_field_errors())


def test_a_person_comes_holds_deputises_and_goes(cast, at_work):
    client = at_work("binh")
    client.post(url("person_new"), {"full_name": "Nông Thị  Hạnh", "email": "hanh@anphu.example"})
    person = Person.objects.latest("pk")
    assert person.full_name == "Nông Thị Hạnh"
    client.post(url("post_new"), {
        "title": "Kế toán", "rank": "staff", "body": cast.bodies["ubnd"].pk, "unit": cast.units["kinh_te"].pk, "seats": 1, "on": day(30),
    })  # fmt: skip
    post = Post.objects.latest("pk")
    hold = {"post": post.pk, "kind": "holder", "on": day(30)}
    assert client.post(url("holding_new", person.pk), hold).status_code == 302
    deputy = {"post": cast.posts["cuong"].pk, "kind": "deputy_for", "on": day(30)}
    assert client.post(url("holding_new", person.pk), deputy).status_code == 422
    assert client.post(url("holding_new", person.pk), {**deputy, "until": day(-30)}).status_code == 302
    edited = {"full_name": "Nông Thị Hạnh", "phone": "0911", "email": "", "reason": "bổ sung"}
    assert client.post(url("person_edit", person.pk), edited).status_code == 302
    holding = PostHolding.objects.get(person=person, post=post)
    assert client.post(url("holding_end", holding.pk), {"on": DAY, "reason": "chuyển"}).status_code == 302
    assert client.post(url("post_end", post.pk), {"on": DAY, "reason": "bỏ"}).status_code == 302
    made = client.post(url("account_new"), {"person": person.pk, "username": "hanh"})
    assert made.status_code == 200
    user = User.objects.get(username="hanh")
    assert user.check_password(made.context["password"])
    assert user.must_change_password
    assert client.post(url("person_erase", person.pk), {"reason": "theo đơn"}).status_code == 302
    person.refresh_from_db()
    user.refresh_from_db()
    assert (person.phone, user.is_active) == ("", False)


def test_an_account_is_changed_locked_opened_and_given_a_new_password(cast, at_work):
    client = at_work("binh")
    cuong = cast.users["cuong"]
    assert (
        client.post(url("account_edit", cuong.pk), {"username": "BINH", "email": "", "reason": "x"}).status_code == 422
    )
    done = client.post(
        url("account_edit", cuong.pk), {"username": "cuong2", "email": "c2@anphu.example", "reason": "x"}
    )
    assert done.status_code == 302
    for active in (False, True):
        assert client.post(url("account_lock", cuong.pk), {"reason": "nghỉ"}).status_code == 302
        cuong.refresh_from_db()
        assert cuong.is_active is active
    own = client.post(url("account_lock", cast.users["binh"].pk), {"reason": "thử"})
    assert own.status_code == 422
    reset = client.post(url("account_reset", cuong.pk), {"reason": "quên", "second_factor": "on"})
    cuong.refresh_from_db()
    assert cuong.check_password(reset.context["password"])
    assert "no-store" in reset["Cache-Control"]
    assert reset.context["password"] not in str(journal.history(cuong))
    assert client.post(url("account_new"), {"person": cast.people["cuong"].pk, "username": "z"}).status_code == 422


def test_roles_assignments_and_grants_are_given_and_ended_on_pages(cast, at_work):
    client = at_work("binh")
    role = {"code": "thu-quy", "title": "Thủ quỹ", "verbs": ["org.view"]}
    assert client.post(url("role_new"), role).status_code == 302
    made = Role.objects.get(code="thu-quy")
    edit = {"title": "Thủ quỹ xã", "verbs": ["org.view", "access.view"], "reason": "x"}
    assert client.post(url("role_edit", made.pk), edit).status_code == 302
    given = {
        "post": cast.posts["giang"].pk,
        "role": made.pk,
        "classification": 1,
        "valid_from": day(30),
        "subtree": "on",
    }
    assert client.post(url("assign"), given).status_code == 302
    row = RoleAssignment.objects.latest("pk")
    assert client.post(url("unassign", row.pk), {"on": DAY, "reason": "x"}).status_code == 302
    assert client.get(url("assignments") + "?het-han=1").status_code == 200
    page = url("grant") + f"?loai=org.post&so={cast.posts['cuong'].pk}"
    until = f"{timezone.localtime() + timedelta(days=1):%H:%M %d/%m/%Y}"
    grant = {"post": cast.posts["dung"].pk, "verbs": ["org.edit"], "until": until, "reason": "phối hợp"}
    assert client.post(page, {**grant, "unit": cast.units["tinh"].pk}).status_code == 422
    assert client.post(page, {**grant, "verbs": ["access.assign"]}).status_code == 422
    assert client.post(page, grant).status_code == 302
    listed = client.get(url("grants")).content.decode()
    assert "Trưởng phòng Văn hóa – Xã hội" in listed
    stored = Grant.objects.get()
    assert client.post(url("ungrant", stored.pk), {"reason": "xong"}).status_code == 302
    assert "Thu hồi" not in client.get(url("grants") + "?het-han=1").content.decode().split("<main", 1)[1]


def test_groups_are_kept_on_pages(cast, at_work):
    client = at_work("binh")
    wrong = client.post(url("group_new"), {"name": "Các thôn", "rule_kinds": ["hamlet"]})
    assert wrong.status_code == 422
    rule = {"name": "Các thôn", "rule_kinds": ["hamlet"], "rule_under": cast.units["an_phu"].pk}
    assert client.post(url("group_new"), rule).status_code == 302
    assert "Thôn Đông" in client.get(url("group", UnitGroup.objects.get().pk)).content.decode()
    assert client.post(url("group_new"), {"name": "Tổ công tác", "aliases": "TCT\n"}).status_code == 302
    group = UnitGroup.objects.get(name="Tổ công tác")
    assert group.aliases == ["TCT"]
    assert client.post(url("group_add", group.pk), {"unit": cast.units["kinh_te"].pk, "on": day(30)}).status_code == 302
    assert "Phòng Kinh tế" in client.get(url("group", group.pk)).content.decode()
    out = client.post(url("group_remove", group.pk, cast.units["kinh_te"].pk), {"on": DAY, "reason": "x"})
    assert out.status_code == 302
    assert client.post(url("group_edit", group.pk), {"name": "Tổ", "aliases": "", "reason": "x"}).status_code == 302
    assert client.post(url("group_close", group.pk), {"on": day(30), "reason": "x"}).status_code == 302
    assert client.get(url("group", group.pk)).status_code == 404


def test_a_link_is_revoked_on_its_page(cast, at_work):
    actor = cast.actor("binh", at=timezone.now())
    row = RoleAssignment.objects.get(post=cast.posts["binh"])
    link, token = link_create(
        actor=actor, obj=row, verbs=["access.view"], purpose="thử", until=actor.at + timedelta(days=1)
    )
    client = at_work("binh")
    listed = client.get(url("links")).content.decode()
    assert "Đang dùng" in listed
    assert token not in listed
    assert client.post(url("unlink", link.pk), {"reason": "nhầm"}).status_code == 302
    assert "Đã thu hồi" in client.get(url("links")).content.decode()


def test_a_deputy_chooses_as_whom_to_work_and_the_session_remembers(cast, at_work):
    client = at_work("hoa")
    PostHolding.objects.filter(pk=cast.holdings["hoa_for_an"].pk).update(
        valid_to=timezone.localdate() + timedelta(days=9)
    )
    assert client.get(url("role_new")).status_code == 403
    chosen = client.post(url("acting"), {"holding": cast.holdings["hoa_for_an"].pk, "next": "//evil.example/"})
    assert chosen.url == url("acting")
    assert client.get(url("role_new")).status_code == 200
    onward = client.post(url("acting"), {"holding": cast.holdings["hoa"].pk, "next": url("people")})
    assert onward.url == url("people")
    assert client.get(url("role_new")).status_code == 403
    assert client.post(url("acting"), {"holding": cast.holdings["an"].pk}).status_code == 403
    assert client.post(url("acting"), {"holding": "x"}).status_code == 403


def test_ones_own_page_keeps_language_and_theme(cast, at_work):
    client = at_work("binh")
    assert client.post(url("own"), {"language": "en", "theme": "dark"}).status_code == 302
    cast.users["binh"].refresh_from_db()
    assert (cast.users["binh"].language, cast.users["binh"].theme) == ("en", "dark")
    assert client.post(url("own"), {"language": "xx", "theme": "dark"}).status_code == 422


def test_other_sessions_are_listed_and_ended(cast, client):
    other = Client()
    sign_in(client)
    sign_in(other)
    page = client.get(url("sessions"))
    assert len(page.context["rows"]) == 2
    client.post(url("sessions"))
    assert len(client.get(url("sessions")).context["rows"]) == 1
    assert other.get(url("own")).status_code == 302
