"""The web server's socket and command line. The supervisor keeps the socket: while a killed server restarts, requests wait."""

import errno
import os
import socket
import sys
import tempfile
import time

from giaoban.kernel.problems import Problem

WORKERS, THREADS = 2, 4
BACKLOG = 512
GRACE = 2
"""Seconds a request may still run after a stop was asked for."""


def listen(host: str, port: int, patience: float = 5.0) -> socket.socket:
    """A listening socket; waits `patience` seconds for an earlier server that is just stopping.

    Errors: CLI-010 the port is taken, CLI-026 the address cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    end = time.monotonic() + patience
    while True:
        try:
            return socket.create_server((host.strip("[]"), port), family=family, backlog=BACKLOG)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Problem("CLI-026", host=host, port=port, reason=error.strerror or error) from error
            if time.monotonic() > end:
                raise Problem("CLI-010", host=host, port=port) from error
            time.sleep(0.2)
        except UnicodeError as error:  # a name that no network knows
            raise Problem("CLI-026", host=host, port=port, reason=error) from error


def server_command(handle: int) -> list[str]:
    """gunicorn on an open socket: Django is imported once, before the workers are forked."""
    options = {
        "bind": f"fd://{handle}",
        "worker-class": "gthread",
        "workers": str(WORKERS),
        "threads": str(THREADS),
        "graceful-timeout": str(GRACE),
        "timeout": "60",
        "keep-alive": "5",
        "log-level": "warning",
        "worker-tmp-dir": "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else tempfile.gettempdir(),  # noqa: S108
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [
        sys.executable,
        "-m",
        "gunicorn",
        *words,
        "--preload",
        "--no-control-socket",
        "giaoban.cli.warm:application",
    ]


def web_address(host: str, port: int) -> str:
    """What a person types into a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}/"


def answers(host: str, port: int, timeout: float = 5.0) -> bool:
    """Whether the first page is given: any answer that is not a failure of the server."""
    from http.client import HTTPConnection, HTTPException

    place = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host.strip("[]"))  # noqa: S104
    connection = HTTPConnection(place, port, timeout=timeout)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
