"""A real browser against a real server, on a register that the real reader made."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

from app.domain.accounts import Role
from app.settings import HOME
from tests.web.website import PASSWORD, Website, email_of, make_register, make_website

CHROMIUM = "GESTAND_TEST_CHROMIUM"
PLACES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = (1280, 320)
COOKIE = "gestand"
PATIENCE = 15_000  # milliseconds; a slow machine is no failure


def find_chromium() -> str | None:
    """Give the browser that is installed, if any."""
    return os.environ.get(CHROMIUM) or next(filter(None, map(shutil.which, PLACES)), None)


@dataclass(frozen=True, slots=True)
class Site:
    """A running website, and the browser that visits it."""

    address: str
    website: Website
    browser: Browser

    @contextmanager
    def visit(
        self, role: Role | None, width: int = 1280, *, scripts: bool = True
    ) -> Iterator[Page]:
        """Give a page in a window of this width, already signed in for a role.

        Complaints of the browser fail the test.
        """
        window = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            locale="nl-NL",
        )
        window.set_default_timeout(PATIENCE)
        page = window.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if role is not None:
            cookie = self.website.visit(role).get_cookie(COOKIE)
            assert cookie is not None
            window.add_cookies([{"name": COOKIE, "value": cookie.value, "url": self.address}])
        yield page
        window.close()
        # The browser names a 4xx page in its console too; what a page does wrong is the rest.
        wrong = [
            one
            for one in complaints
            if one.startswith(("error", "warning")) and "status of 4" not in one
        ]
        assert not wrong


def sign_in(page: Page, role: Role) -> None:
    """Sign in as people do."""
    page.goto("/aanmelden")
    page.get_by_label("E-mailadres").fill(email_of(role))
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once per worker."""
    executable = find_chromium()
    if executable is None:
        pytest.skip(f"no Chromium found: install it, or name it in {CHROMIUM}")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a register of all the demo's letters, nothing judged, once per worker."""
    file = tmp_path_factory.mktemp("browser") / "register.sqlite"
    make_register(file, sorted(path.stem for path in (HOME / "seeds" / "demo").glob("*.txt")))
    return file


def send_whole(app: WSGIApplication) -> WSGIApplication:
    """Hand each answer over in one piece, its file closed.

    Werkzeug's server leaves a served file open where the browser goes away while it is sent.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as pieces:
            return [b"".join(pieces)]

    return answer


@contextmanager
def serving(website: Website, browser: Browser, port: int = 0) -> Iterator[Site]:
    """Serve a website, on a free port where none is named."""
    server = make_server("127.0.0.1", port, send_whole(website.app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", website, browser)
    server.shutdown()
    thread.join()
    server.server_close()
    website.engine.dispose()
    website.app.extensions["gestand"].engine.dispose()


@pytest.fixture
def site(browser: Browser, demo_register: Path, tmp_path: Path) -> Iterator[Site]:
    """Serve a copy of the register on a free port."""
    file = Path(shutil.copy(demo_register, tmp_path / "register.sqlite"))
    with serving(make_website(file, tmp_path, is_demo=True), browser) as served:
        yield served
