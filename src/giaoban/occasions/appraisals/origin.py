"""Where a figure that an appraisal wrote is shown: the unit's card."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.records.figures.models import Observation
from giaoban.records.figures.origins import origin

SHEETS = "appraisals.sheet"
APPRAISALS = "appraisals.appraisal"


def sheet_page(pk: int, observation: Observation) -> str:
    """The card."""
    return reverse("appraisals:sheet", args=[pk])


def results_page(pk: int, observation: Observation) -> str:
    """The results of an appraisal."""
    return reverse("appraisals:results", args=[pk])


origin(SHEETS, title=_("Phiếu chấm điểm"), url=sheet_page)
origin(APPRAISALS, title=_("Kết quả chấm điểm"), url=results_page)
