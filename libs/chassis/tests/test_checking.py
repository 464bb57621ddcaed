import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest


@pytest.mark.parametrize(("status", "exit_code"), [(200, 0), (503, 1), (404, 1)])
def test_the_check_says_no_unless_the_service_says_that_it_is_ready(status: int, exit_code: int) -> None:
    with answering(status, b"its own words") as port:
        done = check(port)

    assert (done.returncode, done.stdout) == (exit_code, "its own words")


def test_a_service_that_does_not_answer_is_not_ready() -> None:
    with answering(200, b"") as port:
        pass

    done = check(port)

    assert (done.returncode, done.stdout) == (1, "no answer: ConnectionRefusedError\n")


def check(port: int) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        (sys.executable, "-m", "iro_chassis.checking"),
        env={"PORT": str(port), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def answering(status: int, body: bytes) -> Iterator[int]:
    class Ready(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health/ready" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Ready) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
