"""Who may do what: roles by unit, classification and body, or a dated grant, as one SQL predicate.

access.declare({"reports.view": _("Xem báo cáo")})
access.policy(Submission, view="reports.view", body="body", unit="unit")
access.visible(actor, "reports.view", Submission.objects.all())
access.require(actor, "reports.submit", submission)
"""

from giaoban.ground.access.actor import Actor
from giaoban.ground.access.checks import (
    allowed,
    allowed_verbs,
    require,
    require_anywhere,
    require_in,
    require_whole,
    verbs_anywhere,
    visible,
    whole,
)
from giaoban.ground.access.export import rows
from giaoban.ground.access.generic import visible_generic
from giaoban.ground.access.registry import Policy, policy, policy_of, registered
from giaoban.ground.access.verbs import declare, declared, entitle, titles

__all__ = [
    "Actor",
    "Policy",
    "allowed",
    "allowed_verbs",
    "declare",
    "declared",
    "entitle",
    "policy",
    "policy_of",
    "registered",
    "require",
    "require_anywhere",
    "require_in",
    "require_whole",
    "rows",
    "titles",
    "verbs_anywhere",
    "visible",
    "visible_generic",
    "whole",
]
