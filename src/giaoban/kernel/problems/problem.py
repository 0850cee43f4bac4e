"""The exception that carries a problem to whoever can tell the person."""

from giaoban.kernel.problems.catalogue import Entry, entries


class Problem(Exception):
    """An expected refusal. Errors: KeyError for an unregistered code (a mistake of ours, found by any test that raises it)."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code = code
        self.entry: Entry = entries()[code]
        self.fields = fields
        super().__init__(f"{code}: {self.sentence()}")

    @property
    def status(self) -> int:
        """HTTP status that fits the problem."""
        return self.entry.status

    def sentence(self, language: str = "vi") -> str:
        """The sentence for people, filled in; `language` is "vi" or "en". Fields that are sentences themselves are said in it too."""
        from giaoban.kernel.wording import said  # here: a command that meets no problem starts without it

        template = self.entry.en if language == "en" else self.entry.vi
        told = {name: said(value, language) if isinstance(value, str) else value for name, value in self.fields.items()}
        return template.format(**told)
