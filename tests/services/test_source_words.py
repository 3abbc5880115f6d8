"""What other registers call the state of our items stands beside ours, and changes nothing."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.commitments import Status
from app.domain.statuses import Source, SourceRow, StatusWords
from app.services.overview import find_register_items, get_item_story
from app.services.overview.rows.register import RegisterFilter
from app.services.source_words import Received, find_said, find_strange, receive_words
from tests.factories import AT, LATER
from tests.services.harbour import TODAY, number_of
from tests.services.statements import counted

WORDS = StatusWords(
    {
        Source.TWEEDE_KAMER: {"afgedaan": Status.SETTLED, "openstaand": Status.OPEN},
        Source.TWEEDE_KAMER_OLD: {"voldaan": Status.SETTLED},
    }
)


def row(number: str, word: str, source: Source = Source.TWEEDE_KAMER) -> SourceRow:
    return SourceRow(2, number, source, "TZ202504-057", word)


def test_a_word_is_kept_as_received_and_ours_stays(register: Session) -> None:
    kade = number_of(register, "kade")
    before = get_item_story(register, kade, today=TODAY)
    done = receive_words(register, [row(kade, "Afgedaan")], WORDS, at=AT)
    assert done == Received(told=(kade,))
    (said,) = find_said(register, kade, WORDS)
    assert (said.word, said.ours, said.reference) == ("Afgedaan", Status.SETTLED, "TZ202504-057")
    assert get_item_story(register, kade, today=TODAY) == before


def test_each_source_has_words_of_its_own(register: Session) -> None:
    kade = number_of(register, "kade")
    rows = [row(kade, "Afgedaan"), row(kade, "Voldaan", Source.TWEEDE_KAMER_OLD)]
    receive_words(register, rows, WORDS, at=AT)
    assert [one.ours for one in find_said(register, kade, WORDS)] == [Status.SETTLED] * 2
    receive_words(register, [row(kade, "Voldaan")], WORDS, at=LATER)
    assert find_said(register, kade, WORDS)[0].ours is None  # a word of the older data


def test_the_newest_word_counts_and_the_same_again_is_nothing_new(register: Session) -> None:
    kade = number_of(register, "kade")
    receive_words(register, [row(kade, "Openstaand")], WORDS, at=AT)
    assert receive_words(register, [row(kade, "Openstaand")], WORDS, at=LATER).same == (kade,)
    receive_words(register, [row(kade, "Afgedaan")], WORDS, at=LATER)
    (said,) = find_said(register, kade, WORDS)
    assert (said.word, said.received_at) == ("Afgedaan", LATER)


def test_unknown_words_are_listed_until_they_are_mapped_or_gone(register: Session) -> None:
    kade, kraan = number_of(register, "kade"), number_of(register, "kraan")
    rows = [row(kade, "Voltooid"), row(kraan, "Voltooid"), row(kade, "Raar", Source.EERSTE_KAMER)]
    done = receive_words(register, rows, WORDS, at=AT)
    assert done.strange == ("Voltooid", "Raar")
    assert [(one.word, one.count) for one in find_strange(register, WORDS)] == [
        ("Voltooid", 2),
        ("Raar", 1),
    ]
    assert find_strange(register, WORDS)[0].numbers == tuple(sorted((kade, kraan)))
    wider = StatusWords(
        {
            Source.TWEEDE_KAMER: {"voltooid": Status.SETTLED},
            Source.EERSTE_KAMER: {"raar": Status.OPEN},
        }
    )
    assert find_strange(register, wider) == ()
    receive_words(register, [row(kade, "Afgedaan"), row(kraan, "Afgedaan")], WORDS, at=LATER)
    assert [one.word for one in find_strange(register, WORDS)] == ["Raar"]


def test_an_item_that_is_not_here_is_named(register: Session) -> None:
    done = receive_words(register, [row("G00-NERGENS", "Afgedaan")], WORDS, at=AT)
    assert done == Received(unknown=("G00-NERGENS",))


def test_a_long_file_takes_few_statements(
    register: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    kade = number_of(register, "kade")
    monkeypatch.setattr("app.services.source_words._AT_ONCE", 10)
    rows = [row(f"G00-{at}", "Afgedaan") for at in range(25)] + [row(kade, "Afgedaan")]
    with counted(register) as asked:
        done = receive_words(register, rows, WORDS, at=AT)
    assert (done.told, len(done.unknown)) == ((kade,), 25)
    assert len(asked) <= 8


class TestOfficialNumbers:
    """Lines that say which item they are of by the number of their own register."""

    def test_what_bore_it_before_is_meant(self, register: Session) -> None:
        kade, kraan = number_of(register, "kade"), number_of(register, "kraan")
        first = [row(kade, "Openstaand"), row(kraan, "Openstaand")]
        receive_words(register, first, WORDS, at=AT)
        later = [row("", "Voldaan", Source.TWEEDE_KAMER_OLD), row("", "Afgedaan")]
        done = receive_words(register, later, WORDS, at=LATER)
        assert done.told == tuple(sorted((kade, kraan))) * 2
        assert [one.word for one in find_said(register, kade, WORDS)] == ["Afgedaan", "Voldaan"]

    def test_what_bears_it_since_an_earlier_line_is_meant(self, register: Session) -> None:
        kade = number_of(register, "kade")
        rows = [row(kade, "Openstaand"), row("", "Afgedaan"), row("", "Afgedaan")]
        done = receive_words(register, rows, WORDS, at=AT)
        assert (done.told, done.same) == ((kade, kade), (kade,))
        assert [one.word for one in find_said(register, kade, WORDS)] == ["Afgedaan"]

    def test_a_number_of_the_other_chamber_is_another_number(self, register: Session) -> None:
        receive_words(register, [row(number_of(register, "kade"), "Openstaand")], WORDS, at=AT)
        done = receive_words(register, [row("", "Raar", Source.EERSTE_KAMER)], WORDS, at=LATER)
        assert done == Received(unknown=("TZ202504-057",))

    def test_else_the_one_whose_sentence_prints_it(self, register: Session) -> None:
        kade, kraan = number_of(register, "kade"), number_of(register, "kraan")
        printing(register, kade)
        assert receive_words(register, [row("", "Afgedaan")], WORDS, at=AT).told == (kade,)
        printing(register, kraan, "TZ202504-058")
        printing(register, kade, "TZ202504-058")
        twice = SourceRow(2, "", Source.TWEEDE_KAMER, "TZ202504-058", "Afgedaan")
        assert receive_words(register, [twice], WORDS, at=AT).unknown == ("TZ202504-058",)

    def test_search_finds_by_it(self, register: Session) -> None:
        kade = number_of(register, "kade")
        receive_words(register, [row(kade, "Openstaand")], WORDS, at=AT)
        receive_words(register, [row(kade, "Afgedaan")], WORDS, at=LATER)
        wanted = RegisterFilter(q="tz202504-057")
        found = find_register_items(register, wanted, today=TODAY)
        assert [one.number for one in found.rows] == [kade]


def printing(session: Session, number: str, official: str = "TZ202504-057") -> None:
    """Let the sentence of an item print an official number."""
    words = f"Toezegging {official}: ik zal uw Kamer informeren."
    change = text("UPDATE items SET words = :words WHERE number = :number")
    session.execute(change, {"words": words, "number": number})
