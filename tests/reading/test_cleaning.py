import time
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.text import CleanText, CutKind, Span, Zone
from app.reading import clean_text

FRAGMENTS = st.sampled_from(
    [
        "De Kamer wordt geïnformeerd.", "een verster-", "kt plan", "energie-", "en gas", " 1 Zie de brief.",
        "1Kamerstuk 12 345, nr. 6", "oorlog1.", "c.s.1 , zet", "\n", "\n\n", "\n\n\n\n", "\f", "\r\n", " ",
        "Vraag 1", "Antwoord 1", "1. Antwoord van het kabinet", "Tweede Kamer, vergaderjaar 2021–2022, 12 345, nr. 6 7",
        "ISSN 0921 - 7371", "De Minister van Zaken,", "A.B. de Vries", "e\u0301", "\u0301", "\ufeff", "\u00ad\n",
        "\ufffe", "\x02\n", "\x00", "(zie nr.", ")", "«", "»", "•", "- punt", "a) punt", "\u1100\u1161", "\u2126",
        "\ufb1d", "\t", "\u00a0", "1", "2", "[1]", "¹", "Bijlage 1", "Den Haag, 5 maart 2012",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=25).map("".join))


def printed(text: str) -> str:
    """Make a text NFC, without the characters that are printed as nothing."""
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", seen)


def letters(text: str) -> Counter[str]:
    """Count the letters and digits, as they are without what is printed as nothing."""
    return Counter(c for c in printed(text) if c.isalnum())


def is_xml_safe(text: str) -> bool:
    return all(
        c in "\n\t" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
        for c in text
    )


def note_letters(clean: CleanText) -> Counter[str]:
    notes = [b.span.of(clean.text) for b in clean.blocks if b.zone is Zone.FOOTNOTE]
    return sum((letters(note) for note in notes), Counter())


@given(TEXTS)
@settings(max_examples=400)
def test_any_text_cleans_into_sound_text(source: str) -> None:
    clean = clean_text(source)
    assert clean.source == source
    assert unicodedata.is_normalized("NFC", clean.text)
    assert is_xml_safe(clean.text)
    assert "  " not in clean.text
    check_runs(clean)
    check_spans(clean)
    check_nothing_lost(clean)


def check_runs(clean: CleanText) -> None:
    at = 0
    for run in clean.runs:
        assert run.clean >= at
        assert run.length > 0
        at = run.clean + run.length
        seen = clean.text[run.clean : at]
        stood = clean.source[run.source : run.source + run.length]
        if seen != stood:  # one letter that the source writes in another way
            assert run.length == 1
            assert printed(clean.source[run.source : run.source + 20]).startswith(seen)


def check_spans(clean: CleanText) -> None:
    whole = Span(0, len(clean.source))
    for sentence in clean.sentences:
        assert clean.blocks[sentence.block].span.contains(sentence.span)
        assert len(sentence.span) > 0
        assert all(whole.contains(piece) for piece in clean.to_source(sentence.span))
    for before, after in pairwise(clean.sentences):
        assert before.span.end <= after.span.start
    for mark in clean.marks:
        assert 0 <= mark.at <= len(clean.text)
        assert clean.blocks[mark.block].label == mark.label


def check_nothing_lost(clean: CleanText) -> None:
    """Letters and digits stay, but for cut page feet, footnote numbers and their marks."""
    gone = Counter[str]()
    for cut in clean.cuts:
        if cut.kind is not CutKind.HYPHEN:
            gone += letters(cut.span.of(clean.source))
    assert letters(clean.source) == (letters(clean.text) - note_letters(clean)) + gone


@given(TEXTS)
def test_cleaning_clean_text_loses_no_letter(source: str) -> None:
    once = clean_text(source)
    check_nothing_lost(clean_text(once.text))


@pytest.mark.parametrize(
    "prefix", ["1 a\n", "[1]", "(a ", "a.1 ", "a-\n", "1\n", "voor1 ", "Vraag 1, 2, ", "De Minister van ", "\f1 a\n", "2Kamerstuk 12 345\n", "e\u0301"]
)  # fmt: skip
def test_the_worst_prefixes_take_no_longer_than_plain_text(prefix: str) -> None:
    source = prefix * (100_000 // len(prefix))
    begin = time.process_time()
    clean_text(source)
    assert time.process_time() - begin < 5
