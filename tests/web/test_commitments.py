from typing import Any

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.commitments import Execution
from app.services.overview.rows.common import FieldChange, Standing
from tests.web.deciding import Change, candidate, decide, story_of, typed, undo
from tests.web.website import Page, Website


class TestCommitments:
    @pytest.fixture
    def number(self, website: Website, clerk: FlaskClient) -> str:
        number = candidate(website)
        clerk.get(decide(clerk, number, "accept").location)  # as a browser does
        return number

    def form(self, clerk: FlaskClient, number: str, what: str) -> Change:
        page = clerk.get(f"/register/{number}")
        return Page(page).form(f"/register/{number}/{what}") | typed(page)

    def test_a_moved_term_keeps_the_first(
        self, website: Website, clerk: FlaskClient, number: str
    ) -> None:
        values = {"latest": "1 december 2026", "text": "uiterlijk 1 december", "reason": "Uitstel."}
        fields = self.form(clerk, number, "termijn") | values
        response = clerk.post(f"/register/{number}/termijn", data=fields)
        assert response.status_code == 303
        promise = story_of(website, number).promise
        assert promise is not None
        assert str(promise.term.latest) == "2026-12-01"
        assert promise.term.first != promise.term.latest
        seen = website.visit(Role.READER).get(f"/register/{number}").text
        assert "Eerst was de laatste dag" in seen
        undo(clerk, response)
        promise = story_of(website, number).promise
        assert promise is not None
        assert promise.term.first == promise.term.latest

    def test_the_number_of_the_chamber_is_put_down_found_and_taken_back(
        self, website: Website, clerk: FlaskClient, number: str
    ) -> None:
        def give(official: str) -> Any:
            fields = self.form(clerk, number, "wijzigen") | {"official_number": official}
            return clerk.post(f"/register/{number}/wijzigen", data=fields)

        refused = give("2024-116")
        assert refused.status_code == 422
        assert "Neem het over als TZ202412-116 of T02867." in refused.text
        done = give(" tz202412-116 ")
        assert done.status_code == 303
        reader = website.visit(Role.READER)
        assert "TZ202412-116" in Page(reader.get(f"/register/{number}")).text
        assert number in reader.get("/register?q=TZ202412-116").text
        told = reader.get(f"/api/v1/register/{number}").get_json()
        assert told["nummerKamer"] == "TZ202412-116"
        assert ";TZ202412-116;" in reader.get("/register.csv").text
        assert story_of(website, number).history[0].changes == (
            FieldChange("official_number", None, "TZ202412-116"),
        )
        undo(clerk, done)
        assert number not in reader.get("/register?q=TZ202412-116").text

    def test_a_postponement_names_its_letter(
        self, website: Website, clerk: FlaskClient, number: str
    ) -> None:
        story = story_of(website, number)
        ground = story.suggestions[0].later.letter
        values = {"latest": "1 december 2027", "reason": "De minister vraagt uitstel."}
        fields = self.form(clerk, number, "termijn") | values | {"ground": str(ground.id)}
        clerk.post(f"/register/{number}/termijn", data=fields)
        line = story_of(website, number).history[0]
        assert line.letter == ground
        text = Page(website.visit(Role.READER).get(f"/register/{number}")).text
        assert "Uitgesteld" in text
        assert "“De minister vraagt uitstel.”" in text
        assert "Grond:" in text

    def test_a_postponement_may_name_any_paper_that_is_here_by_its_number(
        self, website: Website, clerk: FlaskClient, number: str
    ) -> None:
        values = {"latest": "1 december 2027", "reason": "Uitstel.", "ground": "0"}
        fields = self.form(clerk, number, "termijn") | values
        for paper, told in (
            ("onzin", "geen nummer van een stuk"),
            ("39 999, nr. 9", "niet in het register"),
        ):
            refused = clerk.post(f"/register/{number}/termijn", data=fields | {"paper": paper})
            assert refused.status_code == 422
            assert told in refused.text
            assert paper in refused.text
        fields["paper"] = "39 101, nr. 31"
        assert clerk.post(f"/register/{number}/termijn", data=fields).status_code == 303
        letter = story_of(website, number).history[0].letter
        assert letter is not None
        assert letter.kamerstuk == "39 101, nr. 31"

    def test_a_status_set_by_hand_needs_its_ground(
        self, website: Website, clerk: FlaskClient, number: str
    ) -> None:
        fields = self.form(clerk, number, "status") | {"status": "vervallen", "reason": ""}
        assert clerk.post(f"/register/{number}/status", data=fields).status_code == 422
        fields["reason"] = "Besluit van de commissie."
        response = clerk.post(f"/register/{number}/status", data=fields)
        assert story_of(website, number).standing is Standing.LAPSED
        undo(clerk, response)
        assert story_of(website, number).standing is Standing.OPEN

    def test_fields_are_amended_and_an_unchanged_form_changes_nothing(
        self, website: Website, clerk: FlaskClient, number: str
    ) -> None:
        fields = self.form(clerk, number, "wijzigen")
        before = story_of(website, number)
        clerk.post(f"/register/{number}/wijzigen", data=fields)
        assert len(story_of(website, number).history) == len(before.history)
        with_committee = fields | {"committee": "1", "responsible": "Een andere minister"}
        response = clerk.post(f"/register/{number}/wijzigen", data=with_committee)
        assert response.status_code == 303
        registered = story_of(website, number).registered
        assert registered is not None
        assert registered.committee_id == 1
        assert registered.responsible == "Een andere minister"
        assert registered.promise == before.promise

    @pytest.mark.parametrize(
        "what, values",
        [
            ("wijzigen", {"subject": "Anders"}),
            ("status", {"status": "vervallen", "reason": "x"}),
            ("termijn", {"latest": "01-01-2027", "reason": "x"}),
        ],
    )
    def test_every_stale_change_is_refused(
        self, clerk: FlaskClient, number: str, what: str, values: Change
    ) -> None:
        fields = self.form(clerk, number, what) | values
        assert clerk.post(f"/register/{number}/{what}", data=fields).status_code == 303
        if "subject" in values:
            fields["subject"] = "Nog weer anders"  # the same words again would change nothing
        assert clerk.post(f"/register/{number}/{what}", data=fields).status_code == 409


class TestMotions:
    def test_only_a_person_settles_a_motion_and_can_take_it_back(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        number = "M-39101-10"
        for what, execution in (("afdoen", Execution.SETTLED), ("heropenen", None)):
            page = Page(clerk.get(f"/moties/{number}"))
            fields = page.form(f"/moties/{number}/{what}")
            assert clerk.post(f"/moties/{number}/{what}", data=fields).status_code == 422
            done = clerk.post(f"/moties/{number}/{what}", data=fields | {"reason": "Gelezen."})
            assert done.status_code == 303
            motion = story_of(website, number).motion
            assert motion is not None
            assert (motion.execution is Execution.SETTLED) == (execution is Execution.SETTLED)
            stale = clerk.post(f"/moties/{number}/{what}", data=fields | {"reason": "Gelezen."})
            assert stale.status_code == 409

    def test_every_paper_that_cites_it_stands_newest_first(
        self, website: Website, clerk: FlaskClient
    ) -> None:
        motion = story_of(website, "M-39101-10").motion
        assert motion is not None
        days = [mention.letter.timing.day for mention in motion.mentions]
        assert len(days) > 1
        assert days == sorted(days, key=str, reverse=True)
        text = Page(clerk.get("/moties/M-39101-10")).text
        assert all(mention.quote.marked in text for mention in motion.mentions)
