"""Work on files of strangers, done outside the program that serves pages: in a process of its own, with limits.

A small server without Django (the "workshop") is started once per serving process and keeps everything imported that the work needs;
each job is a fork of it, which limits itself, answers and ends. So a job costs a few milliseconds, not the start of a Python.

    workshop = Workshop("giaoban.occasions.reports.reader")      # a module that calls serve(work) when it is run
    workshop.run({"name": "a.docx"}, content, Bounds())          # -> what `work` returned, or None when the bounds were exceeded

Neither side trusts the other to live: the workshop ends when its owner closes the socket or dies, a dead workshop is replaced by a new
one, and a job ends by the kernel's own alarm. What comes back is JSON, which can do nothing to the reader of it.
"""

import gc
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from giaoban.kernel.problems import Problem

Json = dict[str, Any]
LENGTHS = struct.Struct(">QQ")
PASSED = ("PATH", "PYTHON", "COVERAGE", "LC_", "LANG", "TZ", "TMPDIR")
"""What the workshop is told of the environment: no key, no address of a database."""
STARTED = b"!"
NO_MEMORY = 2
"""libxml2's XML_ERR_NO_MEMORY."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may take: bytes of address space, seconds of processor time, seconds in all.

    Source: a text of a million signs took 3.2 s and 165 MB here (November 2026); `extract` holds XML of up to 48 MB in about 400 MB, and
    lets antiword have 1 GiB, which must not be more than the job itself has.
    """

    memory: int = 1 << 30
    cpu: int = 60
    wall: float = 90.0


class Workshop:
    """The owner's side. `module` is run with `python -m`; at most `at_once` jobs run at a time, further callers wait."""

    def __init__(self, module: str, *, at_once: int = 2) -> None:
        self.module = module
        self.process: subprocess.Popen[bytes] | None = None
        self._slots = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._owner = 0

    def run(self, facts: Json, content: bytes, bounds: Bounds) -> Json | None:
        """What `work(facts, content)` returns there; None when it was ended by its bounds or took the process down with it.

        Errors: RuntimeError with the traceback of an unexpected exception there, or when no workshop can be started.
        """
        head = json.dumps({"facts": facts, "bounds": asdict(bounds)}).encode()
        with self._slots:
            for _ in range(3):
                job = self._job()
                if job is not None:
                    with job:
                        answer = exchange(job, head, content, bounds.wall + 10)
                    return told(answer)
        raise RuntimeError(f"{self.module} does not start")

    def _job(self) -> socket.socket | None:
        """A connection to a fresh fork of the workshop; None when the workshop was found dead (it is given up then)."""
        here, there = socket.socketpair()
        here.settimeout(30)
        with there, self._lock:
            control = self._open()
            sent = handed(control, there)
        with suppress(OSError):
            if sent and here.recv(1) == STARTED:
                return here
        here.close()
        self._give_up(control)
        return None

    def _open(self) -> socket.socket:
        """The socket of the running workshop of this very process; what was inherited by a fork is the parent's."""
        if self._control is not None and self._owner == os.getpid():
            return self._control
        if self._control is not None:
            self._control.close()
        here, there = socket.socketpair()
        environment = {name: value for name, value in os.environ.items() if name.startswith(PASSED)}
        command = [sys.executable, "-P", "-m", self.module]
        with there:
            self.process = subprocess.Popen(
                command, stdin=there.fileno(), stdout=subprocess.DEVNULL, env=environment, cwd="/"
            )
        self._control, self._owner = here, os.getpid()
        return here

    def _give_up(self, control: socket.socket) -> None:
        """End a workshop that does not answer, unless another thread already did; the next job starts a new one."""
        with self._lock:
            if self._control is control:
                control.close()
                self._control = None
                if self.process is not None:
                    self.process.kill()
                    self.process.wait()


def handed(control: socket.socket, job: socket.socket) -> bool:
    """Give the workshop the other end of a job's connection; False when nobody is there."""
    try:
        socket.send_fds(control, [b"j"], [job.fileno()])
    except OSError:
        return False
    return True


def exchange(job: socket.socket, head: bytes, content: bytes, patience: float) -> bytes:
    """Send one job and take its whole answer; b"" when there is none.

    All in one call: a job that has nothing more to read may answer and leave before a further call, which would then find it gone.
    """
    job.settimeout(patience)
    try:
        job.sendall(LENGTHS.pack(len(head), len(content)) + head + content)
        with job.makefile("rb") as stream:
            size, _ = LENGTHS.unpack(stream.read(LENGTHS.size))
            answer = stream.read(size)
            return answer if len(answer) == size else b""
    except (OSError, struct.error):
        return b""


def told(answer: bytes) -> Json | None:
    """The result in an answer. Errors: RuntimeError for an unexpected exception on the other side."""
    if not answer:
        return None
    found: Json = json.loads(answer)
    if "unexpected" in found:
        raise RuntimeError(found["unexpected"])
    result: Json | None = found["result"]
    return result


def serve(work: Callable[[Json, bytes], Json | None]) -> None:
    """The workshop's side: fork for every job that comes through the socket at standard input, until its owner is gone."""
    control = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the jobs
    gc.collect()
    gc.freeze()  # what is there by now is shared by all jobs; no job's collector walks over it
    while True:
        message, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if forked() == 0:
            control.close()
            try:
                with socket.socket(fileno=handles[0]) as job:
                    attend(job, work)
            finally:
                sys.exit()
        for handle in handles:
            os.close(handle)


def forked() -> int:
    """0 in the new process; elsewhere its number, or -1 where the system has no room for it: the owner then sees a closed connection."""
    try:
        return os.fork()
    except OSError:
        return -1


def attend(job: socket.socket, work: Callable[[Json, bytes], Json | None]) -> None:
    """Do one job. Running out of memory is no answer at all, as if the system had ended the process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with job.makefile("rwb") as stream:
        job.sendall(STARTED)
        head, size = LENGTHS.unpack(stream.read(LENGTHS.size))
        asked = json.loads(stream.read(head))
        content = stream.read(size)
        try:
            limit(Bounds(**asked["bounds"]))
            answer = json.dumps({"result": work(asked["facts"], content)}).encode()
        except MemoryError:
            return
        except Exception:
            answer = json.dumps({"unexpected": traceback.format_exc()}).encode()
        signal.setitimer(signal.ITIMER_REAL, 0)
        stream.write(LENGTHS.pack(len(answer), 0) + answer)


def refusal_of(problem: Problem) -> Json:
    """A refusal of a job as its answer. Errors: MemoryError where a file was called damaged because there was no memory to read it in."""
    if starved(problem.__cause__):
        raise MemoryError from problem
    fields = {key: value if isinstance(value, int) else str(value) for key, value in problem.fields.items()}
    return {"refused": problem.code, "fields": fields}


def starved(cause: BaseException | None) -> bool:
    """Whether it says that there was no memory left (lxml tells that as a fault of the XML)."""
    return isinstance(cause, MemoryError) or getattr(cause, "code", None) == NO_MEMORY


def limit(bounds: Bounds) -> None:
    """Bind this process: memory, processor time, time in all, no core file (it would hold the content), and pages go first."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu, bounds.cpu))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, bounds.wall)
