"""What the room tells people: figures are asked for, submitted, approved, returned, commented on. Once per event, person and day."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from giaoban.ground.access import Actor
from giaoban.ground.access.audience import people_who_may
from giaoban.ground.notices.services import notice_send
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


NO_ROLE = "Chưa ai ở đơn vị có quyền điền số liệu: báo người quản trị phân vai trò, hoặc cán bộ tổng hợp tạo đường dẫn."


def send(to: Iterable[Person], *, event: str, subject: str, text: str, url: str, actor: Actor) -> None:
    """One notice to each."""
    for person in to:
        notice_send(event=event, to=person, subject=subject, body=text, on=actor.on, at=actor.at, url=url)


def tell_asked(collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor, again: bool = False) -> None:
    """Tell the people of the units that figures are asked for. again: also those who were told so today."""
    body = body_name(body=collection.body_id, on=actor.on)
    due = f"{collection.due_on:%d/%m/%Y}"
    text = f"{body} đề nghị đơn vị điền “{collection.title}”, hạn nộp {due}."
    for row in rows:
        people, fillable = concerned(row, body_id=collection.body_id, actor=actor)
        send(
            people,
            event=f"collection.asked:{row.pk}" + (f":{actor.at:%H%M%S}" if again else ""),
            subject=f"Đề nghị điền {collection.title}, hạn {due}",
            text="\n\n".join(filter(None, (text, collection.note, "" if fillable else NO_ROLE))),
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def tell_reminder(collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor) -> None:
    """Remind the people of units that have not submitted."""
    due = f"{collection.due_on:%d/%m/%Y}"
    late = "đã quá hạn" if actor.on > collection.due_on else "hạn"
    for row in rows:
        send(
            unit_people(row, body_id=collection.body_id, actor=actor),
            event=f"collection.reminded:{row.pk}",
            subject=f"Nhắc nộp {collection.title}, {late} {due}",
            text=f"Đơn vị chưa nộp “{collection.title}” ({late} {due}). Đề nghị điền và nộp.",
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def tell_recalled(collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor) -> None:
    """Tell the people of the units that nothing is asked any more, and why."""
    for row in rows:
        send(
            unit_people(row, body_id=collection.body_id, actor=actor),
            event=f"collection.recalled:{row.pk}:{actor.at:%H%M%S}",
            subject=f"Đã rút {collection.title}, không phải nộp nữa"[:200],
            text=f"“{collection.title}” đã được rút, đơn vị không phải điền, nộp nữa.\n\nLý do: {collection.closed_for}",
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def tell_left_out(collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor, reason: str) -> None:
    """Tell the people of units that were taken out that nothing is asked of them any more, and why."""
    for row in rows:
        send(
            concerned(row, body_id=collection.body_id, actor=actor)[0],
            event=f"collection.left_out:{row.pk}:{actor.at:%H%M%S}",
            subject=f"Không phải nộp {collection.title} nữa"[:200],
            text=f"Đơn vị đã được bỏ khỏi “{collection.title}”, không phải điền, nộp nữa. Số đã báo vẫn được giữ.\n\nLý do: {reason}",
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def tell_more(
    collection: Collection, rows: Sequence[CollectionUnit], *, actor: Actor, columns: str, reason: str
) -> None:
    """Tell the people of units that there is more to fill in, once a change. columns: which, in words."""
    due = f"{collection.due_on:%d/%m/%Y}"
    why = f"\n\nLý do: {reason}" if reason else ""
    for row in rows:
        again = "Đơn vị đã nộp: điền thêm rồi nộp lại" if row.submitted_at else "Đơn vị điền thêm rồi nộp"
        send(
            concerned(row, body_id=collection.body_id, actor=actor)[0],
            event=f"collection.more:{row.pk}:{actor.at:%H%M%S}",
            subject=f"Cần điền thêm {collection.title}, hạn {due}"[:200],
            text=f"“{collection.title}” thêm {columns}. {again}, hạn {due}. Số đã điền vẫn còn.{why}",
            url=reverse("collection:form", args=[collection.pk, row.pk]),
            actor=actor,
        )


def tell_step(row: CollectionUnit, verb: str, *, actor: Actor, name: str) -> None:
    """Tell the office that a unit submitted; tell the unit's people that its figures were approved or returned."""
    collection = row.collection
    sentence = {
        "submit": f"{name} đã nộp {collection.title}",
        "approve": f"Số liệu của {name} đã được duyệt: {collection.title}",
        "return": f"Số liệu của {name} được trả lại để sửa: {collection.title}",
    }[verb]
    if verb == "submit":
        office = people_who_may("collection.review", body_id=collection.body_id, on=actor.on, reach="body")
        to: Iterable[Person] = office.exclude(pk=actor.person_id or 0)
    else:
        to = unit_people(row, body_id=collection.body_id, actor=actor)
    moment = row.submitted_at if verb == "submit" else row.decided_at
    reason = f"\n\nLý do: {row.returned_reason}" if row.returned_reason else ""
    send(
        to,
        event=f"collection.{verb}:{row.pk}:{moment:%H%M%S}",
        subject=sentence,
        text=f"{sentence}.{reason}",
        url=reverse("collection:form", args=[collection.pk, row.pk]),
        actor=actor,
    )


def tell_comment(comment: CellComment, column: str, *, actor: Actor, office: bool) -> None:
    """Tell the other side that something was said about a value."""
    row = comment.row
    collection = row.collection
    name = unit_name(unit=row.unit_id, on=actor.on)
    if office:
        to: Iterable[Person] = unit_people(row, body_id=collection.body_id, actor=actor)
    else:
        found = people_who_may("collection.review", body_id=collection.body_id, on=actor.on, reach="body")
        to = found.exclude(pk=actor.person_id or 0)
    subject = f"{'Cần trả lời' if comment.follow_up else 'Nhận xét'}: {name}, “{column}”"
    send(
        to,
        event=f"collection.comment:{comment.pk}",
        subject=subject[:200],
        text=f"{comment.by} về số “{column}” của {name}:\n\n{comment.text}",
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
