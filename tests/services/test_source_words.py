"""What other registers call the state of our items stands beside ours, and changes nothing."""

from sqlalchemy.orm import Session

from app.domain.commitments import Status
from app.domain.statuses import Source, SourceRow, StatusWords
from app.services.overview import get_item_story
from app.services.source_words import Received, find_said, find_strange, receive_words
from tests.factories import AT, LATER
from tests.services.harbour import TODAY, number_of

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
