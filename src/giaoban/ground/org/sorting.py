"""Sort keys in Vietnamese alphabetical order, stored in bytea columns because not every PostgreSQL has ICU."""

import re
from typing import TYPE_CHECKING, Any

from django.db import models
from vn_collate import collate_key

if TYPE_CHECKING:
    BinaryField = models.BinaryField[bytes, bytes]
else:
    BinaryField = models.BinaryField

_NUMBER = re.compile(r"\d+")


def sort_key(text: str) -> bytes:
    """Bytes that order text as a Vietnamese dictionary does; numbers inside sort by value ("Khu phố 2" before "Khu phố 10")."""
    padded = _NUMBER.sub(lambda match: match.group().zfill(8), text.strip())
    return bytes.fromhex(collate_key(padded))


def person_sort_key(full_name: str) -> bytes:
    """Bytes that order people as office lists do: given name (the last word) first, then family and middle names."""
    words = full_name.split()
    return sort_key(" ".join(words[-1:] + words[:-1]))


class SortKeyField(BinaryField):
    """A bytea column filled from another field at every save and bulk_create (`update()` must set it itself)."""

    derived = True
    """The journal does not keep it: it follows from another column."""

    def __init__(self, *args: Any, source: str = "", by_given_name: bool = False, **kwargs: Any) -> None:
        self.source = source
        self.by_given_name = by_given_name
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", b"")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """The field for migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source, "by_given_name": self.by_given_name}

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        """The key of the source field's present text."""
        text = str(getattr(model_instance, self.source) or "")
        key = person_sort_key(text) if self.by_given_name else sort_key(text)
        setattr(model_instance, self.attname, key)
        return key
