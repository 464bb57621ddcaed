"""A real Chromium without a window, told what to do over a pipe by its own protocol (the DevTools Protocol)."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_COMMANDS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_SECONDS = 60.0
_STOPS_WITHIN_SECONDS = 20
_READ = 1 << 16
_END = b"\0"
_LOWEST = 10
_PLACED = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
"""The browser reads from descriptor 3 and writes to 4, where nothing else may be: the pipes' own are higher."""


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


class BrowserFailed(Exception):
    """The browser ended, did not answer in time, or refused what it was told."""


def chromium() -> str:
    """The command that runs Chromium. Raises NoBrowser."""
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    if found is None:
        raise NoBrowser("no Chromium on this machine; on Debian: apt-get install chromium")
    return found


@dataclass
class Tab:
    """One page in the browser; `complaints` is what its console said, refused resources and errors among it."""

    commands: int
    answers: int
    session: str = ""
    complaints: list[str] = field(default_factory=list)
    _number: int = 0
    _kept: bytes = b""
    _seen: list[str] = field(default_factory=list)

    def tell(self, method: str, **parameters: Any) -> Any:
        """The browser's answer. Raises BrowserFailed."""
        self._number += 1
        told: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self.session:
            told["sessionId"] = self.session
        os.write(self.commands, json.dumps(told).encode() + _END)
        return self._answer_to(self._number, method)

    def open(self, address: str) -> None:
        """Goes there, and waits until all of it is loaded."""
        self._loaded_after("Page.navigate", url=address)

    def follow(self, selector: str) -> None:
        """Clicks the link, and waits until the page that it leads to is loaded."""
        self._loaded_after("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)}).click()")

    def ask(self, expression: str) -> Any:
        """What the script comes to in the page. Raises BrowserFailed."""
        answer = self.tell("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise BrowserFailed(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Presses a key and lets it go; `code` is its number in Windows, by which the browser knows it."""
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.tell("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def be(self, width: int, *, scheme: str = "light", medium: str = "screen") -> None:
        """Takes that width in pixels, that colour scheme, and shows as on that medium."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.tell("Emulation.setEmulatedMedia", media=medium, features=features)

    def _loaded_after(self, method: str, **parameters: Any) -> None:
        self._seen.clear()
        self.tell(method, **parameters)
        until = time.monotonic() + _PATIENCE_SECONDS
        while "Page.loadEventFired" not in self._seen:
            self._take(self._next(until))

    def _answer_to(self, number: int, method: str) -> Any:
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            heard = self._next(until)
            if heard.get("id") != number:
                self._take(heard)
            elif "error" in heard:
                raise BrowserFailed(f"{method}: {heard['error']['message']}")
            else:
                return heard["result"]

    def _take(self, heard: dict[str, Any]) -> None:
        method, told = heard.get("method", ""), heard.get("params", {})
        self._seen.append(method)
        if method in {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"}:
            self.complaints.append(json.dumps(told))

    def _next(self, until: float) -> dict[str, Any]:
        while _END not in self._kept:
            ready, _, _ = select.select([self.answers], [], [], max(0.0, until - time.monotonic()))
            more = os.read(self.answers, _READ) if ready else b""
            if not more:
                raise BrowserFailed("the browser ended, or did not answer in time")
            self._kept += more
        first, _, self._kept = self._kept.partition(_END)
        heard: dict[str, Any] = json.loads(first)
        return heard


@contextmanager
def running_browser(profile: Path) -> Iterator[Tab]:
    """A browser with one empty page, its profile in the folder given. Raises NoBrowser or BrowserFailed."""
    command = chromium()
    told_from, commands = _pipe()
    answers, told_to = _pipe()
    switches = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
    told = (command, *switches, "--remote-debugging-pipe", f"--user-data-dir={profile}")
    with subprocess.Popen(  # noqa: S603 -- our own interpreter, which becomes a browser found on the path
        (sys.executable, "-c", _PLACED, str(told_from), str(told_to), *told),
        pass_fds=(told_from, told_to),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(told_from)
        os.close(told_to)
        try:
            yield _tab(commands, answers)
        finally:
            os.close(commands)  # its end of the pipe gone, the browser ends
            os.close(answers)
            _end(process)


def _pipe() -> tuple[int, int]:
    """A pipe's two ends, well above the descriptors that the browser wants for itself."""
    low = os.pipe()
    first, second = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _LOWEST) for end in low)
    for end in low:
        os.close(end)
    return first, second


def _tab(commands: int, answers: int) -> Tab:
    tab = Tab(commands, answers)
    target = tab.tell("Target.createTarget", url="about:blank")["targetId"]
    tab.session = tab.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log"):
        tab.tell(f"{domain}.enable")
    return tab


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(_STOPS_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
