"""A web server as operators run it, on a register of one's own, and a browser without a screen."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

from app.settings import HOME
from scripts.bench.counting import QUERIES, WORKED

PATIENCE = 120  # seconds in which a server must answer
COUNTED = "scripts.bench.counting:make_counted()"
PLAIN = "app.cli.website:make_website()"


@dataclass(slots=True)
class Served:
    """A server that runs: its port and process."""

    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it and its workers with no chance to finish anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def find_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def serving(
    url: str,
    folder: Path,
    *,
    workers: int = 1,
    port: int | None = None,
    site: str = PLAIN,
    is_open: bool = False,
) -> Iterator[Served]:
    """Serve a register over HTTP with gunicorn, until the end of the block.

    With `is_open` strangers read in it, as often as they want.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = port or find_port()
    env = {
        **os.environ,
        "GESTAND_DATABASE_URL": url,
        "GESTAND_DATA_FOLDER": str(folder),
        "GESTAND_SECRET_KEY": "bench" * 10,
        "GESTAND_LOGIN_ATTEMPTS_PER_ADDRESS": "1000",
        "GESTAND_API_CALLS_PER_ACCOUNT": "1000000",
        "GESTAND_API_CALLS_PER_ADDRESS": "1000000",
        "GESTAND_PAGES_PER_ADDRESS": "1000000",
        "GESTAND_PUBLIC_READING": str(is_open).lower(),
        "PYTHONPATH": str(HOME),
    }
    options = ["--workers", str(workers), "--threads", "4", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", *options, "--no-control-socket"]
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}", site],
            cwd=HOME,
            env=env,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    served = Served(port, process)
    try:
        _wait(served, folder / "server.log")
        yield served
    finally:
        if process.poll() is None:
            served.kill()


def _wait(served: Served, log: Path) -> None:
    """Wait until the server answers; raises RuntimeError with what it said otherwise."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and served.process.poll() is None:
        browser = Browser(served.port)
        try:
            browser.get("/aanmelden")
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            browser.close()
    raise RuntimeError(f"the server does not answer: {log.read_text(errors='replace')[-2000:]}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, and how long it took until the last byte."""

    status: int
    headers: dict[str, str]
    text: str
    seconds: float

    @property
    def queries(self) -> int:
        """How many statements it took; 0 where the server does not count them."""
        return int(self.headers.get(QUERIES.lower(), 0))

    @property
    def worked(self) -> float:
        """How many milliseconds the process worked on it; 0 where the server does not count."""
        return float(self.headers.get(WORKED.lower(), 0))


class Browser:
    """One browser with its cookies and one connection that stays open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.cookies: dict[str, str] = {}

    def close(self) -> None:
        """Let go of the connection; the next page opens another."""
        self.connection.close()

    def get(self, path: str, known: str = "") -> Answer:
        """Ask for a page; of one that is `known`, by its ETag, only whether it still is so."""
        return self._ask("GET", path, None, {"If-None-Match": known} if known else {})

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields), kind)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in; raises RuntimeError when that does not work."""
        page = self.get("/aanmelden")
        fields = find_forms(page.text, "/aanmelden")[0].fields
        answer = self.post("/aanmelden", {**fields, "email": email, "password": password})
        if answer.status != 303:
            raise RuntimeError(f"{email} cannot sign in: {answer.status}")

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies} | more
        begun = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode(errors="replace")
        seconds = time.perf_counter() - begun
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        kept = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, kept, text, seconds)


@dataclass(slots=True)
class Form:
    """A form of a page: where it is sent, and what a browser would send."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a form, or a field of the last one."""
        given = dict(attrs)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "form":
            self.forms.append(Form(given.get("action") or ""))
        if not self.forms:
            return
        fields = self.forms[-1].fields
        if tag == "input" and name and _is_sent(given):
            fields[name] = value
        elif tag == "select":
            self._select = name
        elif tag == "textarea" and name:
            self._area = name
            fields[name] = ""
        elif (
            tag == "option" and self._select and ("selected" in given or self._select not in fields)
        ):
            fields[self._select] = value

    def handle_endtag(self, tag: str) -> None:
        """Leave a field."""
        self._select = None if tag == "select" else self._select
        self._area = None if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        """Keep what stands in a text area."""
        if self._area and self.forms:
            self.forms[-1].fields[self._area] += data


def _is_sent(given: dict[str, str | None]) -> bool:
    """Say whether a browser sends this field as it is."""
    return given.get("type") not in ("radio", "checkbox") or "checked" in given


def find_forms(text: str, action: str) -> list[Form]:
    """Give the forms of a page whose address matches."""
    reader = _Forms()
    reader.feed(text)
    return [form for form in reader.forms if re.search(action, form.action)]
