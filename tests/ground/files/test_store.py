"""The store on disk: by content, once, whole or not at all."""

import io
import os
import signal
import stat
import subprocess
import sys
import time
from hashlib import sha256

import pytest

from giaoban.ground.files import store
from giaoban.ground.files.store import Limits
from giaoban.kernel.problems import Problem


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def put(data, name="báo cáo.docx", **kw):
    return store.write(io.BytesIO(data), name=name, **kw)


def refused(data, **kw):
    with pytest.raises(Problem) as refusal:
        put(data, **kw)
    return refusal.value


def test_a_content_lies_under_its_hash_readable_by_nobody_else(folder):
    content = put(b"abc" * 1000)
    path = folder / content.sha256[:2] / content.sha256[2:4] / content.sha256
    assert content.sha256 == sha256(b"abc" * 1000).hexdigest() == store.hash_of(path)
    assert (content.size, stat.S_IMODE(path.stat().st_mode)) == (3000, 0o600)
    assert [stat.S_IMODE(p.stat().st_mode) for p in (path.parent, folder / "tmp")] == [0o700, 0o700]
    with store.read(content.sha256) as stream:
        assert stream.read() == b"abc" * 1000


def test_the_same_content_is_kept_once_and_never_written_again(folder):
    first = put(b"once")
    path = store.path_of(first.sha256)
    before = path.stat()
    assert put(b"once", name="tên khác") == first
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(store.contents()) == [path]
    assert list(store.parts()) == []


def test_what_is_too_large_is_refused_and_leaves_nothing(folder):
    problem = refused(b"x" * 2_500_000, limits=Limits(max_bytes=2_400_000))
    assert (problem.code, problem.status) == ("FIL-001", 413)
    assert problem.sentence().startswith("Tệp báo cáo.docx lớn hơn 2,3 MB.")
    assert list(store.contents()) == list(store.parts()) == []
    assert put(b"x" * 2_400_000, limits=Limits(max_bytes=2_400_000)).size == 2_400_000
    assert "1 MB" in refused(b"x" * 1_048_577, limits=Limits(max_bytes=1_048_576)).sentence()


def test_an_empty_file_is_kept_unless_the_caller_wants_content():
    assert put(b"").size == 0
    assert refused(b"", limits=Limits(empty=False)).code == "FIL-002"


def test_a_stream_that_breaks_leaves_nothing(folder):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise ConnectionResetError("cut off")
            return super().read(10)

    with pytest.raises(Problem) as refusal:
        store.write(Broken(b"x" * 100), name="a.pdf")
    assert refusal.value.code == "FIL-007"
    assert list(store.contents()) == list(store.parts()) == []


def test_a_store_that_cannot_be_written_is_told_in_words(folder):
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file where the folder should be")
    assert refused(b"x").code == "FIL-007"


def test_a_torn_content_is_mended_by_the_next_upload():
    content = put(b"whole")
    store.path_of(content.sha256).write_bytes(b"wh")
    put(b"whole")
    assert store.path_of(content.sha256).read_bytes() == b"whole"


def test_a_lost_content_is_told_in_words():
    with pytest.raises(Problem) as refusal:
        store.read("0" * 64, name="a.pdf")
    assert refusal.value.code == "FIL-004"


def test_left_overs_are_swept_after_a_while(folder):
    (folder / "tmp").mkdir(parents=True)
    old, young = folder / "tmp" / "old.part", folder / "tmp" / "young.part"
    old.write_bytes(b"x")
    young.write_bytes(b"y")
    os.utime(old, (1000, 1000))
    assert store.sweep(before=2000) == 1
    assert list(store.parts()) == [young]


KILLED = """
import io, os, signal, sys
from django.conf import settings
settings.configure(FILES_ROOT=sys.argv[1])
from giaoban.ground.files import store
moment = sys.argv[2]
if moment == "link":
    os.link = lambda *a: os.kill(os.getpid(), signal.SIGKILL)
elif moment == "sync":
    real = os.fsync
    os.fsync = lambda fd: os.kill(os.getpid(), signal.SIGKILL)
elif moment == "after":
    store._sync = lambda folder: os.kill(os.getpid(), signal.SIGKILL)
store.write(io.BytesIO(b"half" * 1000), name="a")
"""


@pytest.mark.parametrize(("moment", "kept"), [("sync", 0), ("link", 0), ("after", 1)])
def test_killed_at_any_moment_the_content_is_whole_or_not_there(folder, moment, kept):
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), moment], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    contents = list(store.contents())
    assert len(contents) == kept
    assert all(store.hash_of(path) == path.name for path in contents)
    assert len(list(store.parts())) == 1, "what was begun lies aside"
    content = put(b"half" * 1000)
    assert store.hash_of(store.path_of(content.sha256)) == content.sha256
    assert store.sweep(before=time.time() + 10) == 1
