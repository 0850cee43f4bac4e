"""What the room tells people, each in their language: figures are asked for, submitted, approved, returned, commented on.

Once per event, person and day. The message that carries a link to an address is Vietnamese.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from giaoban.ground.access import Actor
from giaoban.ground.access.audience import people_who_may
from giaoban.ground.notices.services import Text, notice_send
from giaoban.ground.org.models import Person, PostHolding
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.occasions.collection.models import CellComment, Collection, CollectionUnit


def unit_people(row: CollectionUnit, *, body_id: int, actor: Actor) -> Iterable[Person]:
    """Those who fill in for a unit."""
    found = people_who_may("collection.fill", body_id=body_id, on=actor.on, unit_id=row.unit_id, reach="unit")
    return found.exclude(pk=actor.person_id or 0)


def unit_heads(row: CollectionUnit, *, actor: Actor) -> list[Person]:
    """Those who head a unit and have an account; they hear of what concerns it where nobody there may fill in."""
    held = PostHolding.objects.on(actor.on).filter(post__unit=row.unit_id, post__rank__in=("chair", "head"))
    heads = Person.objects.filter(pk__in=held.exclude(kind="deputy_for").values("person"), user__is_active=True)
    return list(heads.exclude(pk=actor.person_id or 0).order_by("pk"))


def fillers(row: CollectionUnit, *, body_id: int, actor: Actor) -> list[Person]:
    """Everybody who may fill in for a unit, the actor among them."""
    return list(people_who_may("collection.fill", body_id=body_id, on=actor.on, unit_id=row.unit_id, reach="unit"))


def concerned(row: CollectionUnit, *, body_id: int, actor: Actor) -> tuple[list[Person], bool]:
    """(whom what is asked of a unit is told to, whether anybody may fill in for it): those who fill in, its heads where nobody may. The
    actor is not told: whoever makes a change knows of it."""
    found = fillers(row, body_id=body_id, actor=actor)
    if found:
        return [person for person in found if person.pk != actor.person_id], True
    return unit_heads(row, actor=actor), False


NO_ROLE = gettext_noop(
    "Chưa ai ở đơn vị có quyền điền số liệu: báo người quản trị phân vai trò, hoặc cán bộ tổng hợp tạo đường dẫn."
)


def send(to: Iterable[Person], *, event: str, subject: Text, text: Text, url: str, actor: Actor) -> None:
    """One notice to each."""
    for person in to:
        notice_send(event=event, to=person, subject=subject, body=text, on=actor.on, at=actor.at, url=url)


def because(reason: str) -> str:
    """The line of a reason, "" where there is none."""
    return _("Lý do: %(reason)s") % {"reason": reason} if reason else ""


def paragraphs(*texts: str) -> str:
    """Those that say something, apart."""
    return "\n\n".join(filter(None, texts))


def values_of(collection: Collection) -> dict[str, str]:
    """What most messages say of a collection."""
    return {"title": collection.title, "due": f"{collection.due_on:%d/%m/%Y}"}


def tell_asked(collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor, again: bool = False) -> None:
    """Tell the people of the units that figures are asked for. again: also those who were told so today."""
    values = values_of(collection) | {"body": body_name(body=collection.body_id, on=actor.on)}

    def text(fillable: bool) -> str:
        asked = _("%(body)s đề nghị đơn vị điền “%(title)s”, hạn nộp %(due)s.") % values
        return paragraphs(asked, collection.note, "" if fillable else _(NO_ROLE))

    for row in rows:
        people, fillable = concerned(row, body_id=collection.body_id, actor=actor)
        send(
            people,
            event=f"collection.asked:{row.pk}" + (f":{actor.at:%H%M%S}" if again else ""),
            subject=lambda: _("Đề nghị điền %(title)s, hạn %(due)s") % values,
            text=partial(text, fillable),
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def tell_reminder(collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor) -> None:
    """Remind the people of units that have not submitted."""
    values, late = values_of(collection), actor.on > collection.due_on

    def subject() -> str:
        told = _("Nhắc nộp %(title)s, đã quá hạn %(due)s") if late else _("Nhắc nộp %(title)s, hạn %(due)s")
        return told % values

    def text() -> str:
        when = _("đã quá hạn %(due)s") if late else _("hạn %(due)s")
        told = _("Đơn vị chưa nộp “%(title)s” (%(when)s). Đề nghị điền và nộp.")
        return told % {**values, "when": when % values}

    for row in rows:
        send(
            unit_people(row, body_id=collection.body_id, actor=actor),
            event=f"collection.reminded:{row.pk}",
            subject=subject,
            text=text,
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def tell_recalled(collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor) -> None:
    """Tell the people of the units that nothing is asked any more, and why."""
    values = values_of(collection)

    def text() -> str:
        told = _("“%(title)s” đã được rút, đơn vị không phải điền, nộp nữa.") % values
        return paragraphs(told, because(collection.closed_for))

    for row in rows:
        send(
            unit_people(row, body_id=collection.body_id, actor=actor),
            event=f"collection.recalled:{row.pk}:{actor.at:%H%M%S}",
            subject=lambda: (_("Đã rút %(title)s, không phải nộp nữa") % values)[:200],
            text=text,
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def tell_left_out(collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor, reason: str) -> None:
    """Tell the people of units that were taken out that nothing is asked of them any more, and why."""
    values = values_of(collection)

    def text() -> str:
        told = _("Đơn vị đã được bỏ khỏi “%(title)s”, không phải điền, nộp nữa. Số đã báo vẫn được giữ.") % values
        return paragraphs(told, because(reason))

    for row in rows:
        send(
            concerned(row, body_id=collection.body_id, actor=actor)[0],
            event=f"collection.left_out:{row.pk}:{actor.at:%H%M%S}",
            subject=lambda: (_("Không phải nộp %(title)s nữa") % values)[:200],
            text=text,
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def columns_told(names: Sequence[str], most: int = 4) -> str:
    """Columns in a sentence: the first ones by name, how many more."""
    told = _("cột %(names)s") % {"names": ", ".join(f"“{name}”" for name in names[:most])}
    more = len(names[most:])
    return told + ngettext(" và %(n)s cột nữa", " và %(n)s cột nữa", more) % {"n": more} if more else told


def tell_more(
    collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor, columns: Sequence[str], reason: str
) -> None:
    """Tell the people of units that there is more to fill in, once a change. columns: their names."""
    values = values_of(collection)

    def text(submitted: bool) -> str:
        again = _("Đơn vị đã nộp: điền thêm rồi nộp lại") if submitted else _("Đơn vị điền thêm rồi nộp")
        told = _("“%(title)s” thêm %(columns)s. %(again)s, hạn %(due)s. Số đã điền vẫn còn.")
        return paragraphs(told % {**values, "columns": columns_told(columns), "again": again}, because(reason))

    for row in rows:
        send(
            concerned(row, body_id=collection.body_id, actor=actor)[0],
            event=f"collection.more:{row.pk}:{actor.at:%H%M%S}",
            subject=lambda: (_("Cần điền thêm %(title)s, hạn %(due)s") % values)[:200],
            text=partial(text, row.submitted_at is not None),
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


STEPS = {
    "submit": gettext_noop("%(unit)s đã nộp %(title)s"),
    "approve": gettext_noop("Số liệu của %(unit)s đã được duyệt: %(title)s"),
    "return": gettext_noop("Số liệu của %(unit)s được trả lại để sửa: %(title)s"),
}


def tell_step(row: CollectionUnit, verb: str, *, actor: Actor, name: str) -> None:
    """Tell the office that a unit submitted; tell the unit's people that its figures were approved or returned."""
    collection = row.collection
    values = {"unit": name, "title": collection.title}
    if verb == "submit":
        office = people_who_may("collection.review", body_id=collection.body_id, on=actor.on, reach="body")
        to: Iterable[Person] = office.exclude(pk=actor.person_id or 0)
    else:
        to = unit_people(row, body_id=collection.body_id, actor=actor)
    moment = row.submitted_at if verb == "submit" else row.decided_at
    send(
        to,
        event=f"collection.{verb}:{row.pk}:{moment:%H%M%S}",
        subject=lambda: _(STEPS[verb]) % values,
        text=lambda: paragraphs(_(STEPS[verb]) % values + ".", because(row.returned_reason)),
        url=reverse("collection:form", args=[collection.pk, row.pk]),
        actor=actor,
    )


def tell_comment(comment: CellComment, column: str, *, actor: Actor, office: bool) -> None:
    """Tell the other side that something was said about a value."""
    row = comment.row
    collection = row.collection
    values = {"unit": unit_name(unit=row.unit_id, on=actor.on), "column": column, "by": comment.by}
    if office:
        to: Iterable[Person] = unit_people(row, body_id=collection.body_id, actor=actor)
    else:
        found = people_who_may("collection.review", body_id=collection.body_id, on=actor.on, reach="body")
        to = found.exclude(pk=actor.person_id or 0)

    def subject() -> str:
        asked = _("Cần trả lời: %(unit)s, “%(column)s”") if comment.follow_up else _("Nhận xét: %(unit)s, “%(column)s”")
        return (asked % values)[:200]

    send(
        to,
        event=f"collection.comment:{comment.pk}",
        subject=subject,
        text=lambda: paragraphs(_("%(by)s về số “%(column)s” của %(unit)s:") % values, comment.text),
        url=reverse("collection:cell", args=[collection.pk, row.pk, comment.column_id]),
        actor=actor,
    )


def tell_link(row: CollectionUnit, *, address: str, message: str, secret: str, actor: Actor) -> None:
    """Mail the message with a unit's link to an address. `secret` is the link's address in full: the outbox does not keep it.

    Errors: NOT-001 for an address that is none.
    """
    collection = row.collection
    notice_send(
        event=f"collection.link:{row.pk}:{actor.at:%H%M%S}",
        to=address,
        subject=f"Đề nghị điền {collection.title}, hạn {collection.due_on:%d/%m/%Y}",
        body=message,
        on=actor.on,
        at=actor.at,
        secret=secret,
    )
