"""A real mail server that keeps what it is given."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class Sink:
    """Keeps messages; `answer` is what it says to each, `delay` how long it takes to say so."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.begun = 0
        self.answer = "250 OK"
        self.delay = 0.0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.begun += 1
        await asyncio.sleep(self.delay)
        if self.answer.startswith("2"):
            self.messages.append(message_from_bytes(envelope.content, policy=default))
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server on this machine that Django's settings point at."""
    found = Sink()
    controller = Controller(found, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.DEFAULT_FROM_EMAIL = "Văn phòng UBND xã An Phú <vanphong@anphu.example>"
    yield found
    controller.stop()


@pytest.fixture
def without_server(settings: Any) -> Callable[[], None]:
    """Point Django at a port where nobody listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    return lambda: None
