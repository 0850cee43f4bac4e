"""The maker of the checker's sentences, from wording.vi.toml and wording.en.toml."""

from __future__ import annotations

from giaoban.kernel.wording import words_of

worded = words_of("checks")
