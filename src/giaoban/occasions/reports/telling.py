"""Findings said in the language of whoever reads them: readings keep codes with values beside the sentences. Pure."""

from collections.abc import Mapping
from typing import Any

from giaoban.kernel.extract import place_said
from giaoban.kernel.wording import retold

SAID = ("formula", "computed")
"""Sentences of a finding beside its message."""


def told(finding: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A finding of a reading with its sentences in a language.

    Findings from before sentences had codes, and codes of another version of the program, keep their Vietnamese.
    """
    row = dict(finding)
    if language == "vi":
        return row
    row["message"] = again(finding, "message", "", language)
    row |= {name: again(finding, name, f"{name}_", language) for name in SAID}
    if finding.get("places"):
        row["places"] = [place_said(place, language) for place in finding["places"]]
    if finding.get("links"):
        row["links"] = [{**link, "label": again(link, "label", "label_", language)} for link in finding["links"]]
    return row


def again(row: Mapping[str, Any], name: str, before: str, language: str) -> str:
    """The sentence of a row in a language, made of the code and values beside it."""
    code, values = row.get(f"{before}code"), row.get(f"{before}values")
    if not code or values is None:
        return str(row[name])
    try:
        return retold(code, values).said(language)
    except (KeyError, FileNotFoundError):
        return str(row[name])
