"""The one exception type for expected refusals, and the catalogue of their codes.

A problem has a code for machines and support ("EXT-003") and a sentence for people in Vietnamese and English: what happened, to
what, what to do next. A room declares its problems once, in its own `problems.py`:

    register({"TSK-012": Entry("Hạn mới {new_due} sớm hơn hạn cũ {due}. Chọn ngày muộn hơn.", "…")})
    raise Problem("TSK-012", new_due="01/02/2026", due="05/02/2026")
"""

from giaoban.kernel.problems.catalogue import Entry, entries, register
from giaoban.kernel.problems.problem import Problem

__all__ = ["Entry", "Problem", "entries", "register"]
