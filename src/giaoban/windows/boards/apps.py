"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    """Boards with charts, pivots and comparisons of the body's figures; owns no tables."""

    name = "giaoban.windows.boards"
    label = "boards"
    verbose_name = _("Biểu đồ, so sánh")
    navigation = (
        {"url": "boards:home", "label": _("Biểu đồ, so sánh"), "verb": "figures.view", "symbol": "board", "order": 27},
    )

    figure_looks = (
        {"of": "indicator", "url": "boards:indicator", "label": _("Xem biểu đồ")},
        {"of": "unit", "url": "boards:unit", "label": _("Bảng số liệu của đơn vị")},
        {"of": "year", "url": "boards:year", "label": _("Biểu đồ tiến độ")},
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.windows.boards import policies, problems  # noqa: F401
