"""What a card of the desk says of a promise that its own letter reports or meets."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.domain.reading import Made
from app.services.intake import store_prepared
from app.session import transaction
from tests.factories import AT, CLERK, Letter, make_promise, make_statement
from tests.web.website import Website

PROMISE = "In het debat heb ik toegezegd de tarieven van de veren te sturen."
MET = "Met deze tabel is die toezegging nagekomen."
PLAIN = "Ik zal uw Kamer de lijst van vuurtorens sturen."


@pytest.fixture
def cards(website: Website, clerk: FlaskClient) -> dict[str, str]:
    """Give the cards of a letter that meets the first promise itself, by their subjects."""
    text = f"Geachte voorzitter,\n\n{PROMISE} {MET}\n\n{PLAIN}"
    letter = Letter(text, None, dossier="39255", number="3")
    reported = make_promise(letter, PROMISE, subject="de tarieven", made=Made.EARLIER)
    letter = replace(
        letter,
        promises=(reported, make_promise(letter, PLAIN, subject="de vuurtorens")),
        statements=(make_statement(letter, MET),),
    )
    with transaction(website.engine) as session:
        stored = store_prepared(session, letter.prepared("veren"), actor=CLERK, at=AT)
    shown = clerk.get(f"/bureau?brief={stored.document_id}").text.split('<article class="card"')
    return {name: card for card in shown for name in ("tarieven", "vuurtorens") if name in card}


def test_a_card_says_that_a_promise_was_made_earlier(cards: dict[str, str]) -> None:
    said = "Eerder gedaan, in dit stuk vermeld"
    assert said in cards["tarieven"]
    assert said not in cards["vuurtorens"]


def test_a_card_says_that_its_own_paragraph_meets_it_and_offers_to_dismiss_first(
    cards: dict[str, str],
) -> None:
    card = cards["tarieven"]
    assert f"dat een toezegging is nagekomen: “{MET}”" in card
    assert card.index('<summary class="button button-primary"') < card.index("Aanvaarden<span")
    assert 'selected value="De brief zelf voldoet er al aan"' in card
    plain = cards["vuurtorens"]
    assert "is nagekomen" not in plain
    assert plain.index("Aanvaarden<span") < plain.index("Afwijzen<span")


def test_pressing_enter_in_a_field_never_dismisses(cards: dict[str, str]) -> None:
    for card in cards.values():
        first = card.partition('name="decision" value="')[2].partition('"')[0]
        assert first == "accept"
