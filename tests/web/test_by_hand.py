from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.matching import ItemKind
from app.services.intake import store_prepared
from app.services.overview.rows.common import Standing
from app.session import transaction
from tests.factories import AT, CLERK, Letter
from tests.web.deciding import Change, rows_of, story_of, typed, undo
from tests.web.website import Page, Website


class TestByHand:
    SENTENCE = "Dat kan ik niet toezeggen"

    def choose(self, clerk: FlaskClient, *, purpose: str = "toezegging") -> TestResponse:
        text = clerk.get("/brieven/1/kiezen").text
        place = text.partition(self.SENTENCE)[0].rpartition('value="')[2].partition('"')[0]
        return clerk.get("/brieven/1/gekozen", query_string={"zin": place, "doel": purpose})

    def enter(self, clerk: FlaskClient, **values: str) -> TestResponse:
        page = clerk.get(self.choose(clerk).location)
        fields = Page(page).form("/brieven/1/toezegging") | typed(page) | {"kind": "informatie"}
        return clerk.post("/brieven/1/toezegging", data=fields | values)

    def test_ticked_sentences_become_a_commitment_without_a_script(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        response = self.enter(clerk, term_text="in mei")
        number = response.location.rpartition("/")[2]
        story = story_of(website, number)
        assert story.standing is Standing.OPEN
        assert story.source is not None
        assert story.source.marked.startswith(self.SENTENCE)
        assert story.promise is not None
        assert story.promise.actor == "Minister van Onderwijs, Cultuur en Wetenschap"
        assert self.SENTENCE in clerk.get("/brieven/1").text

    @pytest.mark.parametrize(
        "said, words, last, beside",
        [
            ("voor 1 mei 2026", "voor 1 mei 2026", "30-04-2026", "Zonder laatste dag kan"),
            (
                "zo spoedig mogelijk",
                "zo spoedig mogelijk",
                "",
                "Bij deze woorden hoort nog geen dag",
            ),
            ("graag", "", "", "Zonder laatste dag kan"),
        ],
    )
    def test_the_term_in_the_chosen_words_is_proposed(
        self, website: Website, clerk: FlaskClient, said: str, words: str, last: str, beside: str
    ) -> None:
        sentence = f"Het rapport over de dijken komt {said} naar uw Kamer."
        letter = Letter(f"Geachte voorzitter,\n\n{sentence}", date(2026, 2, 3))
        with transaction(website.engine) as session:
            stored = store_prepared(session, letter.prepared("dijken"), actor=CLERK, at=AT)
        span = letter.find(sentence)
        address = f"/brieven/{stored.document_id}/toezegging"
        page = clerk.get(f"{address}?start={span.start}&end={span.end}")
        form = Page(page).form(address)
        assert (form["term_text"], form["term_latest"]) == (words, last)
        hint = page.text.partition('id="term_latest-hint"')[2].partition("</span>")[0]
        assert beside in hint

    def test_words_without_a_last_day_are_recorded_and_said_to_have_none(
        self, clerk: FlaskClient
    ) -> None:
        landed = clerk.get(self.enter(clerk, term_text="in mei").location)
        assert "De termijn “in mei” heeft geen laatste dag" in landed.text

    def test_the_same_words_are_not_entered_twice(self, clerk: FlaskClient) -> None:
        number = self.enter(clerk).location.rpartition("/")[2]
        response = self.enter(clerk)
        assert response.status_code == 409
        assert f"Naar {number}" in Page(response).text

    def test_a_commitment_by_hand_is_taken_back_from_its_notice(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        response = self.enter(clerk)
        undo(clerk, response)
        story = story_of(website, response.location.rpartition("/")[2])
        assert story.registered is not None
        assert story.registered.withdrawn_at is not None

    def test_what_is_missing_is_asked_for_beside_the_words(self, clerk: FlaskClient) -> None:
        response = self.enter(clerk, subject="")
        assert response.status_code == 422
        assert self.SENTENCE in response.text

    def test_nothing_ticked_asks_again(self, clerk: FlaskClient) -> None:
        response = clerk.get("/brieven/1/gekozen?doel=toezegging")
        assert "Kies eerst een zin." in clerk.get(response.location).text

    @pytest.mark.parametrize(
        "place",
        ["start=5&end=5", "start=9&end=3", "start=1", "start=0&end=9e9", "start=900000&end=900010"],
    )
    def test_words_that_are_not_there_are_not_found(self, clerk: FlaskClient, place: str) -> None:
        assert clerk.get(f"/brieven/1/toezegging?{place}").status_code == 404

    def test_a_passage_is_linked_to_an_item_found_by_search(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        address = self.choose(clerk, purpose="koppeling").location
        found = clerk.get(f"{address}&q=wetsvoorstel")
        number = rows_of(website, ItemKind.CANDIDATE, "wetsvoorstel")[0].number
        fields = Page(found).form("/brieven/1/koppelen")
        token = Page(found).values("value")
        assert number in token
        fields = {
            "csrf_token": next(iter(self.tokens(found))),
            "start": fields["start"],
            "end": fields["end"],
            "q": "wetsvoorstel",
        }
        refused = clerk.post("/brieven/1/koppelen", data=fields | {"number": number})
        assert refused.status_code == 422
        seen = f"seen-{number}"
        assert f'name="{seen}" value="1"' in found.text
        chosen = fields | {"number": number, "verdict": "deels", "reason": "Zie hier."}
        stale = clerk.post("/brieven/1/koppelen", data=chosen | {seen: "0"})
        assert stale.status_code == 409
        done = clerk.post("/brieven/1/koppelen", data=chosen | {seen: "1"})
        assert done.status_code == 303
        story = story_of(website, number)
        assert story.standing is Standing.PARTLY
        link = story.fulfilments[0]
        page = Page(clerk.get(f"/register/{number}"))
        withdraw = f"/koppelingen/{link.id}/intrekken"
        back = clerk.post(withdraw, data=page.form(withdraw) | {"reason": "Toch niet."})
        assert back.status_code == 303
        assert story_of(website, number).standing is Standing.WAITING
        stale = clerk.post(withdraw, data=page.form(withdraw) | {"reason": "Toch niet."})
        assert stale.status_code == 409

    def tokens(self, response: TestResponse) -> list[str]:
        return [
            attrs["value"] or ""
            for tag, attrs in Page(response).tags
            if tag == "input" and attrs.get("name") == "csrf_token"
        ]


class TestCorrections:
    def form(self, clerk: FlaskClient) -> Change:
        page = clerk.get("/brieven/1/verbeteren")
        functions = page.text.partition('name="from_functions"')[2].partition(">")[2]
        sender = functions.partition("</textarea>")[0].strip()
        return Page(page).form("/brieven/1/verbeteren") | {"from_functions": sender}

    def test_a_papers_number_and_date_are_put_right_as_papers_print_them(
        self, clerk: FlaskClient
    ) -> None:
        values = {
            "dossier": "39 102 XV",
            "number": "7",
            "date": "13 maart 2025",
            "from_functions": "Minister van Financiën\nStaatssecretaris van Financiën",
            "reason": "Zo staat het op de site.",
        }
        response = clerk.post("/brieven/1/verbeteren", data=self.form(clerk) | values)
        assert response.status_code == 303
        text = Page(clerk.get("/brieven/1")).text.replace("\N{NO-BREAK SPACE}", " ")
        assert "39 102 XV, nr. 7" in text
        assert "13 maart 2025" in text
        assert "Staatssecretaris van Financiën" in text
        assert "Gegevens van het stuk verbeterd" in text

    def test_a_correction_is_taken_back_from_the_papers_history(self, clerk: FlaskClient) -> None:
        values = {"number": "7", "reason": "Zo staat het er."}
        clerk.post("/brieven/1/verbeteren", data=self.form(clerk) | values)
        page = Page(clerk.get("/brieven/1"))
        address = next(v for v in page.values("action") if v.startswith("/geschiedenis/"))
        assert clerk.post(address, data=page.form(address)).status_code == 422
        done = clerk.post(address, data=page.form(address) | {"reason": "Toch niet."})
        assert done.location == "/brieven/1"
        assert self.form(clerk)["number"] == "12"

    @pytest.mark.parametrize(
        "values, status",
        [
            ({"dossier": "geen dossier", "reason": "x"}, 422),
            ({"date": "gisteren", "reason": "x"}, 422),
            ({"reason": ""}, 422),
            ({"number": "19", "reason": "x"}, 422),  # the number of another paper
        ],
    )
    def test_what_cannot_be_is_refused(
        self, clerk: FlaskClient, values: Change, status: int
    ) -> None:
        response = clerk.post("/brieven/1/verbeteren", data=self.form(clerk) | values)
        assert response.status_code == status

    @pytest.mark.parametrize(
        "values, field, told",
        [
            ({"number": "19"}, "number", "Dit nummer heeft een ander stuk al"),
            ({"dossier": "abc"}, "dossier", "Dit is geen dossier. Neem over"),
            ({"dossier": "onzin met spaties", "number": ""}, "dossier", "Dit is geen dossier"),
            ({"dossier": "36 200 " + "V" * 60}, "dossier", "Dit is geen dossier"),
            ({"number": "1" * 60}, "number", "wijzen samen geen stuk aan"),
            ({"dossier": ""}, "number", "Vul het dossier in"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field_with_what_to_do(
        self, clerk: FlaskClient, values: Change, field: str, told: str
    ) -> None:
        fields = self.form(clerk) | {"reason": "x"} | values
        response = clerk.post("/brieven/1/verbeteren", data=fields)
        assert response.status_code == 422
        beside = response.text.partition(f'id="{field}-fout"')[2].partition("<input")[0]
        assert told in beside
        assert "Gegevens van het stuk verbeteren" in response.text
        assert f'name="{field}"' in response.text

    def test_a_stale_correction_keeps_what_was_typed(self, clerk: FlaskClient) -> None:
        fields = self.form(clerk) | {"number": "7", "reason": "Eerst."}
        clerk.post("/brieven/1/verbeteren", data=fields)
        response = clerk.post("/brieven/1/verbeteren", data=fields | {"number": "8"})
        assert response.status_code == 409
        assert 'value="8"' in response.text
        assert "Intussen is dit gewijzigd" in response.text
