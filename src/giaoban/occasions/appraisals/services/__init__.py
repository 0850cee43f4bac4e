"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

from giaoban.occasions.appraisals.services.deciding import (
    appraisal_decide,
    appraisal_reopen,
    decision_draft,
    results_open,
)
from giaoban.occasions.appraisals.services.earlier import Earlier, earlier_record
from giaoban.occasions.appraisals.services.opening import (
    Entrant,
    appraisal_open,
    appraisal_step,
    reviewer_add,
    reviewer_remove,
    unit_exclude,
    unit_include,
)
from giaoban.occasions.appraisals.services.recognitions import (
    plan_add,
    plan_remove,
    recognition_add,
    recognition_revoke,
)
from giaoban.occasions.appraisals.services.reviewing import (
    review_agree,
    review_save,
    reviews_agree,
    sheet_step,
    sheets_step,
)
from giaoban.occasions.appraisals.services.scoring import (
    Given,
    evidence_add,
    evidence_remove,
    scores_save,
    scores_save_all,
    sheet_send,
    sheets_send,
)
from giaoban.occasions.appraisals.services.sets import (
    criterion_remove,
    criterion_save,
    set_change,
    set_import,
    set_step,
    set_take,
    set_version,
)

__all__ = [
    "Earlier",
    "Entrant",
    "Given",
    "appraisal_decide",
    "appraisal_open",
    "appraisal_reopen",
    "appraisal_step",
    "criterion_remove",
    "criterion_save",
    "decision_draft",
    "earlier_record",
    "evidence_add",
    "evidence_remove",
    "plan_add",
    "plan_remove",
    "recognition_add",
    "recognition_revoke",
    "results_open",
    "review_agree",
    "review_save",
    "reviewer_add",
    "reviewer_remove",
    "reviews_agree",
    "scores_save",
    "scores_save_all",
    "set_change",
    "set_import",
    "set_step",
    "set_take",
    "set_version",
    "sheet_send",
    "sheet_step",
    "sheets_send",
    "sheets_step",
    "unit_exclude",
    "unit_include",
]
