import pytest
from flask.testing import FlaskClient

from app.domain.commitments import Status, Verdict
from app.services.overview.rows.common import Standing
from tests.web.deciding import candidate, decide, story_of, undo
from tests.web.website import Page, Website


class TestSuggestions:
    @pytest.mark.parametrize(
        "verdict, status",
        [
            (Verdict.FULFILS, Status.SETTLED),
            (Verdict.FULFILS_PARTLY, Status.PARTLY),
            (Verdict.PROGRESS, Status.OPEN),
        ],
    )
    def test_a_verdict_gives_the_status_and_is_undone(
        self, website: Website, clerk: FlaskClient, verdict: Verdict, status: Status
    ) -> None:
        number = candidate(website, waiting=1)
        clerk.get(decide(clerk, number, "accept").location)
        suggestion = story_of(website, number).suggestions[0]
        address = f"/suggesties/{suggestion.id}/oordeel"
        fields = Page(clerk.get(f"/register/{number}")).form(address)
        response = clerk.post(
            address, data=fields | {"verdict": verdict.value, "reason": "Gezien."}
        )
        assert response.status_code == 303
        story = story_of(website, number)
        assert story.registered is not None
        assert story.registered.status is status
        assert undo(clerk, response).status_code == 303
        story = story_of(website, number)
        assert story.registered is not None
        assert story.registered.status is Status.OPEN
        assert story.suggestions[0].verdict is None

    def test_a_verdict_of_no_leaves_the_candidate_waiting(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website, waiting=1)
        suggestion = story_of(website, number).suggestions[0]
        address = f"/suggesties/{suggestion.id}/oordeel"
        fields = Page(clerk.get("/bureau/suggesties")).form(address)
        clerk.post(address, data=fields | {"verdict": "niet"})
        assert story_of(website, number).standing is Standing.WAITING
        assert f"suggestie-{suggestion.id}" not in clerk.get("/bureau/suggesties").text

    def test_no_verdict_and_a_made_up_one_are_refused(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website, waiting=1)
        suggestion = story_of(website, number).suggestions[0]
        address = f"/suggesties/{suggestion.id}/oordeel"
        fields = Page(clerk.get(f"/register/{number}")).form(address)
        for values in ({}, {"verdict": "misschien"}):
            assert clerk.post(address, data=fields | values).status_code == 422

    def test_both_sides_stand_beside_each_other_with_the_reasons(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website, waiting=1)
        suggestion = story_of(website, number).suggestions[0]
        text = Page(clerk.get(f"/register/{number}")).text
        assert suggestion.earlier is not None
        assert suggestion.earlier.marked in text
        assert suggestion.later.marked in text
        assert "Waarom dit wordt voorgesteld" in text
        assert "Score" in text

    def test_a_stale_verdict_is_refused_with_the_remark_kept(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = candidate(website, waiting=1)
        suggestion = story_of(website, number).suggestions[0]
        address = f"/suggesties/{suggestion.id}/oordeel"
        fields = Page(clerk.get(f"/register/{number}")).form(address)
        first = clerk.post(address, data=fields | {"verdict": "niet"})
        undo(clerk, first)
        late = clerk.post(address, data=fields | {"verdict": "voldaan", "reason": "Mijn opmerking"})
        assert late.status_code == 409
        assert "Mijn opmerking" in late.text
        assert "Intussen is dit gewijzigd" in late.text
