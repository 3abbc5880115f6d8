"""What other registers say, on an item's page and on the desk."""

from flask.testing import FlaskClient

from app.domain.statuses import Source, SourceRow
from app.seeds import read_seeds
from app.services.source_words import receive_words
from app.session import transaction
from app.settings import HOME
from tests.factories import AT
from tests.web.deciding import candidate, decide
from tests.web.website import Page, Website


def receive(website: Website, number: str, word: str) -> None:
    words = read_seeds(HOME / "seeds").statuses
    row = SourceRow(2, number, Source.TWEEDE_KAMER, "TZ202504-057", word)
    with transaction(website.engine) as session:
        receive_words(session, [row], words, at=AT)


def test_the_word_stands_with_the_item_and_a_difference_is_said(
    website: Website, clerk: FlaskClient
) -> None:
    number = candidate(website)
    decide(clerk, number, "accept")
    receive(website, number, "Afgedaan")
    text = Page(clerk.get(f"/register/{number}")).text
    assert "Tweede Kamer, TZ202504-057:" in text
    assert "bij ons: afgedaan" in text
    assert "wijkt af" in text
    receive(website, number, "Openstaand")
    assert "wijkt af" not in clerk.get(f"/register/{number}").text


def test_an_unknown_word_is_listed_on_the_desk(website: Website, clerk: FlaskClient) -> None:
    page = "/bureau/statuswoorden"
    assert "Elk woord dat binnenkwam staat in de tabel." in clerk.get(page).text
    assert "onbekend statuswoord" not in clerk.get("/bureau/brieven").text
    number = candidate(website)
    receive(website, number, "Voltooid")
    assert "1 onbekend statuswoord uit een ander register" in clerk.get("/bureau/brieven").text
    shown = Page(clerk.get(page)).text
    assert "“Voltooid”" in shown
    assert number in shown
    assert "onbekend woord, niet vertaald" in clerk.get(f"/register/{number}").text
