"""What the environment says."""

import pytest

from giaoban.site.environment import MailServer, database, flag, mail_server, read_environment, words


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", MailServer("localhost", 25, "", "", False, False)),
        ("smtp://thu.xa.example:2525", MailServer("thu.xa.example", 2525, "", "", False, False)),
        ("smtp+tls://bao%40xa:m%2Ft@thu.example", MailServer("thu.example", 587, "bao@xa", "m/t", True, False)),
        ("smtps://thu.example", MailServer("thu.example", 465, "", "", False, True)),
    ],
)
def test_a_mail_address_names_server_user_and_encryption(url, server):
    assert mail_server(url) == server


def test_another_scheme_is_refused():
    with pytest.raises(ValueError, match="imap"):
        mail_server("imap://thu.example")


def test_a_database_address_may_name_a_socket_directory_or_a_host():
    there = database("postgresql://giaoban_app@/ten?host=/tmp/a%20b")
    assert (there["HOST"], there["NAME"], there["USER"], there["PORT"]) == ("/tmp/a b", "ten", "giaoban_app", "")
    far = database("postgresql://u:p%40ss@db.example:5433/x?sslmode=require")
    assert (far["HOST"], far["PORT"], far["PASSWORD"]) == ("db.example", "5433", "p@ss")
    assert far["OPTIONS"]["sslmode"] == "require"


def test_flags_and_lists(monkeypatch):
    monkeypatch.setenv("GIAOBAN_TEST_FLAG", " Yes ")
    monkeypatch.setenv("GIAOBAN_TEST_LIST", "a, b,,c ")
    assert flag("GIAOBAN_TEST_FLAG")
    assert not flag("GIAOBAN_TEST_NOTHING")
    assert words("GIAOBAN_TEST_LIST", "") == ("a", "b", "c")


def test_a_secret_comes_from_the_variable_else_from_the_file_in_the_data_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("GIAOBAN_DATA", str(tmp_path))
    monkeypatch.delenv("GIAOBAN_SECRET_KEY")
    assert read_environment().secret_key == ""
    (tmp_path / "secret.key").write_text("trong tệp\n", "utf-8")
    assert read_environment().secret_key == "trong tệp"
    monkeypatch.setenv("GIAOBAN_SECRET_KEY", "trong biến")
    assert read_environment().secret_key == "trong biến"
