"""The source tree as the gates see it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "giaoban"
STOREYS = ("kernel", "ground", "records", "occasions", "windows", "integrations")


def rooms() -> list[str]:
    """Every room of the tree, as "kernel/quantity"; plus "site" and "cli"."""
    found = [
        f"{storey}/{folder.name}"
        for storey in STOREYS
        for folder in sorted((SOURCE / storey).iterdir() if (SOURCE / storey).is_dir() else [])
        if folder.is_dir() and (folder / "__init__.py").exists()
    ]
    return [*found, "site", "cli"]


def python_files(*, migrations: bool = False) -> Iterator[Path]:
    """Our own Python files."""
    for path in sorted(SOURCE.rglob("*.py")):
        if migrations or "migrations" not in path.parts:
            yield path


def relative(path: Path) -> str:
    """Path from the project's root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def definitions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    """Functions and classes of a file with their dotted names."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield prefix + child.name, child
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)

    yield from walk(ast.parse(path.read_text("utf-8")), "")
