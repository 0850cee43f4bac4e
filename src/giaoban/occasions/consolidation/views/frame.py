"""What every page of a report begins with: the report and what the actor may do with it; how refusals are told."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.models import Consolidated
from giaoban.occasions.consolidation.offering import is_longer
from giaoban.occasions.consolidation.states import CONSOLIDATED


@dataclass(frozen=True, slots=True)
class Frame:
    """A report as its pages know it; `may_draft` and `may_issue` are False once it is issued."""

    actor: Actor
    report: Consolidated
    may_draft: bool
    may_issue: bool

    @property
    def context(self) -> dict[str, Any]:
        """For the template."""
        return {
            "report": self.report,
            "state": CONSOLIDATED.label(self.report.state),
            "may_draft": self.may_draft,
            "may_issue": self.may_issue,
            "longer": self.may_draft and is_longer(self.report),
        }


def frame_of(request: HttpRequest, pk: int) -> Frame:
    """The frame of a report's page: two queries. Errors: ACC-002 where the actor may not know of it."""
    actor = actor_of(request)
    report = selectors.report_get(actor, pk)
    if report.state != "draft":
        return Frame(actor, report, may_draft=False, may_issue=False)
    may = access.allowed_verbs(actor, report, ["consolidation.draft", "consolidation.issue"])
    return Frame(actor, report, "consolidation.draft" in may, "consolidation.issue" in may)


def typed(request: HttpRequest, name: str, most: int) -> str:
    """What was typed: at most so many signs, without the one sign that PostgreSQL cannot store."""
    return request.POST.get(name, "").replace("\x00", "")[:most]


def number(request: HttpRequest, name: str) -> int:
    """A number of a POST; 0 for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@contextmanager
def told(request: HttpRequest, stay: Collection[str]) -> Iterator[None]:
    """Tell a refusal with one of these codes on the page that the step leads to; any other refusal goes on."""
    try:
        yield
    except Problem as problem:
        if problem.code not in stay:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
