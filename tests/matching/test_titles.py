import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from app.domain.matching import ItemKind
from app.matching.compounds import split_compound
from app.matching.letters import TITLE_WEIGHTS, judge_title, read_asked
from app.matching.subjects import (
    count_phrases,
    find_phrases,
    find_shared,
    read_subject,
    share_found,
)
from app.matching.titles import TitleProfile, find_acts, profile_title
from app.matching.words import root_of
from tests.matching.making import make_item, make_mention, make_motion_item, make_paper

ACTS: list[dict[str, Any]] = tomllib.loads(
    (files("app.matching") / "titles.toml").read_text("utf-8")
)["act"]


@pytest.mark.parametrize(
    "word, parts",
    [
        ("vergunningverlening", ("vergunning", "verlening")),
        ("exportvergunningen", ("export", "vergunning")),
        ("onderwijsinspectie", ("onderwijs", "inspectie")),
        ("stikstofdepositie", ("stikstof", "depositie")),
        ("gezondheidsraad", ("gezondheid", "raad")),
    ],
)
def test_a_compound_is_taken_apart(word: str, parts: tuple[str, str]) -> None:
    assert split_compound(word) == tuple(root_of(part) for part in parts)


@pytest.mark.parametrize("word", ["samenwerking", "gemeenten", "brug", "2030a6789", "mooiheid"])
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert split_compound(word) == ()


def test_a_compound_and_the_same_in_two_words_share_their_parts() -> None:
    asked = read_subject("het verlenen van vergunningen aan havens")
    shared = find_shared(asked, read_subject("vergunningverlening"))
    assert list(shared) == [root_of("vergunningverlening")]
    turned = find_shared(read_subject("vergunningverlening"), asked)
    assert set(turned) == {root_of("verlenen"), root_of("vergunningen")}


def test_of_a_short_text_less_is_sure() -> None:
    asked = read_subject("de stremming van de Kraanbrug bij Almkerk")
    one, all_three = read_subject("Almkerk"), read_subject("Almkerk Kraanbrug stremming")
    assert 0 < share_found(one, find_shared(asked, one)) < 0.6
    assert share_found(all_three, find_shared(asked, all_three)) > 0.7


def test_phrases_hold_a_telling_word_and_the_small_ones_between() -> None:
    phrases = find_phrases("verzoekt de regering de Kraanbrug binnen een maand te openen")
    assert ("de", "kraanbrug", "binnen") in phrases
    assert ("verzoekt", "de", "regering") not in phrases
    assert count_phrases("over de Kraanbrug binnen een maand openen", phrases) == 2


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act["name"])
def test_the_title_says_what_the_letter_does(act: dict[str, Any]) -> None:
    assert act["name"] in find_acts(act["example"])
    assert act["name"] not in find_acts(act["other"])


def title_of(text: str, **said: Any) -> TitleProfile:
    found = profile_title(make_paper([text], title=text, **said))
    assert found is not None
    return found


def test_a_motion_in_a_title_is_a_subject_of_its_own() -> None:
    text = "Dijken bij Lith, en de motie-Jansma over de Kraanbrug"
    mention = make_mention("kst-12345-6", subject="de Kraanbrug", at=text.index("motie"))
    title = title_of(text, motions=[mention])
    assert title.names_motion
    assert not title.names_promise
    assert [set(subject.roots) for subject in title.subjects][1] == {root_of("kraanbrug")}


def test_of_a_title_without_words_the_dossier_speaks() -> None:
    paper = make_paper(["Reactie op moties"], title="Reactie op moties", dossier="Kraanbruggen")
    title = profile_title(paper)
    assert title is not None
    assert [set(subject.roots) for subject in title.subjects] == [{root_of("kraanbruggen")}]
    assert profile_title(make_paper(["Geen opschrift."])) is None


def codes(item_words: str, title: str, *, motion: bool = True) -> dict[str, float]:
    item = make_motion_item("kst-12345-6", [], item_words) if motion else make_item(item_words)
    assert (item.kind is ItemKind.MOTION) is motion
    reasons = judge_title(read_asked(item), title_of(title), date(2030, 6, 1))
    return {reason.code: reason.weight for reason in reasons}


ASKS = "verzoekt de regering de Kraanbrug bij Almkerk te openen"


def test_reasons_by_the_title() -> None:
    plain = codes(ASKS, "Reactie op de motie over de Kraanbrug bij Almkerk openen")
    assert set(plain) == {"title", "phrases", "names-kind", "waited"}
    assert plain["waited"] < 0 < plain["phrases"]
    assert "no-motion" in codes(ASKS, "Kraanbrug bij Almkerk")
    assert "no-motion" not in codes(ASKS, "Kraanbrug bij Almkerk", motion=False)
    assert "postponed" in codes(ASKS, "Uitstel reactie op de motie over de Kraanbrug")
    assert "appreciation" in codes(ASKS, "Appreciatie van de motie over de Kraanbrug")
    assert "afterwards" in codes(ASKS, "Antwoorden op vragen over de motie over de Kraanbrug")
    assert "names-kind" in codes(ASKS, "Toezegging over de Kraanbrug", motion=False)
    assert "title" not in codes(ASKS, "Haring")


def test_the_day_of_the_promise_in_a_title_counts() -> None:
    found = codes(ASKS, "Toezegging van 1 maart 2030 over haring", motion=False)
    assert found["target-date"] > 0
    assert "target-date" not in codes(ASKS, "Toezegging van 2 maart 2030", motion=False)


def test_without_days_nothing_is_said_of_waiting() -> None:
    item = make_item(ASKS, day=None)
    title = title_of("Kraanbrug, 1 maart 2030")
    found = {reason.code for reason in judge_title(read_asked(item), title, None, TITLE_WEIGHTS)}
    assert found == {"title"}
