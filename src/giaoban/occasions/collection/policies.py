"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.occasions.collection.models import (
    Cell,
    CellComment,
    Collection,
    CollectionColumn,
    CollectionUnit,
    Prefill,
)

access.declare(
    {
        "collection.view": _("Xem đợt thu thập số liệu của đơn vị"),
        "collection.manage": _("Lập, mở, đóng đợt thu thập số liệu"),
        "collection.fill": _("Điền, nộp số liệu"),
        "collection.review": _("Duyệt, trả lại số liệu của đơn vị"),
    }
)
access.entitle(
    {
        "collection.create": _("Lập đợt thu thập số liệu"),
        "collection.change": _("Sửa đợt thu thập số liệu"),
        "collection.start": _("Mở đợt thu thập số liệu"),
        "collection.close": _("Đóng đợt thu thập, chốt số liệu"),
        "collection.reopen": _("Mở lại đợt thu thập số liệu"),
        "collection.recall": _("Rút đợt thu thập số liệu"),
        "collection.delete": _("Xóa đợt thu thập đang chuẩn bị"),
        "collection.excuse": _("Miễn báo số liệu"),
        "collection.submit": _("Nộp số liệu"),
        "collection.approve": _("Duyệt số liệu của đơn vị"),
        "collection.return": _("Trả lại số liệu của đơn vị"),
        "collection.remind": _("Nhắc nộp số liệu"),
        "collection.prefill": _("Tính số gợi ý từ sổ"),
        "collection.apply": _("Nhập số liệu từ tệp, từ bảng dán"),
        "collection.comment": _("Nhận xét về một số"),
        "collection.settle": _("Xác nhận nhận xét đã rõ"),
    }
)
access.policy(Collection, view="collection.view", body="body", unit="units__unit")
access.policy(
    CollectionColumn,
    view="collection.view",
    body="collection__body",
    unit="collection__units__unit",
    classification="indicator__classification",
)
access.policy(CollectionUnit, view="collection.view", body="collection__body", unit="unit")
for placed in (Cell, Prefill, CellComment):
    access.policy(
        placed,
        view="collection.view",
        body="row__collection__body",
        unit="row__unit",
        classification="column__indicator__classification",
        parent="row",
    )

journal.track(Collection)
journal.track(CollectionColumn, part_of="collection")
journal.track(CollectionUnit, part_of="collection")
journal.track(Cell, ignore=("observation",), part_of="row")
journal.track(CellComment, part_of="row")
journal.untracked("collection.Prefill", "Số máy tính từ sổ để gợi ý; tính lại được bất cứ lúc nào.")


def found_collection(collection: Collection) -> search.Found:
    """A collection is found by its title, period and note."""
    return search.Found(
        title=collection.title,
        url=reverse("collection:collection", args=[collection.pk]),
        text="\n".join((collection.period, collection.note)),
        body_id=collection.body_id,
        on=collection.due_on,
    )


search.source(Collection, found_collection)
