from datetime import date

from app.domain.matching import CandidateSource, Timing
from app.matching import PaperIndex
from tests.matching.making import make_item, make_mention, make_motion_item, make_paper

ITEM = make_item("Het kabinet informeert u over de stremming van de Kraanbrug (12 345, nr. 6).")
ON_IT = make_paper(["De stremming van de Kraanbrug duurt voort."], key="on it")
CITES = make_paper(["Zie 12 345, nr. 6 voor het vervolg."], key="cites")
OLDER = make_paper(["De stremming van de Kraanbrug."], key="older", day=date(2029, 1, 1))
OTHER = make_paper(["De haring is laat dit jaar."], key="other")
UNDATED = make_paper(["Een stremming."], key="undated", timing=Timing())
PAPERS = (OTHER, OLDER, CITES, ON_IT, UNDATED)


def test_finds_later_papers_by_words_and_numbers_best_first() -> None:
    source: CandidateSource = PaperIndex(PAPERS)
    found = [paper.key for paper in source.find_papers(ITEM, 10)]
    assert found == ["cites", "on it", "undated"]


def test_gives_no_more_than_asked() -> None:
    assert len(PaperIndex(PAPERS).find_papers(ITEM, 1)) == 1


def test_the_order_of_adding_makes_no_difference() -> None:
    one, other = PaperIndex(PAPERS), PaperIndex(reversed(PAPERS))
    assert one.find_papers(ITEM, 9) == other.find_papers(ITEM, 9)


def test_a_paper_is_replaced_and_forgotten() -> None:
    index = PaperIndex(PAPERS)
    index.add(make_paper(["Niets daarover."], key="on it"))
    index.remove("cites")
    index.remove("never there")
    assert len(index) == 4
    assert [paper.key for paper in index.find_papers(ITEM, 9)] == ["undated"]


def test_a_motion_is_found_by_its_number() -> None:
    named = make_paper(["De motie-Bos."], key="named", motions=[make_mention("kst-12345-9")])
    found = PaperIndex([*PAPERS, named]).find_papers(make_motion_item("kst-12345-9", ["Bos"]), 9)
    assert [paper.key for paper in found] == ["named"]
