"""What every page of a session begins with: the session, what the actor may do with it, and how refusals are told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import Session
from giaoban.occasions.meetings.selectors import sessions as reads
from giaoban.occasions.meetings.states import SESSION

__all__ = ["Frame", "frame_of", "told"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A session as its pages know it; `may_prepare` and `may_conclude` are False once it is closed."""

    actor: Actor
    session: Session
    may_prepare: bool
    may_conclude: bool

    @property
    def context(self) -> dict[str, Any]:
        """For the template."""
        return {
            "session": self.session,
            "state": SESSION.label(self.session.state),
            "may_prepare": self.may_prepare,
            "may_conclude": self.may_conclude,
        }


def frame_of(request: HttpRequest, pk: int) -> Frame:
    """The frame of a session's page: one query. Errors: ACC-002 where the actor may not know of it."""
    actor = actor_of(request)
    session = reads.session_get(actor, pk)
    if session.state == "closed":
        return Frame(actor, session, may_prepare=False, may_conclude=False)
    may = vars(session)
    return Frame(actor, session, may_prepare=may["may_prepare"], may_conclude=may["may_conclude"])


def told(request: HttpRequest, call: Callable[[], object], *codes: str) -> bool:
    """Do something; a refusal of one of these codes becomes a notice on the next page. True where it was done."""
    try:
        call()
    except Problem as problem:
        if problem.code not in codes:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
        return False
    return True
