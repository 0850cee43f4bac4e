"""Zipped XML packages (docx, xlsx, odt), opened without trust: sizes are counted while unpacking, entities are refused."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from giaoban.kernel.extract.model import Limits
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

CHUNK = 1 << 16
RATIO_FREE = 4 * 1024 * 1024
"""Bytes of one member that may be unpacked before its ratio is looked at: small members compress well without malice.
"""


class Package:
    """The members of a zip file. Errors: EXT-011 encrypted, EXT-012 unpacks too large; zipfile's and zlib's own on
    damage.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._members = {info.filename: info for info in self._archive.infolist()}
        self._unpacked = 0
        if len(self._members) > limits.max_members or self._declared() > limits.max_unpacked:
            raise Problem("EXT-012", name=name)

    def names(self) -> list[str]:
        """Names of all members, in the order of the directory."""
        return list(self._members)

    def read(self, member: str) -> bytes | None:
        """The bytes of a member, None where there is none."""
        info = self._members.get(member)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Problem("EXT-011", name=self.name)
        out = bytearray()
        with self._archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                out += chunk
                self._unpacked += len(chunk)
                self._weigh(len(out), info.compress_size)
        return bytes(out)

    def xml(self, member: str) -> _Element | None:
        """The root element of an XML member, None where there is none. Errors: also EXT-016; lxml's own on damage."""
        data = self.read(member)
        if data is not None and len(data) > self.limits.max_xml:
            raise Problem("EXT-012", name=self.name)
        return None if data is None else parse_xml(data, self.name)

    def stream(self, member: str, *names: str) -> Iterator[_Element]:
        """Elements of these names, each as soon as it is complete and gone after its turn, so that a large member stays small.

        Errors: as `xml`.
        """
        from lxml import etree

        source = self.read(member)
        if source is None:
            return
        events = etree.iterparse(
            io.BytesIO(source),
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in events:
            if element.getroottree().docinfo.internalDTD is not None:
                raise Problem("EXT-016", name=self.name)
            yield element
            element.clear()

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part of an office package points to: id -> (last word of the type, name of the target member)."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], path)
        return found

    def _declared(self) -> int:
        return sum(info.file_size for info in self._members.values())

    def _weigh(self, size: int, packed: int) -> None:
        if self._unpacked > self.limits.max_unpacked or (size > RATIO_FREE and size > self.limits.max_ratio * packed):
            raise Problem("EXT-012", name=self.name)


def parse_xml(data: bytes, name: str) -> _Element:
    """The root element. Errors: EXT-016 where the file has a document type (entities live there); lxml's own on damage."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Problem("EXT-016", name=name)
    return root


def local(element: _Element) -> str:
    """The name of an element without its namespace ("" for what is no element)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str, default: str = "") -> str:
    """An attribute by its local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default
