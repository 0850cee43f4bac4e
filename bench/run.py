"""Print a table of how fast things are: `.venv/bin/python bench/run.py [--quick]`."""

import argparse
import gc
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PAGE = 7000


def timed(work: Callable[[], object], *, runs: int) -> list[float]:
    """CPU seconds of each run."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return taken


def row(name: str, unit: str, values: list[float]) -> None:
    """One line of the table."""
    print(f"{name:<46} {statistics.median(values):>10.3f} {min(values):>10.3f} {max(values):>10.3f}  {unit}")


def texts() -> list[str]:
    """Texts of the examples, as the extractor gives them."""
    from giaoban.kernel.extract import extract

    found = sorted(
        p for p in (ROOT / "examples").glob("*/report.*") if p.suffix in {".txt", ".docx", ".html", ".pdf", ".xlsx"}
    )
    return [extract(path.read_bytes(), name=path.name).text for path in found]


def sets() -> dict[str, list[str]]:
    """Texts of several kinds by name: those of the examples, and those that lie beside the project or among its tests."""
    folders = {
        "source pages": (ROOT.parent / "shared" / "sources").glob("*.txt"),
        "pages held out": (ROOT / "tests" / "kernel" / "reading" / "heldout").glob("*.txt"),
        "whole conclusions": (ROOT / "tests" / "kernel" / "reading" / "cases" / "conclusions").glob("*.case"),
        "passages full of traps": (ROOT / "tests" / "kernel" / "checks").glob("traps.txt"),
    }
    found = {name: [path.read_text("utf-8") for path in sorted(paths)] for name, paths in folders.items()}
    return {"examples": texts()} | {name: some for name, some in found.items() if some}


def kinds(runs: int) -> None:
    """Reading everything, by kind of text, and how long single pages of all kinds take."""
    from giaoban.kernel.reading import read

    single: list[str] = []
    for name, some in sets().items():
        pages = sum(len(t) for t in some) / PAGE
        taken = timed(lambda some=some: [read(t) for t in some], runs=runs)
        row(f"kernel: everything, {name}", "pages/s of CPU", [pages / s for s in taken])
        joined = "\n".join(some)
        single += [joined[at : at + PAGE] for at in range(0, len(joined) - PAGE + 1, PAGE)]
    quickest = sorted(1000 * min(timed(lambda page=page: read(page), runs=3)) for page in single)
    middle, most, worst = (quickest[int((len(quickest) - 1) * part)] for part in (0.5, 0.95, 1))
    print(
        f"{f'kernel: one page of {PAGE} signs':<46} {middle:>10.3f} {most:>10.3f} {worst:>10.3f}  ms: half, p95, worst"
    )


def kernel(runs: int) -> None:
    """Extraction and reading, one core."""
    from giaoban.kernel.checks import Passage, check
    from giaoban.kernel.extract import extract
    from giaoban.kernel.quantity import find_figures
    from giaoban.kernel.reading import read

    gc.collect()
    gc.freeze()  # as every process of the program that reads reports does before it begins
    kinds(runs)
    every = texts()
    pages = sum(len(t) for t in every) / PAGE
    for name, work in {
        "reading, everything": lambda: [read(t) for t in every],
        "figures alone": lambda: [find_figures(t) for t in every],
    }.items():
        row(f"kernel: {name}", "pages/s of CPU", [pages / s for s in timed(work, runs=runs)])
    found = [(t, find_figures(t)) for t in every]
    row(
        "kernel: relations and findings alone",
        "pages/s of CPU",
        [pages / s for s in timed(lambda: [check(Passage(t, f)) for t, f in found], runs=runs)],
    )
    for path in sorted((ROOT / "examples").glob("*/report.*")):
        content = path.read_bytes()
        row(
            f"kernel: extract {path.suffix[1:]}",
            "ms of CPU",
            [1000 * s for s in timed(lambda c=content, n=path.name: extract(c, name=n), runs=runs)],
        )
    big = "\n".join(every) * 20
    row(f"kernel: one text of {len(big) // 1000} kB", "s of CPU", timed(lambda: read(big), runs=1))


def start_up(runs: int) -> None:
    """Whole processes, wall clock."""
    command = [sys.executable, "-m", "giaoban.cli", "read"]
    file = str(next(iter((ROOT / "examples").glob("*/report.txt")), ""))
    for name, arguments in {"giaoban read --help": ["--help"], "giaoban read report.txt": [file]}.items():
        taken = []
        for _ in range(runs):
            start = time.perf_counter()
            subprocess.run([*command, *arguments], capture_output=True, check=False)
            taken.append(time.perf_counter() - start)
        row(f"process: {name}", "s wall", taken)


def served(runs: int) -> None:
    """The whole program on a data directory of its own: start, answer, stop; wall clock. Its files lie where its own user may read."""
    from tests.cli.running import Program

    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as folder:
        Path(folder).chmod(0o755)
        program = Program(Path(folder) / "data")
        row("program: first start, database made", "s wall", [program.ready()])
        row("program: stop", "s wall", [program.stop()])
        ready, stopped, answered = [], [], list[float]()
        for _ in range(runs):
            program = Program(Path(folder) / "data")
            ready.append(program.ready())
            for _ in range(20):
                began = time.perf_counter()
                program.status("/tai-khoan/login/")
                answered.append(1000 * (time.perf_counter() - began))
            stopped.append(program.stop())
        row("program: later starts", "s wall", ready)
        row("program: later stops", "s wall", stopped)
        row("program: the sign-in page, served", "ms wall", answered)


def uploads(runs: int) -> None:
    """What a sender waits for: a file of one page read in a process of its own; the first one starts that process's parent."""
    import docx

    from giaoban.occasions.reports.reader import read_file, read_here

    written = docx.Document()
    for line in "\n".join(texts())[:PAGE].splitlines():
        written.add_paragraph(line)
    target = io.BytesIO()
    written.save(target)
    content, on = target.getvalue(), date(2026, 11, 21)
    for name, work in {
        "in this process": lambda: read_here(content, name="a.docx", on=on),
        "with limits": lambda: read_file(content, name="a.docx", on=on),
    }.items():
        taken = []
        for _ in range(2 * runs):
            began = time.perf_counter()
            work()
            taken.append(1000 * (time.perf_counter() - began))
        row(f"upload: a docx of {PAGE} signs, {name}", "ms wall", taken)


def pages(runs: int) -> Iterator[None]:
    """Pages through Django's test client against a cloned test database, in this process."""
    from bench.pages import measured

    for name, seconds, count in measured(runs):
        row(f"page: {name} ({count} queries)", "ms of CPU", [1000 * s for s in seconds])
    yield


def steady(pages: int) -> None:
    """Memory, determinism and the slowest pages, in processes of their own."""
    from bench.steady import measured

    print("\n".join(measured(pages)), flush=True)


def errors(reports: int) -> None:
    """Injected errors: found of those that can be found, first repair right."""
    from bench import injected

    injected.table(reports)


def peers() -> None:
    """The readers that pip can install, beside ours, in the environment that has them."""
    folder = ROOT / ".cache" / "bench"
    python = folder / "bin" / "python"
    subprocess.run([str(python if python.exists() else sys.executable), str(ROOT / "bench" / "peers.py")], check=False)


def country(quick: bool) -> None:
    """Roll-ups beside the same questions by hand, then boards and the way out of PostgreSQL at a country's size; processes of their own."""
    rollup = ["--engines", "giaoban", "duckdb", "polars"] if quick else []
    scale = ["--places", "400"] if quick else []
    for name, more in (("rollup.py", rollup), ("scale.py", scale)):
        subprocess.run([sys.executable, str(ROOT / "bench" / name), *more], check=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three runs instead of eleven")
    parser.add_argument(
        "--only", choices=["kernel", "steady", "errors", "peers", "start", "uploads", "pages", "country"]
    )
    args = parser.parse_args()
    runs = 3 if args.quick else 11
    if args.only in (None, "peers"):
        peers()
    if args.only in (None, "errors"):
        errors(1 if args.quick else 4)
    if args.only in (None, "steady"):
        steady(500 if args.quick else 10_000)
    if args.only in (None, "country"):
        country(args.quick)
    if args.only in ("peers", "errors", "steady", "country"):
        return
    print(f"{'what':<46} {'median':>10} {'min':>10} {'max':>10}  unit")
    if args.only in (None, "kernel"):
        kernel(runs)
    if args.only in (None, "start"):
        start_up(min(runs, 7))
        served(min(runs, 3))
    if args.only in (None, "uploads"):
        uploads(runs)
    if args.only in (None, "pages"):
        list(pages(runs))


if __name__ == "__main__":
    main()
