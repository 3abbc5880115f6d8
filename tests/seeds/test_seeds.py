"""The seeds hold together: what the tables point at exists, and the demo's quotes are printed."""

import csv
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DEMO = SEEDS / "demo"
LETTERS = sorted(path.name for path in DEMO.glob("*.txt"))
PERSONS = ("Terwindt", "Bolsterlee", "Harkema", "Achterveld", "Tjaarda", "Overmeen", "Lindegaard")
MEMBERS = (
    *("Kastelijn", "Opdenakker", "Vrolijks", "Weststeyn", "Domhoff", "Hartgerink"),
    *("Ruitenbeek", "Sijpesteyn", "Brummelhuis", "Rozemeijer", "Oudejans"),
)


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of one CSV of the seeds."""
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def letter(name: str) -> str:
    """Give a demo letter as it reads: broken words whole, runs of spaces one space."""
    raw = (DEMO / name).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    text = re.sub(r"(?<=[a-zà-ÿ])-[ ]?\r?\n(?=[a-zà-ÿ])", "", text)
    return re.sub(r"\s+", " ", text)


def decisions() -> dict[str, Any]:
    """Give what the demo's clerks decided."""
    return tomllib.loads((DEMO / "decisions.toml").read_text(encoding="utf-8"))


def places() -> list[dict[str, str]]:
    """Give every place in a letter that a decision names."""
    decided = decisions()
    found = [*decided["candidates"], *decided["by_hand"]]
    for link in decided["links"]:
        found += [link["from"], link["to"]]
    for postponement in decided["postponements"]:
        found += [postponement["item"], postponement["letter"]]
    found += [one["item"] for held in decided["meetings"] for one in held["decisions"]]
    return found


@pytest.mark.parametrize(
    "name", ["ministries.csv", "committees.csv", "recesses.csv", "members.csv"]
)
def test_every_row_has_a_source_and_a_confidence(name: str) -> None:
    described = set(re.findall(r"`([^`\s]+)`", (SEEDS / "README.md").read_text(encoding="utf-8")))
    for row in rows(name):
        assert row["confidence"] in {"high", "medium", "low"}
        assert set(row["source"].split("; ")) <= described


def test_committees_follow_known_ministries() -> None:
    known = {row["slug"] for row in rows("ministries.csv")}
    committees = rows("committees.csv")
    assert len(known) == len(rows("ministries.csv"))
    assert len({row["slug"] for row in committees}) == len(committees)
    assert {row["ministry"] for row in committees} <= known | {""}
    assert {row["successor"] for row in rows("ministries.csv")} <= known | {""}


def test_every_recess_has_its_days() -> None:
    for row in rows("recesses.csv"):
        assert date.fromisoformat(row["first_day"]) <= date.fromisoformat(row["last_day"])


def test_statuses_lead_to_ours() -> None:
    tables = tomllib.loads((SEEDS / "statuses.toml").read_text(encoding="utf-8"))
    assert set(tables) == {"tweede-kamer", "tweede-kamer-oud", "eerste-kamer"}
    ours = {"openstaand", "deels afgedaan", "afgedaan", "vervallen"}
    assert all(set(table.values()) <= ours for table in tables.values())


@pytest.mark.parametrize("name", PERSONS + MEMBERS)
def test_no_member_bears_a_name_of_the_cast(name: str) -> None:
    assert not [row for row in rows("members.csv") if name in row["printed"] + row["aliases"]]


def test_the_demo_has_letters_and_one_in_windows_1252() -> None:
    assert len(LETTERS) == 15
    not_utf8 = []
    for name in LETTERS:
        try:
            (DEMO / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            not_utf8.append(name)
    assert not_utf8 == ["2026-06-25-vws-regioplannen.txt"]


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_cites_invented_dossiers_only(name: str) -> None:
    text = letter(name)
    cited = set(re.findall(r"\b(\d\d \d{3}), nr", text))
    assert cited <= {"39 101", "39 204", "39 310", "39 415"}
    assert cited or "Aanhangsel" in text
    assert len(text.split()) >= 400


def test_the_decisions_quote_words_that_stand_once() -> None:
    for place in places():
        assert letter(place["file"]).count(place["words"]) == 1, place["words"]


def test_the_decisions_are_whole() -> None:
    decided = decisions()
    for row in [*decided["candidates"], *decided["by_hand"], *decided["links"]]:
        assert row["actor"] in decided["actors"]
        assert row["reason"].endswith(".")
        assert isinstance(row["at"], datetime)
        assert row["at"].tzinfo is not None
    assert {row["decision"] for row in decided["candidates"]} == {"accept", "amend", "dismiss"}
    verdicts = {row["verdict"] for row in decided["links"]}
    assert verdicts == {"geheel", "deels", "tussenbericht", "niet"}


def test_a_decision_comes_after_its_letter() -> None:
    decided = decisions()
    made = [(row["file"], row["at"]) for row in [*decided["candidates"], *decided["by_hand"]]]
    made += [(row["to"]["file"], row["at"]) for row in decided["links"]]
    made += [(row["letter"]["file"], row["at"]) for row in decided["postponements"]]
    for file, at in made:
        assert date.fromisoformat(file[:10]) < at.date()
