"""The website that the tests of the pages visit."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from tests.web.website import Website, make_register, make_website


@pytest.fixture(scope="session")
def read_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the register once per worker; tests change copies."""
    file = tmp_path_factory.mktemp("web") / "register.sqlite"
    make_register(file)
    return file


@pytest.fixture
def register_file(read_register: Path, tmp_path: Path) -> Path:
    """Give a copy of the register."""
    return Path(shutil.copy(read_register, tmp_path / "register.sqlite"))


@pytest.fixture
def website(register_file: Path, tmp_path: Path) -> Iterator[Website]:
    """Give the website on a copy of the register."""
    made = make_website(register_file, tmp_path)
    yield made
    made.engine.dispose()
    made.app.extensions["gestand"].engine.dispose()


@pytest.fixture
def clerk(website: Website) -> FlaskClient:
    """Give the browser of a clerk who has signed in."""
    return website.visit(Role.CLERK)


@pytest.fixture
def posting(register_file: Path, tmp_path: Path) -> Website:
    """Give the website of a register that sends mail."""
    return make_website(
        register_file, tmp_path, smtp_host="mail.example", site_url="https://gestand.example"
    )
