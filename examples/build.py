"""Builds the example reports from their text sources: `python examples/build.py` writes report.* and expected.json of every folder.

`--check` writes nothing and ends with 1 where a committed file differs from what its source gives.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from making import annotate, as_docx, as_html, as_pdf, as_scan, as_txt, as_xlsx, books
from making.source import parse

HERE = Path(__file__).resolve().parent
HOME = HERE / "xa-an-phu"
MAKERS = {"docx": as_docx.make, "html": as_html.make, "pdf": as_pdf.make, "txt": as_txt.make, "xlsx": as_xlsx.make}
SCANNED = ".scan"
FORMATS = {
    "bach-thong-2016-03": "txt",
    "hung-nguyen-2023-05": "pdf",
    "luong-tai-2019-10": "docx",
    "nha-be-2021-02": "xlsx",
    "song-lo-2020-06": "html",
}


def build(slug: str) -> dict[Path, bytes]:
    """The files of one example by path."""
    folder, extension = HERE / slug, FORMATS[slug]
    report = MAKERS[extension](parse(folder / "source.txt"))
    name = f"report.{extension}"
    return {folder / name: report, folder / "expected.json": annotate.expected(folder, name, report)}


def build_home() -> dict[Path, bytes]:
    """The reports of the commune of today: `sources/<name>.<format>.txt` gives `<name>.<format>`, `.scan.txt` a picture in a pdf; the
    books of dossiers and petitions."""
    made = {}
    for path in sorted((HOME / "sources").glob("*.txt")):
        target = HOME / path.stem
        if target.suffix == SCANNED:
            made[target.with_suffix(".pdf")] = as_scan.make(parse(path))
        else:
            made[target] = MAKERS[target.suffix[1:]](parse(path))
    return made | {HOME / name: content for name, content in books.make().items()}


def main() -> int:
    """Write or check every example."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="compare with the committed files, write nothing")
    parser.add_argument("slugs", nargs="*", help="folders (default: all)")
    args = parser.parse_args()
    different = 0
    for slug in args.slugs or [*sorted(FORMATS), HOME.name]:
        for path, content in (build_home() if slug == HOME.name else build(slug)).items():
            if path.exists() and path.read_bytes() == content:
                continue
            different += 1
            sys.stdout.write(("differs: " if args.check else "written: ") + f"{path.relative_to(HERE)}\n")
            if not args.check:
                path.write_bytes(content)
    return 1 if args.check and different else 0


if __name__ == "__main__":
    sys.exit(main())
