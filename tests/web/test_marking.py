from flask.testing import FlaskClient

from app.clock import today
from app.domain.accounts import Role
from app.services.overview.letters import get_letter
from app.session import reading
from tests.web.deciding import story_of, undo
from tests.web.website import Page, Website

MOTION = {"dossier": "39 101", "number": "nr. 77", "movers": "Domhoff, Sijpesteyn"}
SENTENCE = "Een landelijk beeld ontbreekt nog."


def place(website: Website, words: str = SENTENCE) -> dict[str, str]:
    """Give the place of a sentence in the first letter, as an address carries it."""
    with reading(website.engine) as session:
        letter = get_letter(session, 1, today=today())
    found = (one for block in letter.blocks for one in block.sentences if one.text == words)
    sentence = next(found)
    return {"start": str(sentence.start), "end": str(sentence.end)}


def fields_of(website: Website, client: FlaskClient, what: str) -> dict[str, str]:
    address = f"/brieven/1/{what}"
    page = client.get(address, query_string=place(website))
    return Page(page).form(address) | {"exact": SENTENCE}


def test_a_motion_is_marked_and_taken_back(website: Website, clerk: FlaskClient) -> None:
    fields = fields_of(website, clerk, "motie")
    sent = fields | MOTION | {"stance": "in uitvoering"}
    response = clerk.post("/brieven/1/motie", data=sent)
    assert response.location == "/brieven/1"
    motion = story_of(website, "M-39101-77").motion
    assert motion is not None
    assert motion.movers == ("Domhoff", "Sijpesteyn")
    assert motion.mentions[0].quote.marked == SENTENCE
    assert "Met de hand aangewezen" in website.visit(Role.READER).get("/brieven/1").text
    undo(clerk, response)
    assert "Met de hand aangewezen" not in clerk.get("/brieven/1").text
    assert clerk.post("/brieven/1/motie", data=sent).status_code == 409


def test_a_statement_is_marked_and_leads_on_to_linking(
    website: Website, clerk: FlaskClient
) -> None:
    fields = fields_of(website, clerk, "mededeling") | {"subject": "het landelijk beeld"}
    response = clerk.post("/brieven/1/mededeling", data=fields)
    assert response.location.startswith("/brieven/1/koppelen?")
    page = clerk.get(response.location).text
    assert "De mededeling is aangewezen." in page
    assert "Bij welk item hoort deze passage?" in page
    assert "als mededeling dat iets is afgedaan" in clerk.get("/brieven/1").text


def test_what_cannot_be_right_is_said_beside_its_field(
    website: Website, clerk: FlaskClient
) -> None:
    fields = fields_of(website, clerk, "motie") | MOTION | {"stance": "genoemd"}
    for wrong, told in (
        ({"number": "geen nummer"}, "wijzen samen geen motie aan"),
        ({"exact": "heel andere woorden"}, "Deze woorden staan zo niet in wat u koos."),
        ({"stance": ""}, "Kies wat de brief met de motie doet."),
    ):
        response = clerk.post("/brieven/1/motie", data=fields | wrong)
        assert response.status_code == 422
        assert told in response.text
    clerk.post("/brieven/1/motie", data=fields)
    again = clerk.post("/brieven/1/motie", data=fields | {"seen": "2"})
    assert again.status_code == 422
    assert "Deze woorden zijn al zo aangewezen." in again.text


def test_a_mark_outlives_a_correction_and_needs_a_reason_to_go(
    website: Website, clerk: FlaskClient
) -> None:
    fields = fields_of(website, clerk, "mededeling") | {"subject": "het landelijk beeld"}
    clerk.post("/brieven/1/mededeling", data=fields)
    correcting = Page(clerk.get("/brieven/1/verbeteren")).form("/verbeteren")
    correcting |= {"date": "13-03-2025", "reason": "Staat zo op de site.", "from_functions": ""}
    assert clerk.post("/brieven/1/verbeteren", data=correcting).status_code == 303
    page = clerk.get("/brieven/1")
    assert "Met de hand aangewezen" in page.text
    form = Page(page).form("/aanwijzing/1/intrekken")
    assert clerk.post("/brieven/1/aanwijzing/1/intrekken", data=form).status_code == 303
    assert "Vul in waarom u de aanwijzing intrekt." in clerk.get("/brieven/1").text
    clerk.post("/brieven/1/aanwijzing/1/intrekken", data=form | {"reason": "Toch niet."})
    assert "Met de hand aangewezen" not in clerk.get("/brieven/1").text
