"""Where data and sockets live, and who may enter."""

import os
import stat
from pathlib import Path

import pytest

from giaoban.cli.cluster import DataLock, default_data, prepare_data, server_account, socket_folder
from giaoban.cli.cluster.account import Account, named
from giaoban.cli.cluster.folders import LONGEST_SOCKET, socket_candidates
from giaoban.cli.cluster.lock import holder
from giaoban.kernel.problems import Problem

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to act as another user")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place the server's account can enter (pytest's own directories are 0700)."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/") and folder.name.startswith(("pytest", "popen")):
            folder.chmod(0o755)
    tmp_path.chmod(0o755)
    return tmp_path


def test_a_data_directory_is_private_to_the_servers_account(place: Path):
    data = place / "dữ liệu" / "giao ban"
    account = server_account(data)
    prepare_data(data, account)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert data.stat().st_uid == account.uid
    assert {entry.name for entry in data.iterdir()} == {"GIAOBAN", "files", "log", "static"}


def test_a_data_directory_opened_to_others_is_closed_again(place: Path):
    data = place / "data"
    account = server_account(data)
    prepare_data(data, account)
    data.chmod(0o755)
    prepare_data(data, account)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_directory_with_other_files_is_not_taken(place: Path):
    (place / "letter.txt").write_text("x")
    with pytest.raises(Problem) as refused:
        prepare_data(place, server_account(place))
    assert refused.value.code == "CLI-024"
    assert stat.S_IMODE(place.stat().st_mode) == 0o755


@root_only
def test_a_data_directory_of_another_user_is_refused(place: Path):
    data = place / "data"
    prepare_data(data, server_account(data))
    with pytest.raises(Problem) as refused:
        prepare_data(data, Account(os.geteuid(), os.getegid(), "root"))
    assert refused.value.code == "CLI-005"


@root_only
def test_a_data_directory_closed_to_the_servers_account_is_named(place: Path):
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Problem) as refused:
        prepare_data(closed / "data", server_account(closed / "data"))
    assert refused.value.code == "CLI-009"
    assert str(closed) in refused.value.sentence()


@root_only
def test_root_never_serves_as_root(place: Path):
    assert server_account(place / "data").uid != 0


def test_a_socket_directory_is_short_however_deep_the_data_are(place: Path):
    deep = place.joinpath(*["một thư mục có tên rất dài"] * 12)
    folder = socket_folder(deep, server_account(deep))
    try:
        assert len(os.fsencode(folder)) <= LONGEST_SOCKET
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid == server_account(deep).uid
    finally:
        folder.rmdir()


def test_a_link_in_place_of_the_socket_directory_is_passed_over(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(place))
    account = server_account(place)
    first, second = socket_candidates(place, account)[:2]
    elsewhere = place / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    account.own(elsewhere)
    first.symlink_to(elsewhere)
    try:
        assert socket_folder(place, account) == second
    finally:
        second.rmdir()


@root_only
def test_a_socket_directory_made_by_someone_else_is_passed_over(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(place))
    account = server_account(place)
    first, second = socket_candidates(place, account)[:2]
    first.mkdir(mode=0o700)
    try:
        assert socket_folder(place, account) == second
    finally:
        second.rmdir()


def test_a_file_in_place_of_the_data_directory_is_not_taken(place: Path):
    (place / "data").write_text("x")
    with pytest.raises(Problem) as refused:
        prepare_data(place / "data", server_account(place))
    assert refused.value.code == "CLI-024"
    with pytest.raises(Problem) as below:
        prepare_data(place / "data" / "deeper", server_account(place))
    assert below.value.code == "CLI-006"


def test_without_any_private_place_for_the_socket_the_tried_ones_are_named(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("one", "two"):
        (place / name).write_text("in the way")
    monkeypatch.setattr(
        "giaoban.cli.cluster.folders.socket_candidates", lambda data, account: [place / "one", place / "two" / "below"]
    )
    with pytest.raises(Problem) as refused:
        socket_folder(place, server_account(place))
    assert refused.value.code == "CLI-007"
    assert f"{place / 'one'}, {place / 'two' / 'below'}" in refused.value.sentence()


def test_the_runtime_directory_of_a_session_is_the_last_choice(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    assert socket_candidates(place, server_account(place))[-1].parent == Path("/run/user/1000")


def test_an_account_without_a_name_goes_by_its_number():
    assert named(4_000_000_001) == "4000000001"


def test_a_setting_chooses_the_data_directory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIAOBAN_DATA", "/srv/giaoban data")
    assert default_data() == Path("/srv/giaoban data")
    assert default_data("/elsewhere") == Path("/elsewhere")


def test_without_a_setting_root_keeps_data_where_the_server_may_enter(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GIAOBAN_DATA", raising=False)
    if os.geteuid() == 0:
        assert default_data().parent == Path("/var/lib/giaoban")
    else:
        assert default_data().name in (".giaoban", "giaoban")


def test_a_second_holder_is_told_who_holds_the_data(place: Path):
    with DataLock(place, "giaoban up"):
        with pytest.raises(Problem) as refused, DataLock(place, "giaoban db restore"):
            pass
        assert refused.value.code == "CLI-004"
        assert f"giaoban up (PID {os.getpid()})" in refused.value.sentence()
        assert "giaoban up" in holder(place)
    assert holder(place) == ""


def test_a_lock_dies_with_its_holder(place: Path):
    child = os.fork()
    if child == 0:
        DataLock(place, "giaoban up").__enter__()
        os._exit(0)
    os.waitpid(child, 0)
    with DataLock(place, "giaoban up"):
        pass
