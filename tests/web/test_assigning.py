"""A list of commitments given a committee in one go, from the list without one."""

import re

import pytest

from app.clock import now
from app.domain.accounts import Role
from app.domain.matching import ItemKind
from app.services.candidates import accept_candidate
from app.services.commitments import amend_commitment
from app.services.fields import CommitmentChanges
from app.services.overview.register import find_committees
from app.session import reading, transaction
from tests.web.deciding import rows_of, story_of, undo
from tests.web.website import Page, Website

HERE = "/bureau/indelen?commissie=zonder"


@pytest.fixture
def numbers(website: Website) -> list[str]:
    """Give three commitments without a committee."""
    taken = [row.number for row in rows_of(website, ItemKind.CANDIDATE)[:3]]
    for number in taken:
        with transaction(website.engine) as session:
            changes = CommitmentChanges(committee_id=0)
            accept_candidate(session, number, seen=1, changes=changes, actor="tests", at=now())
    return taken


def committee(website: Website) -> str:
    with reading(website.engine) as session:
        return str(find_committees(session)[3].id)


def members(website: Website, numbers: list[str]) -> list[str | None]:
    promises = [story_of(website, one).promise for one in numbers]
    return [one.member for one in promises if one is not None]


def boxes(text: str) -> dict[str, str]:
    """Give what each box of a page sends, by its number."""
    return {one.partition("@")[0]: one for one in re.findall(r'name="kies" value="([^"]+)"', text)}


def test_many_are_seen_before_they_change_and_taken_back_in_one_go(
    website: Website, numbers: list[str]
) -> None:
    clerk = website.visit(Role.CLERK)
    shown = clerk.get(HERE)
    sent = Page(shown).form(HERE) | {"committee": committee(website), "member": "Zandstra"}
    all_of_them = clerk.post(HERE, data=sent | {"stap": "alles"})
    assert all_of_them.text.count(" checked") == len(boxes(shown.text)) >= 3
    chosen = {"kies": [boxes(shown.text)[number] for number in numbers[:2]]}
    preview = clerk.post(HERE, data=sent | chosen | {"stap": "bekijken"})
    assert preview.status_code == 200
    assert "Er is nog niets vastgelegd." in preview.text
    assert members(website, numbers[:1]) == [None]
    back = clerk.post(HERE, data=sent | chosen | {"stap": "wijzigen"})
    assert back.text.count(" checked") == 2
    done = clerk.post(HERE, data=sent | chosen | {"stap": "vastleggen"})
    assert done.location == HERE
    assert members(website, numbers) == [
        "Zandstra",
        "Zandstra",
        None,
    ]
    assert undo(clerk, done).location == HERE
    assert "2 toezeggingen zijn weer zoals ze waren." in clerk.get(HERE).text
    assert members(website, numbers) == [None] * 3


def test_one_alone_is_taken_back_at_once_too(website: Website, numbers: list[str]) -> None:
    clerk = website.visit(Role.CLERK)
    shown = clerk.get(f"{HERE}&pagina=2")  # as it comes from a page of the register
    chosen = {"kies": boxes(shown.text)[numbers[0]], "member": "Zandstra"}
    done = clerk.post(HERE, data=Page(shown).form("pagina=2") | chosen | {"stap": "vastleggen"})
    assert members(website, numbers[:1]) == ["Zandstra"]
    undo(clerk, done)
    assert members(website, numbers[:1]) == [None]
    assert "Eén toezegging is weer zoals ze was." in clerk.get(HERE).text


def test_what_was_put_down_can_be_taken_back_later_from_the_page(
    website: Website, numbers: list[str]
) -> None:
    clerk = website.visit(Role.CLERK)
    shown = clerk.get(HERE)
    chosen = {"kies": list(boxes(shown.text).values()), "committee": committee(website)}
    clerk.post(HERE, data=Page(shown).form(HERE) | chosen | {"stap": "vastleggen"})
    assert not set(numbers) & set(boxes(clerk.get(HERE).text))
    page = clerk.get("/bureau/indelen")
    (address,) = set(re.findall(r"/bureau/indelen/\d+/ongedaan", page.text))
    fields = Page(page).form(address)
    assert clerk.post(address, data=fields).status_code == 303
    assert clerk.post(address, data=fields).status_code == 409
    assert set(numbers) <= set(boxes(clerk.get(HERE).text))


def test_a_later_decision_keeps_it_and_says_so(website: Website, numbers: list[str]) -> None:
    clerk = website.visit(Role.CLERK)
    shown = clerk.get(HERE)
    chosen = {"kies": [boxes(shown.text)[one] for one in numbers], "committee": committee(website)}
    done = clerk.post(HERE, data=Page(shown).form(HERE) | chosen | {"stap": "vastleggen"})
    amend(website, numbers[0])
    undo(clerk, done)
    assert "daarna iets anders besloten" in clerk.get(HERE).text
    assert not set(numbers) & set(boxes(clerk.get(HERE).text))


def test_one_that_changed_meanwhile_is_shown_and_the_choice_stays(
    website: Website, numbers: list[str]
) -> None:
    clerk = website.visit(Role.CLERK)
    shown = clerk.get(HERE)
    chosen = {"kies": [boxes(shown.text)[one] for one in numbers], "committee": committee(website)}
    amend(website, numbers[1])
    for step in ("bekijken", "vastleggen"):
        refused = clerk.post(HERE, data=Page(shown).form(HERE) | chosen | {"stap": step})
        assert refused.status_code == 409
        assert "N. Ander" in refused.text
        assert refused.text.count(" checked") == 3


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"committee": "1"}, "Kruis ten minste één toezegging aan."),
        ({"kies": "G00-NIETS@1"}, "Kies een commissie of ambt, of vul een lid in."),
        ({"kies": "G00-NIETS@1", "committee": "abc"}, "Dit is nog niet goed"),
    ],
)
@pytest.mark.usefixtures("numbers")
def test_what_is_missing_is_said(website: Website, values: dict[str, str], told: str) -> None:
    clerk = website.visit(Role.CLERK)
    sent = Page(clerk.get(HERE)).form(HERE) | values | {"stap": "bekijken"}
    refused = clerk.post(HERE, data=sent)
    assert (refused.status_code, told in refused.text) == (422, True)


def test_an_empty_list_says_what_to_do(website: Website) -> None:
    shown = website.visit(Role.CLERK).get(HERE)
    assert "In deze lijst staat geen toezegging om in te delen." in shown.text


def amend(website: Website, number: str) -> None:
    """Let another clerk change something else of a commitment."""
    seen = story_of(website, number).version
    with transaction(website.engine) as session:
        changes = CommitmentChanges(addressee="de Eerste Kamer")
        amend_commitment(session, number, changes, seen=seen, actor="N. Ander", at=now())
