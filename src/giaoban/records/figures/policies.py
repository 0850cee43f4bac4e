"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.ground.directory.services.tokens import offer
from giaoban.records.figures.models import (
    CropSeason,
    CurrentValue,
    Indicator,
    IndicatorAlias,
    Observation,
    ObservationImport,
    Period,
    Target,
)

access.declare(
    {
        "figures.view": _("Xem số liệu, chỉ tiêu"),
        "figures.edit": _("Sửa danh mục chỉ tiêu, giao chỉ tiêu"),
        "figures.record": _("Ghi số liệu"),
        "figures.lock": _("Chốt, mở chốt số liệu"),
        "figures.imports": _("Xem các lần nhập số liệu từ tệp"),
    }
)
access.entitle(
    {
        "figures.indicator_create": _("Lập chỉ tiêu"),
        "figures.indicator_change": _("Sửa chỉ tiêu"),
        "figures.indicator_version": _("Lập phiên bản mới của chỉ tiêu"),
        "figures.indicator_retire": _("Ngừng dùng chỉ tiêu"),
        "figures.indicator_alias_add": _("Thêm cách gọi của chỉ tiêu"),
        "figures.indicator_alias_remove": _("Bỏ cách gọi của chỉ tiêu"),
        "figures.target_set": _("Giao chỉ tiêu"),
        "figures.target_hand_down": _("Phân giao chỉ tiêu"),
        "figures.target_register": _("Đăng ký chỉ tiêu"),
        "figures.import": _("Nhập số liệu từ tệp"),
        "figures.seasons_adopt": _("Lấy lịch thời vụ gợi ý"),
        "figures.season_change": _("Sửa vụ sản xuất"),
        "figures.approve": _("Duyệt số liệu"),
        "figures.submit": _("Trình số liệu"),
        "figures.send_back": _("Trả lại số liệu"),
        "figures.unlock": _("Mở chốt số liệu"),
    }
)
offer("figures.view", "figures.record", "figures.edit")  # what keys for programs may be made for
access.policy(Indicator, view="figures.view", body="body", classification="classification")
access.policy(
    IndicatorAlias,
    view="figures.view",
    body="indicator__body",
    classification="indicator__classification",
    parent="indicator",
)
access.policy(Period, view="figures.view", open_verbs=("figures.view",))
SETTLED = {"state__in": ("approved", "locked")}
"""Figures that the offices of a body may see of each other: those it has approved. What a unit is still writing is its own."""
for placed, where in ((Observation, SETTLED), (CurrentValue, SETTLED), (Target, {})):
    access.policy(
        placed,
        view="figures.view",
        body="body",
        unit="unit",
        classification="indicator__classification",
        wide_verbs=("figures.view",),
        wide_where=where,
    )
access.policy(CropSeason, view="figures.view", body="body")
access.policy(ObservationImport, view="figures.imports", body="body")

journal.track(Indicator)
journal.track(IndicatorAlias, part_of="indicator")
journal.track(Period)
journal.track(Observation)
journal.track(Target, part_of="indicator")
journal.track(CropSeason)
journal.track(ObservationImport, exclude=("report",))
journal.untracked(
    "figures.CurrentValue", "Chép từ lần ghi mới nhất của số liệu bằng trigger; dựng lại được bất cứ lúc nào."
)


def found_indicator(indicator: Indicator) -> search.Found:
    """An indicator is found by its code, name and the words under which reports state it."""
    return search.Found(
        title=f"{indicator.code} – {indicator.name}",
        url=reverse("figures:indicator", args=[indicator.pk]),
        text="\n".join((indicator.unit_of_measure, indicator.source, *(a.alias for a in indicator.aliases.all()))),
        body_id=indicator.body_id,
        on=indicator.valid_from,
    )


search.source(Indicator, found_indicator)
