"""The same expressions on a Spark cluster (a master and two workers) give the very same figures as DuckDB in this process."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from giaoban.integrations.rollup.engines import Question, cluster, here, tables
from giaoban.integrations.rollup.maker import Size, make

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark: see requirements/scale.txt"),
    pytest.mark.skipif(
        shutil.which("java") is None, reason="Spark needs Java 17: apt-get install openjdk-17-jre-headless"
    ),
]
COUNTRY = Size(provinces=34, communes=600, indicators=20, months=26)
WITHIN = 90


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, words: str) -> None:
    """Return when the page at an address holds the words. Errors: AssertionError after a while."""
    until = time.monotonic() + WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as page:
                if words in page.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"{words} not at {address} in {WITHIN} s")


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster on loopback: a master and two workers of one core each."""
    import pyspark

    place = tmp_path_factory.mktemp("spark")
    command = [str(Path(pyspark.__file__).parent / "bin" / "spark-class")]
    environment = os.environ | {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_NO_DAEMONIZE": "1",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_WORKER_DIR": str(place),
        "SPARK_LOCAL_DIRS": str(place),
    }
    port, page = free_port(), free_port()
    address = f"spark://127.0.0.1:{port}"
    heads = [
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--webui-port",
        str(page),
    ]
    worker = [
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1g",
        "--webui-port",
        "0",
        address,
    ]
    with (place / "log").open("wb") as log:
        running = [
            subprocess.Popen([*command, *part], env=environment, stdout=log, stderr=log)
            for part in (heads, worker, worker)
        ]
        try:
            wait_for(f"http://127.0.0.1:{page}/json/", '"aliveworkers" : 2')
            yield address
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(30)


def test_a_cluster_gives_the_same_figures_to_the_last_digit(
    master: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    made = make(tmp_path, COUNTRY)
    spark = cluster(master, **{"spark.sql.shuffle.partitions": "4", "spark.executor.memory": "800m"})
    try:
        ours, theirs = tables(here(), tmp_path), tables(spark, tmp_path)
        assert theirs.values.count().to_pandas() == made
        for question in get_args(Question):
            found, expected = (
                {
                    tuple(row[name] for name in ("indicator", "province", "grain", "start")): row["amount"]
                    for row in rows
                }
                for rows in (side.ask(question).to_pyarrow().to_pylist() for side in (theirs, ours))
            )
            assert len(expected) > 2000
            assert found == expected, question
        assert (
            len(spark._session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()) == 3
        )  # the driver and two workers
    finally:
        spark._session.stop()
