"""The embedded PostgreSQL: found, initialised, started, stopped; one cluster per data directory, one socket, no network.

with cluster.running(Path("/somewhere")) as pg:     # starts it, or joins the one that already runs there
    pg.app_url, pg.owner_url, pg.url_for("other", "giaoban_owner")
"""

from giaoban.cli import problems as problems
from giaoban.cli.cluster.account import Account, server_account
from giaoban.cli.cluster.binaries import Binaries, find_binaries
from giaoban.cli.cluster.folders import default_data, prepare_data, socket_folder
from giaoban.cli.cluster.lock import DataLock
from giaoban.cli.cluster.server import APP_ROLE, DATABASE, OWNER_ROLE, SUPERUSER, Cluster, Status, running

__all__ = [
    "APP_ROLE",
    "DATABASE",
    "OWNER_ROLE",
    "SUPERUSER",
    "Account",
    "Binaries",
    "Cluster",
    "DataLock",
    "Status",
    "default_data",
    "find_binaries",
    "prepare_data",
    "running",
    "server_account",
    "socket_folder",
]
