"""Look for inputs that break the reader, guided by coverage: `python bench/fuzz.py KIND [--seconds N] [--corpus FOLDER]`.

KIND is `read` (texts) or a kind of file of `kernel/extract`. The target must answer with a reading (quotes equal their spans, the same
bytes twice) or a document whose blocks lie in its text, or refuse with a Problem; anything else is written to the folder as crash-*.
A packed kind is fuzzed by its main XML part, packed anew each time: bytes changed in a packed file are hardly ever more than damage.
Needs the extra `bench` (atheris). Figures of past runs: docs/dev/fuzzing.md.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
MAIN = {
    "docx": "word/document.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
"""The part of a packed kind that is fuzzed."""
LONGEST = {"read": 20_000, "pdf": 60_000}
WORDS = {
    "read": "UBND huyện xã cần phải giao yêu cầu đề nghị kết luận hội nghị tháng quý năm 2024 12,5% 9/17 tỷ đồng tăng giảm so với cùng kỳ "
    "trong đó gồm tổng cộng đạt kế hoạch trước ngày 20/12/2025 phối hợp | ; : . - \n ĐVT: triệu 1.234,5 ./.",
    "html": "<table> </table> <tr> <td> <th colspan=2> rowspan=3 <ol> <li> <br> <p> hidden <caption> <nav> style=display:none",
    "docx": '<w:p> </w:p> <w:r> <w:t> <w:tbl> </w:tbl> <w:tr> <w:tc> <w:gridSpan w:val="2"/> <w:vMerge/> <w:numPr> <w:ilvl <w:del> '
    "<w:ins> <w:txbxContent>",
    "xlsx": '<row r="1"> <c r="A1" t="s" s="1"> <v> <mergeCell ref="A1:B2"/> inlineStr <is> <t> 1048576 XFD',
    "odt": "<text:p> <text:h> <text:list> <text:list-item> <table:table> <table:table-row> <table:table-cell> "
    'number-columns-repeated="9" <text:s <text:note>',
    "pdf": "obj endobj stream endstream /Type /Page /Length BT ET Tj Tf re xref trailer",
}
WORDS |= {"ods": WORDS["odt"]}
"""Words that the fuzzer may put in."""
SLOW = 20
"""Seconds for one input beyond which libFuzzer calls it a hang."""


def seeds(kind: str) -> Iterator[bytes]:
    """Real inputs to begin with: the examples, the marked passages, files made of them; for packed kinds their main part."""
    texts = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*/report.txt"))]
    if kind in ("read", "txt"):
        from tests.kernel.reading.passages import passages

        yield from (text[: LONGEST["read"]] for text in texts)
        yield from (passage.text.encode() for passage in passages())
        return
    for path in sorted((ROOT / "examples").glob(f"*/report.{kind}")):
        yield main_part(kind, path.read_bytes())
    from bench.tables import WRITERS

    yield main_part(kind, WRITERS[kind]())


def main_part(kind: str, data: bytes) -> bytes:
    """The part of a file that is fuzzed: all of it where the kind is not packed."""
    if kind not in MAIN:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(MAIN[kind])


def packed(kind: str, part: bytes) -> bytes:
    """A whole file of the kind around its main part: the other parts are those of a real one."""
    if kind not in MAIN:
        return part
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in _others(kind).items():
            archive.writestr(name, content)
        archive.writestr(MAIN[kind], part)
    return target.getvalue()


_OTHERS: dict[str, dict[str, bytes]] = {}


def _others(kind: str) -> dict[str, bytes]:
    if kind not in _OTHERS:
        from bench.tables import WRITERS

        with zipfile.ZipFile(io.BytesIO(WRITERS[kind]())) as archive:
            _OTHERS[kind] = {name: archive.read(name) for name in archive.namelist() if name != MAIN[kind]}
    return _OTHERS[kind]


def target(kind: str) -> Callable[[bytes], None]:
    """What is called with every input."""
    from giaoban.kernel.extract import extract
    from giaoban.kernel.problems import Problem
    from giaoban.kernel.reading import as_json, dumps, read

    def reading(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        found = read(text)
        assert dumps(as_json(found, source="a")) == dumps(as_json(read(text), source="a"))
        for item in (*found.tasks, *found.difficulties, *found.decisions):
            assert text[item.start : item.end] == item.quote
        assert all(0 <= f.start < f.end <= len(text) for f in found.figures)
        assert all(0 <= a <= b <= len(text) for finding in found.findings for a, b in finding.spans)

    def extracting(data: bytes) -> None:
        try:
            document = extract(packed(kind, data), name=f"a.{kind}")
        except Problem:
            return
        ends = [0, *(block.end for block in document.blocks)]
        assert all(end <= block.start <= block.end for end, block in zip(ends, document.blocks, strict=False))
        assert ends[-1] <= len(document.text)
        for table in document.tables:
            assert all(document.text[c.start : c.end] == c.text for row in table.rows for c in row)

    return reading if kind == "read" else extracting


def fuzz(kind: str, seconds: int, corpus: Path) -> None:
    """Run libFuzzer in this process; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["giaoban.kernel"]):
        import_module("giaoban.kernel.reading" if kind == "read" else f"giaoban.kernel.extract.{kind}")
    work = target(kind)
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(kind)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = corpus.parent / f"{kind}.words"
    written = [word.encode() for word in WORDS.get(kind, WORDS["read"]).split(" ")]
    words.write_text("".join(f'"{"".join(f"{chr(92)}x{byte:02X}" for byte in word)}"\n' for word in written), "ascii")
    longest = LONGEST.get(kind, 12_000)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={longest}",
        f"-timeout={SLOW}",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={corpus.parent}/{kind}-", str(corpus)], work)
    atheris.Fuzz()


def replay(kind: str, corpus: Path) -> None:
    """Run every input of a corpus once and print the share of branches of the rooms that they reach."""
    import coverage

    rooms = ("reading", "quantity", "checks") if kind == "read" else ("extract",)
    measured = coverage.Coverage(branch=True, source=[f"giaoban.kernel.{room}" for room in rooms], data_file=None)
    measured.start()
    work, count, began = target(kind), 0, time.process_time()
    for path in sorted(corpus.iterdir()):
        work(path.read_bytes())
        count += 1
    measured.stop()
    printed = io.StringIO()
    own = None if kind == "read" else [f"*/extract/{kind}.py", f"*/extract/{kind}_*.py", "*/extract/builder.py"]
    share = measured.report(file=printed, include=own)
    of = ", ".join(rooms) if own is None else f"the reader of {kind}"
    print(f"{kind}: {count} inputs, {time.process_time() - began:.1f} s, {share:.1f} % of {of}")


def main() -> None:
    """Fuzz one kind, or replay what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["read", "txt", "html", "docx", "pdf", "odt", "xlsx", "doc", "xls", "ods"])
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--corpus", type=Path, default=ROOT / ".cache" / "fuzz")
    parser.add_argument("--replay", action="store_true", help="run the corpus once and print the coverage")
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    corpus = chosen.corpus / chosen.kind
    if chosen.replay:
        replay(chosen.kind, corpus)
    elif chosen.inner:
        fuzz(chosen.kind, chosen.seconds, corpus)
    else:  # libFuzzer reads the arguments of its process and ends it: it gets one of its own
        command = [
            sys.executable,
            __file__,
            chosen.kind,
            "--seconds",
            str(chosen.seconds),
            "--corpus",
            str(chosen.corpus),
        ]
        raise SystemExit(subprocess.run(["nice", "-n", "10", *command, "--inner"], check=False).returncode)


if __name__ == "__main__":
    main()
