"""An OpenID Connect issuer on the loopback: what the services ask for its keys, and the tokens of the clients."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from joserfc.jwk import KeySet

from iro_chassis.clock import system_clock
from iro_chassis.testing.issuer import AUDIENCE, Issuer

LIFE = 12 * 60 * 60


@contextmanager
def issuing(port: int) -> Iterator[tuple[str, str]]:
    """Its address, and a token of somebody who may tell and ask everything."""
    address = f"http://127.0.0.1:{port}"
    issuer = Issuer(system_clock)
    pages = {
        "/.well-known/openid-configuration": {"issuer": address, "jwks_uri": f"{address}/keys"},
        "/keys": KeySet([issuer.key]).as_dict(private=False),
    }

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(pages[self.path]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as above
            pass

    expires = int(system_clock().timestamp()) + LIFE
    token = issuer.token("iro", "manager", "information-system", iss=address, aud=AUDIENCE, exp=expires)
    with ThreadingHTTPServer(("127.0.0.1", port), Page) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield address, token
        finally:
            server.shutdown()
            thread.join()
