"""What a person is told when a command fails."""

import os
import sys
import tempfile
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from giaoban.cli.main import ENVIRONMENT, REFUSED
from giaoban.kernel.problems import Problem

UNEXPECTED = {
    "vi": "Lỗi chưa lường trước ({kind}). Chi tiết đã ghi vào {path}; hãy gửi tệp này cho người quản trị.",
    "en": "Unexpected error ({kind}). Details are in {path}; please send that file to your administrator.",
}


def told(error: Exception, language: str) -> int:
    """Print one sentence for `error` on standard error; returns the exit code (1 refused, 3 environment missing)."""
    if isinstance(error, Problem):
        from giaoban.cli.problems import MISSING_PARTS

        complain(f"{error.sentence(language)} [{error.code}]")
        return ENVIRONMENT if error.code in MISSING_PARTS else REFUSED
    complain(UNEXPECTED[language].format(kind=type(error).__name__, path=written(error)))
    return REFUSED


def unwritable(error: OSError, language: str) -> int:
    """Say that standard output cannot be written; returns the exit code."""
    import giaoban.cli.problems  # noqa: F401 - registers its codes

    return told(Problem("CLI-027", reason=error.strerror or error), language)


def complain(sentence: str) -> None:
    """Say something on standard error; where that cannot be written either, the exit code has to do."""
    with suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)


def written(error: Exception) -> Path:
    """Write the traceback of `error` to a new private file; returns its path."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    data = os.environ.get("GIAOBAN_DATA")
    folder = Path(data, "log") if data and os.access(Path(data, "log"), os.W_OK) else Path(tempfile.gettempdir())
    handle, name = tempfile.mkstemp(prefix=f"giaoban-{stamp}-", suffix=".log", dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as log:
        log.write(f"{' '.join(sys.argv)}\n")
        traceback.print_exception(error, file=log)
    return Path(name)
