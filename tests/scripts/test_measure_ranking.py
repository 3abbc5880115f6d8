"""The figures of rankings are those of the pairs in the folder, the same in every run."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.ranking import RankQuery
from app.matching.letters import TITLE_WEIGHTS
from app.services.ranking import index_letters
from scripts import measure_ranking
from scripts.measure_ranking import cross_validate, describe, draw_weights, main, measure
from scripts.ranking_tasks import (
    PlainBm25,
    Task,
    make_chains,
    make_motions,
    make_promises,
    read_pool,
)


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


def letter(key: str, title: str) -> dict[str, Any]:
    return {"zaak": key, "title": title, "date": "2030-06-01", "dossier_title": "Havens"}


def motion(key: str, words: str | None, right: str, caution: str | None = None) -> dict[str, Any]:
    return {
        "id": key,
        "dictum": [words] if words else None,
        "caution": caution,
        "made_date": "2030-05-01",
        "motie_ref": f"kst-12345-{key}",
        "commitment_text": "Motie van het lid Jansma over iets",
        "fulfilled_by_refs": [{"zaak": right}],
    }


def promise(key: str, quality: str) -> dict[str, Any]:
    return {
        "id": key,
        "quality": quality,
        "commitment_text": "de haring",
        "made_date": "2030-05-01",
        "made_where": "AO",
        "fulfilled_by_refs": [{"zaak": "b2"}],
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    truth = tmp_path / "groundtruth"
    write(
        truth / "pool_brieven_regering.jsonl.gz",
        letter("b1", "Reactie op de motie over de Kraanbrug"),
        letter("b2", "Toezegging over haring"),
        letter("b3", "Reactie op de motie over kademuren"),
    )
    write(
        truth / "motie_to_letter.jsonl",
        motion("1", "verzoekt de regering de Kraanbrug te openen", "b1"),
        motion("2", "verzoekt de regering de kademuren te stutten", "b3"),
        motion("3", None, "b1"),
        motion("4", "verzoekt iets", "b1", "doubtful"),
        motion("5", "verzoekt iets", "elsewhere"),
    )
    write(truth / "toezegging_to_letter.jsonl", promise("t1", "full"), promise("t2", "partial"))
    write(tmp_path / "raw" / "manifest.jsonl", {"file": "d.txt", "date": "2030-05"})
    write(
        tmp_path / "chains.jsonl",
        {
            "id": "c1",
            "type": "promise to letter",
            "a_file": "raw/d.txt",
            "a_quote": "De haring komt.",
            "b_file": "raw/b2.json",
        },
        {"id": "c2", "type": "motie to letter", "b_file": "raw/b2.json"},
    )
    return tmp_path


def test_tasks_are_the_pairs_that_are_sure(corpus: Path) -> None:
    pool = read_pool(corpus)
    motions = make_motions(corpus, pool, all_known=False)
    assert [(task.query.id, task.right) for task in motions] == [
        ("1", frozenset({"b1"})),
        ("2", frozenset({"b3"})),
    ]
    assert motions[0].query == RankQuery(
        "1", "verzoekt de regering de Kraanbrug te openen", date(2030, 5, 1)
    )
    known = make_motions(corpus, pool, all_known=True)[0].query
    assert (known.ids, known.actors) == (("kst-12345-1",), ("Jansma",))
    assert [task.query.id for task in make_promises(corpus, pool)] == ["t1"]
    (chain,) = make_chains(corpus, pool)
    assert (chain.query.id, chain.query.day) == ("c1", None)


def test_plain_bm25_leaves_older_letters_out(corpus: Path) -> None:
    plain = PlainBm25(read_pool(corpus))
    assert plain.rank(RankQuery("q", "over de kraanbrug"), 1) == ["b1"]
    assert plain.rank(RankQuery("q", "de kraanbrug", date(2031, 1, 1)), 9) == []


def test_figures() -> None:
    assert list(measure([1, 2, 0, 4])) == pytest.approx([0.25, 0.5, 1.75 / 4])
    tasks = [Task(RankQuery(str(n), ""), frozenset(), str(n)) for n in range(4)]
    line = describe(tasks, [1, 1, 1, 1])
    assert line == "@1 1.000 [1.000-1.000]  @3 1.000 [1.000-1.000]  MRR 1.000 [1.000-1.000]"


def test_weights_are_drawn_the_same_each_time_and_never_those_in_use(corpus: Path) -> None:
    drawn = draw_weights(5)
    assert drawn == draw_weights(5)
    assert TITLE_WEIGHTS not in drawn
    pool = read_pool(corpus)
    tasks = make_motions(corpus, pool, all_known=False)
    ranks, spread = cross_validate(tasks, index_letters(pool))
    assert ranks == [1, 1]
    assert set(spread) == {1.0}


def test_the_whole_report_is_printed(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["measure_ranking", str(corpus)])
    monkeypatch.setattr(measure_ranking, "SAMPLES", 50)
    main()
    printed = capsys.readouterr().out
    assert "motions by their request and day alone: 2" in printed
    assert "cross-validated" in printed
    assert printed.count("BM25 ") == 5
