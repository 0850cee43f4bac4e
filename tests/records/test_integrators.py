"""The page for integrators: each of its commands does what the page says, on a server with the people of the tests."""

import json
import re
import shlex
from string import Template
from urllib.parse import urlsplit

import pytest

from tests.gates.tree import ROOT
from tests.programs import Program
from tests.records.figures.making import indicator
from tests.records.registers.making import register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
PAGE = ROOT / "docs" / "vi" / "tra-cuu" / "ket-noi-chuong-trinh.md"
PAIR = re.compile(r"```sh\n(curl .*?)```\n```json\n(.*?)```", re.S)
ORIGIN = "http://testserver"
ANY = "…"


def run(client, command):
    """What a curl command of the page gives; only the options that the page uses are known."""
    words = shlex.split(command.replace("\\\n", " "))[1:]
    headers, body, address = {}, None, ""
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
        else:
            assert not word.startswith("-"), word
            assert not address, word
            address = word
    assert address.startswith(ORIGIN)
    path = address.removeprefix(ORIGIN)
    kind = headers.pop("Content-Type", "")
    if body is None:
        return client.get(path, headers=headers)
    return client.post(path, body, content_type=kind, headers=headers)


def holds(told, found):
    """Whether an answer holds what the page tells of it: of lists some element each, of objects the keys named."""
    if isinstance(told, dict):
        return isinstance(found, dict) and all(
            name in found and holds(value, found[name]) for name, value in told.items()
        )
    if isinstance(told, list):
        return (
            isinstance(found, list)
            and (bool(told) or not found)
            and all(any(holds(one, each) for each in found) for one in told)
        )
    return told in (ANY, found)


def test_every_command_of_the_page_does_what_the_page_says(cast):
    indicator(cast, code="GCN", unit_of_measure="giấy")
    register(cast)
    program = Program(cast, "an")
    known = {"KHOA": program.secret, "MAY_CHU": ORIGIN, "DON_VI": str(cast.units["kinh_te"].pk)}
    pairs = PAIR.findall(PAGE.read_text("utf-8"))
    assert len(pairs) == PAGE.read_text("utf-8").count("curl -H") >= 12
    for command, told in pairs:
        answer = run(program.client.__class__(), Template(command).substitute(known))
        assert answer.status_code == 200, (command, answer.content.decode())
        found = answer.json()
        assert holds(json.loads(told), found), (command, found)
        path = urlsplit(command.split("$MAY_CHU")[-1]).path.strip().strip('"')
        if path.endswith("/registers"):
            known["SO"] = str(next(row["number"] for row in found if row["code"] == "wells"))
        elif path.endswith("/entries") and "numbers" in found:
            known.setdefault("MUC", str(found["numbers"][0][0]))
        elif path.endswith("/tasks") and "state=" in command:
            known["VIEC"] = str(found[0]["number"])
