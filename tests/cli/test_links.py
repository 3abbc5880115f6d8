"""`links`: what is suggested in the register, with the words on both sides."""

import json
from pathlib import Path

from tests.cli.conftest import Gestand
from tests.cli.files import LATER, LETTER, make_pdf


def test_a_later_letter_is_linked_to_the_promise(own: Gestand, tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text(LETTER, "utf-8")
    (tmp_path / "twee.txt").write_text(LATER, "utf-8")
    own("import", tmp_path)
    done = own("links", "--json", tmp_path / "links.json")
    assert done.exit_code == 0
    (link,) = json.loads((tmp_path / "links.json").read_text("utf-8"))
    assert (link["from"]["document"], link["to"]["document"]) == ("een", "twee")
    assert LETTER[slice(*link["from"]["spans"][0])].startswith("Ik zal uw Kamer")
    assert LATER[slice(*link["to"]["spans"][0])].startswith("Hiermee heb ik voldaan")
    assert link["relation"] == "vervult"
    assert 0 < link["score"] <= 1
    assert {"code", "weight", "earlier", "later"} <= set(link["reasons"][0])


def test_a_pdf_is_named_as_its_reading_is(own: Gestand, tmp_path: Path) -> None:
    (tmp_path / "een.pdf").write_bytes(make_pdf(LETTER))
    (tmp_path / "twee.txt").write_text(LATER, "utf-8")
    own("import", tmp_path)
    own("links", "--json", tmp_path / "links.json")
    (link,) = json.loads((tmp_path / "links.json").read_text("utf-8"))
    assert (link["from"]["document"], link["to"]["document"]) == ("een.pdf", "twee")


def test_without_a_register_it_says_how_to_begin(gestand: Gestand, tmp_path: Path) -> None:
    done = gestand("links", "--json", tmp_path / "links.json")
    assert done.exit_code == 1
    assert "./run gestand import" in done.stderr
    assert not (tmp_path / "links.json").exists()
