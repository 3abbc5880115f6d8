import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.clock import today
from app.domain.accounts import Role
from app.domain.commitments import Execution, Status, Verdict
from app.domain.matching import ItemKind
from app.services.overview import find_register_items, get_item_story
from app.services.overview.rows.common import Standing
from app.services.overview.rows.register import RegisterFilter, RegisterRow
from app.services.overview.rows.stories import ItemStory
from app.session import reading
from tests.web.website import Page, Website

Change = dict[str, str]


def rows_of(website: Website, kind: ItemKind, q: str = "") -> tuple[RegisterRow, ...]:
    with reading(website.engine) as session:
        wanted = RegisterFilter(q=q, kinds=(kind,), size=100)
        return find_register_items(session, wanted, today=today()).rows


def story_of(website: Website, number: str) -> ItemStory:
    with reading(website.engine) as session:
        return get_item_story(session, number, today=today())


def candidate(website: Website, *, waiting: int = 0) -> str:
    rows = rows_of(website, ItemKind.CANDIDATE, "landelijk beeld")
    return next(row.number for row in rows if row.waiting >= waiting)


def send(client: FlaskClient, page: str, ending: str, **values: str) -> TestResponse:
    fields = Page(client.get(page)).form(ending)
    return client.post(ending if ending.startswith("/") else page, data=fields | values)


@pytest.fixture
def clerk(website: Website) -> FlaskClient:
    return website.visit(Role.CLERK)


def decide(clerk: FlaskClient, number: str, decision: str, **values: str) -> TestResponse:
    page = clerk.get(f"/register/{number}")
    fields = Page(page).form(f"/register/{number}/beoordelen") | typed(page)
    return clerk.post(
        f"/register/{number}/beoordelen", data=fields | {"decision": decision} | values
    )


def typed(response: TestResponse) -> Change:
    """Give what a browser also sends of the form: its texts and its choice."""
    with_text = {}
    text = response.text
    for name in ("subject", "reason", "dismiss_note"):
        head = text.partition(f'name="{name}"')[2]
        body = head.partition(">")[2].partition("</textarea>")[0]
        with_text[name] = body.strip()
    return with_text | {"committee": "0", "dismiss_reason": "Verkeerd gelezen"}


def undo(clerk: FlaskClient, response: TestResponse) -> TestResponse:
    """Follow the answer and press "Ongedaan maken" in the notice."""
    page = Page(clerk.get(response.location))
    actions = [value for value in page.values("action") if value != "/afmelden"]
    undone = clerk.post(actions[0], data=page.form(actions[0]))
    assert undone.status_code == 303
    return undone


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
        done = clerk.post(
            "/brieven/1/koppelen",
            data=fields | {"number": number, "verdict": "deels", "reason": "Zie hier."},
        )
        assert done.status_code == 303
        story = story_of(website, number)
        assert story.standing is Standing.PARTLY
        link = story.fulfilments[0]
        page = Page(clerk.get(f"/register/{number}"))
        withdraw = f"/koppelingen/{link.id}/intrekken"
        back = clerk.post(withdraw, data=page.form(withdraw) | {"reason": "Toch niet."})
        assert back.status_code == 303
        assert story_of(website, number).standing is Standing.OPEN
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
            ({"number": "19", "reason": "x"}, 409),  # the number of another paper
        ],
    )
    def test_what_cannot_be_is_refused(
        self, clerk: FlaskClient, values: Change, status: int
    ) -> None:
        response = clerk.post("/brieven/1/verbeteren", data=self.form(clerk) | values)
        assert response.status_code == status

    def test_a_stale_correction_keeps_what_was_typed(self, clerk: FlaskClient) -> None:
        fields = self.form(clerk) | {"number": "7", "reason": "Eerst."}
        clerk.post("/brieven/1/verbeteren", data=fields)
        response = clerk.post("/brieven/1/verbeteren", data=fields | {"number": "8"})
        assert response.status_code == 409
        assert 'value="8"' in response.text
        assert "Intussen is dit gewijzigd" in response.text
