import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.services.overview.rows.common import Standing
from tests.web.deciding import candidate, decide, story_of, typed, undo
from tests.web.website import Page, Website


class TestCandidates:
    def test_accepting_makes_a_commitment(self, website: Website, clerk: FlaskClient) -> None:
        number = candidate(website)
        response = decide(clerk, number, "accept")
        assert response.status_code == 303
        story = story_of(website, number)
        assert story.standing is Standing.OPEN
        assert story.registered is not None
        assert story.registered.entered_by == "Griffier Testpersoon"
        assert (
            story.registered.promise.subject == story.found.promise.subject if story.found else ""
        )

    def test_accepting_with_changes_keeps_both_the_machines_words_and_the_clerks(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website)
        changes = {
            "actor": "Minister van Onderwijs, Cultuur en Wetenschap",
            "subject": "een landelijk beeld van de schoolgebouwen",
            "kind": "actie",
            "term_text": "voor de herfst",
            "term_latest": "20 september 2025",
            "reason": "Korter gezegd.",
        }
        decide(clerk, number, "accept", **changes)
        story = story_of(website, number)
        assert story.promise is not None
        assert story.promise.subject == changes["subject"]
        assert str(story.promise.term.latest) == "2025-09-20"
        assert story.promise.term.rule is None
        page = Page(clerk.get(f"/register/{number}"))
        assert "Wat Gestand voorstelde en een griffier veranderde" in page.text
        assert "Korter gezegd." in page.text

    def test_dismissing_asks_for_one_of_the_reasons(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website)
        decide(clerk, number, "dismiss", dismiss_note="Staat in een vraag.")
        story = story_of(website, number)
        assert story.standing is Standing.DISMISSED
        assert story.found is not None
        assert story.found.note == "Verkeerd gelezen: Staat in een vraag."

    def test_a_dismissal_in_ones_own_words_needs_them(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website)
        own = {"dismiss_reason": "Anders, in eigen woorden"}
        refused = decide(clerk, number, "dismiss", **own)
        assert refused.status_code == 422
        assert "Schrijf op waarom dit wordt afgewezen." in refused.text
        decide(clerk, number, "dismiss", dismiss_note="Gaat over Vlaanderen.", **own)
        found = story_of(website, number).found
        assert found is not None
        assert found.note == "Gaat over Vlaanderen."

    def test_an_acceptance_asks_for_no_words(self, website: Website, clerk: FlaskClient) -> None:
        number = candidate(website)
        done = decide(clerk, number, "accept", dismiss_reason="Anders, in eigen woorden")
        assert done.status_code == 303

    @pytest.mark.parametrize("decision", ["accept", "dismiss"])
    def test_a_decision_is_undone_from_its_notice(
        self, website: Website, clerk: FlaskClient, decision: str
    ) -> None:
        number = candidate(website)
        undone = undo(clerk, decide(clerk, number, decision))
        assert undone.status_code == 303
        story = story_of(website, number)
        assert story.standing is Standing.WAITING
        assert len(story.history) == 3

    def test_a_decision_is_undone_from_the_history_with_a_reason(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website)
        decide(clerk, number, "dismiss")
        page = Page(clerk.get(f"/register/{number}"))
        address = next(v for v in page.values("action") if v.startswith("/geschiedenis/"))
        refused = clerk.post(address, data=page.form(address))
        assert refused.status_code == 422
        assert "Vul in waarom u dit ongedaan maakt." in refused.text
        done = clerk.post(address, data=page.form(address) | {"reason": "Toch wel."})
        assert done.status_code == 303
        assert story_of(website, number).standing is Standing.WAITING

    def test_what_cannot_be_right_comes_back_with_what_was_typed(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website)
        response = decide(
            clerk, number, "accept", actor="", subject="Iets heel bijzonders", term_latest="ooit"
        )
        assert response.status_code == 422
        assert "Vul in wie het toezegt." in response.text
        assert "Vul een datum in als 16-02-2022" in response.text
        assert "Iets heel bijzonders" in response.text
        assert story_of(website, number).standing is Standing.WAITING

    def test_a_mistake_on_the_desk_comes_back_on_the_desk_with_the_error_in_focus(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        page = clerk.get("/bureau")
        address = next(v for v in Page(page).values("action") if v.endswith("/beoordelen"))
        number = address.split("/")[2]
        fields = Page(page).form(address) | {"decision": "accept", "actor": "", "subject": "Iets"}
        response = clerk.post(address, data=fields)
        assert response.status_code == 422
        shown = Page(response)
        assert "<title>Bureau" in response.text
        assert ("id", f"{number}-fouten") in [
            ("id", attrs.get("id")) for _, attrs in shown.tags if "autofocus" in attrs
        ]
        assert len([1 for _, attrs in shown.tags if "autofocus" in attrs]) == 1
        assert 'href="/bureau/suggesties"' in response.text
        assert f'href="#{number}-actor"' in response.text
        assert story_of(website, number).standing is Standing.WAITING

    def test_a_stale_decision_shows_what_happened_and_keeps_what_was_typed(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website)
        page = clerk.get(f"/register/{number}")
        stale = Page(page).form(f"/register/{number}/beoordelen") | typed(page)
        other = website.visit(Role.ADMINISTRATOR)
        undo(other, decide(other, number, "dismiss"))
        mine = stale | {"decision": "accept", "subject": "Mijn eigen woorden"}
        response = clerk.post(f"/register/{number}/beoordelen", data=mine)
        assert response.status_code == 409
        text = Page(response).text
        assert "Intussen is dit gewijzigd" in text
        assert "Afgewezen door Beheerder Testpersoon" in text
        assert "Mijn eigen woorden" in response.text
        again = Page(response).form(f"/register/{number}/beoordelen") | typed(response)
        assert (
            clerk.post(
                f"/register/{number}/beoordelen", data=again | {"decision": "accept"}
            ).status_code
            == 303
        )
        story = story_of(website, number)
        assert story.promise is not None
        assert story.promise.subject == "Mijn eigen woorden"

    def test_what_was_typed_is_kept_when_its_form_is_gone(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website)
        page = clerk.get(f"/register/{number}")
        stale = Page(page).form(f"/register/{number}/beoordelen") | typed(page)
        decide(website.visit(Role.ADMINISTRATOR), number, "dismiss")
        mine = stale | {"decision": "accept", "subject": "Mijn eigen woorden"}
        response = clerk.post(f"/register/{number}/beoordelen", data=mine)
        assert response.status_code == 409
        assert "Mijn eigen woorden" in Page(response).text

    def test_a_second_clerk_is_told_who_decided(self, website: Website, clerk: FlaskClient) -> None:
        number = candidate(website)
        page = clerk.get(f"/register/{number}")
        fields = Page(page).form(f"/register/{number}/beoordelen") | typed(page)
        decide(clerk, number, "accept")
        fields |= {"seen": str(story_of(website, number).version), "decision": "dismiss"}
        response = clerk.post(f"/register/{number}/beoordelen", data=fields)
        assert response.status_code == 409
        assert "Griffier Testpersoon besliste dit al" in Page(response).text
