"""Who acts: a person as a post of a body, a unit through a link, the program itself, or nobody."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, Self

from django.utils import timezone

Kind = Literal["user", "link", "system", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor for the length of one request or job.

    `post_id` is the post whose authority is used, also when a deputy uses it: then `deputy_for_post_id` is the same post, and the
    label says so. `body_id` and `unit_id` are that post's. `on` is the local date of `at`; nothing below reads the clock.
    """

    kind: Kind
    label: str
    at: datetime
    user_id: int | None = None
    person_id: int | None = None
    post_id: int | None = None
    body_id: int | None = None
    unit_id: int | None = None
    deputy_for_post_id: int | None = None
    link_id: int | None = None
    story: str | None = None
    """What the demonstration's clock shows at `at` (may be ""); None where `at` is the real moment."""
    memory: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What has been read about this actor's rights; lives and dies with the actor."""

    @property
    def on(self) -> date:
        """The local date."""
        return timezone.localdate(self.at)

    @property
    def is_known(self) -> bool:
        """True unless nobody is signed in and no link is used."""
        return self.kind != "nobody"

    @property
    def is_deputy(self) -> bool:
        """True where a deputy acts in the holder's place."""
        return self.deputy_for_post_id is not None

    @classmethod
    def system(cls, label: str, *, at: datetime | None = None) -> Self:
        """The program itself, for jobs and commands: it sees and may do everything; `label` enters the journal."""
        return cls(kind="system", label=label, at=at or timezone.now())

    @classmethod
    def nobody(cls, *, at: datetime) -> Self:
        """Somebody who has not signed in: sees nothing."""
        return cls(kind="nobody", label="", at=at)

    def later(self, by: timedelta) -> Self:
        """The same actor at another moment, with nothing remembered."""
        return replace(self, at=self.at + by, memory={})
