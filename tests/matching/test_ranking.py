from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.matching import CandidateSource, ItemKind, OpenItem, Paper
from app.matching import PaperIndex, rank_papers
from app.matching.dossiers import DossierWords
from app.matching.words import find_roots
from tests.matching.making import make_item, make_mention, make_motion_item, make_paper

ASKS = "verzoekt de regering de Kraanbrug bij Almkerk binnen een maand te openen"


def make_letter(key: str, title: str, *, day: date | None = date(2030, 6, 1)) -> Paper:
    paper = make_paper([title], title=title, key=key, day=day)
    number = "kst-12345-6" if "Jansma" in title else "kst-12345-7"
    at = title.find("motie")
    motions = (make_mention(number, ("Jansma",), at=at),) if "motie-" in title else ()
    return replace(paper, reading=replace(paper.reading, motions=motions))


POOL = (
    make_letter("reply", "Reactie op de motie over de Kraanbrug bij Almkerk openen"),
    make_letter("later", "Reactie op de motie over de Kraanbrug bij Almkerk", day=date(2032, 1, 1)),
    make_letter("put off", "Uitstel reactie op de motie over de Kraanbrug bij Almkerk openen"),
    make_letter("no motion", "Kraanbrug bij Almkerk"),
    make_letter("named", "Reactie op de motie-Jansma"),
    make_letter("older", "Reactie op de motie over de Kraanbrug", day=date(2029, 1, 1)),
    make_letter("other", "Reactie op de motie over haring"),
    make_letter("cites", "Vervolg op 12 345, nr. 6"),
)


def ask(item: OpenItem, pool: tuple[Paper, ...] = POOL) -> list[str]:
    return [one.paper for one in rank_papers(item, PaperIndex(pool), 10)]


def motion(words: str = ASKS) -> OpenItem:
    return replace(make_motion_item("kst-99999-1", [], words), papers=())


def test_the_answer_comes_before_delay_and_before_letters_on_no_motion() -> None:
    assert ask(motion()) == ["reply", "later", "put off", "no motion"]


def test_a_number_and_a_name_outweigh_words() -> None:
    assert ask(make_motion_item("kst-12345-6", ["Jansma"], ASKS))[0] == "named"
    assert ask(replace(motion("verzoekt"), movers=("Jansma",))) == []
    assert ask(make_motion_item("kst-12345-6", [], "iets"))[:2] == ["named", "cites"]
    by_name = replace(motion("over haring"), movers=("Jansma",))
    pool = (POOL[4], make_letter("haring", "De motie-Jansma over haring"), POOL[6])
    assert ask(by_name, pool)[0] == "haring"


def test_scores_lie_between_none_and_all_and_have_reasons() -> None:
    ranked = rank_papers(motion(), PaperIndex(POOL), 2)
    assert [one.paper for one in ranked] == ["reply", "later"]
    for one in ranked:
        assert 0 < one.score < 1
        assert one.reasons


def test_a_promise_is_ranked_too() -> None:
    promise = make_item("Ik informeer u over de Kraanbrug bij Almkerk.")
    assert promise.kind is not ItemKind.MOTION
    assert ask(promise)[0] in ("reply", "no motion")


def in_dossier(key: str, title: str, dossier: str) -> Paper:
    return replace(make_letter(key, title), dossier=dossier)


def test_a_dossier_is_known_by_the_words_of_its_letters() -> None:
    pool = (
        *(in_dossier(f"quay {n}", f"Kraanbrug nummer {n}", "Havens") for n in range(5)),
        in_dossier("silent", "Reactie op de motie over kademuren", "Havens"),
        in_dossier("elsewhere", "Reactie op de motie over haring", "Visserij"),
    )
    found = ask(motion(), pool)
    assert "silent" in found
    assert "elsewhere" not in found


def test_the_dossier_that_is_given_counts() -> None:
    pool = (
        in_dossier("a", "Reactie op de motie over de Kraanbrug", "Visserij"),
        in_dossier("b", "Reactie op de motie over de Kraanbrug", "Havens"),
    )
    assert ask(replace(motion(), dossier="havens"), pool)[0] == "b"
    assert ask(replace(motion(), dossier="12 345-02 X"), pool)[0] == "a"
    paper = make_paper(["Motie over de Kraanbrug (12 345, nr. 8)"], key="c", dossier="Wegen")
    titled = replace(paper.reading.metadata, title=paper.reading.text.text)
    cites = replace(paper, reading=replace(paper.reading, metadata=titled))
    assert ask(replace(motion(), dossier="12345"), (*pool, cites))[0] == "c"


def test_words_of_a_dossier_can_be_taken_back() -> None:
    words = DossierWords()
    roots = frozenset(find_roots("Kraanbrug"))
    words.add("Havens", roots)
    assert words.find_close(roots)["Havens"] > 0
    words.remove("Havens", roots)
    assert words.find_close(roots) == {}


WORDS = st.sampled_from(["Kraanbrug", "Almkerk", "motie", "openen", "haring", "uitstel", "brug"])
LETTERS = st.lists(
    st.tuples(
        st.lists(WORDS, max_size=5).map(" ".join),
        st.none() | st.dates(date(2029, 1, 1), date(2033, 1, 1)),
        st.none() | st.sampled_from(["Havens", "Visserij"]),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(LETTERS, st.randoms(use_true_random=False))
def test_the_order_of_the_pool_makes_no_difference(
    letters: list[tuple[str, date | None, str | None]],
    shuffling: Random,
) -> None:
    pool = [
        replace(make_letter(f"{at:02}", title, day=day), dossier=dossier)
        for at, (title, day, dossier) in enumerate(letters)
    ]
    shuffled = list(pool)
    shuffling.shuffle(shuffled)
    source: CandidateSource = PaperIndex(pool)
    assert list(source.find_papers(motion(), 9)) == list(
        PaperIndex(shuffled).find_papers(motion(), 9)
    )
    assert rank_papers(motion(), PaperIndex(pool), 9) == rank_papers(
        motion(), PaperIndex(shuffled), 9
    )
