"""The maker of what formulas say, from wording.vi.toml and wording.en.toml."""

from giaoban.kernel.wording import words_of

worded = words_of("formula")
