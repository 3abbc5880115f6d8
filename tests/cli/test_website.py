"""The website as a WSGI server of the operator's own choice takes it."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from flask import Flask
from gunicorn.util import import_app

from app.cli.website import make_website
from app.web.context import KEY
from tests.cli.conftest import Gestand
from tests.cli.files import LETTER

TARGET = "app.cli.website:make_website()"


def test_gunicorn_finds_it_and_visitors_get_in(own: Gestand, tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text(LETTER, "utf-8")
    own("import", tmp_path)
    own(
        "user",
        "add",
        "b@voorbeeld.example",
        "--name",
        "B",
        "--password-stdin",
        stdin="lang-genoeg!",
    )
    website = import_app(TARGET)
    assert isinstance(website, Flask)
    visitor = website.test_client()
    page = visitor.get("/aanmelden")
    assert page.status_code == 200
    assert "verzonnen" not in page.text
    website.config["WTF_CSRF_ENABLED"] = False
    entered = visitor.post(
        "/aanmelden", data={"email": "b@voorbeeld.example", "password": "lang-genoeg!"}
    )
    assert entered.status_code == 303
    assert "walstroom" in visitor.get("/register").text
    website.extensions[KEY].engine.dispose()


def test_without_a_register_of_ones_own_it_does_not_start(
    gestand: Gestand, data_folder: Path
) -> None:
    assert gestand("user", "list").exit_code == 1
    data_folder.mkdir()
    (data_folder / "demo.sqlite").touch()
    with pytest.raises(click.ClickException, match="nog geen eigen register"):
        make_website()
    assert [file.name for file in data_folder.iterdir()] == ["demo.sqlite"]


def test_nobody_waits_for_the_words_to_be_loaded() -> None:
    script = (
        "import sys; from flask import Flask; from app.cli.website import settled;"
        "from app.services.stemming import stem_of; settled(Flask('leeg')); opened = [];"
        "sys.addaudithook(lambda name, told: opened.append(told[0]) if name == 'open' else None);"
        "stem_of('kademuren'); stem_of('voorlichtingsavonden'); print(opened)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
