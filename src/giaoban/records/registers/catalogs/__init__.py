"""Ready definitions that a body may start from; they are data, and edited on a page once a register has been made from them."""

from functools import cache
from importlib import resources

from giaoban.kernel.schema import Definition, load


@cache
def catalogs() -> dict[str, str]:
    """The TOML of every ready definition by the name of its file, in that order."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): file.read_text("utf-8") for file in files if file.name.endswith(".toml")}


def definitions() -> dict[str, Definition]:
    """The ready definitions as values."""
    return {name: load(text) for name, text in catalogs().items()}
