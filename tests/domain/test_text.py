"""The way back from the clean text to the source."""

import pytest

from app.domain.text import CleanText, Cut, CutKind, Run, Span

SOURCE = "De minister zal de Kamer infor-\nmeren\n1 Zie bijlage.\nover de scholen."


def make_clean_text() -> CleanText:
    """A sentence with a line-end hyphen, interrupted by a footnote."""
    text = "De minister zal de Kamer informeren over de scholen."
    first = SOURCE.index("infor-") + len("infor")
    second = SOURCE.index("meren")
    third = SOURCE.index("over de")
    return CleanText(
        text=text,
        source=SOURCE,
        runs=(
            Run(0, 0, first),
            Run(first, second, len("meren")),
            Run(text.index("over de"), third, len("over de scholen.")),
        ),
        cuts=(
            Cut(Span(first, second), CutKind.HYPHEN),
            Cut(Span(second + len("meren\n"), third), CutKind.NOTE),
        ),
        blocks=(),
        marks=(),
        sentences=(),
    )


def test_a_hyphen_at_a_line_end_does_not_break_a_span() -> None:
    clean = make_clean_text()
    word = Span(clean.text.index("informeren"), clean.text.index(" over"))
    assert [span.of(SOURCE) for span in clean.to_source(word)] == ["infor-\nmeren"]


def test_a_footnote_inside_a_sentence_makes_two_spans() -> None:
    clean = make_clean_text()
    pieces = [span.of(SOURCE) for span in clean.to_source(Span(0, len(clean.text)))]
    assert pieces == ["De minister zal de Kamer infor-\nmeren", "over de scholen."]


def test_words_that_the_cleaner_put_in_lead_nowhere() -> None:
    clean = make_clean_text()
    space = clean.text.index(" over")
    assert clean.to_source(Span(space, space + 1)) == ()


@pytest.mark.parametrize("ends", [(-1, 2), (3, 2)], ids=["before the text", "backwards"])
def test_a_span_must_run_forwards_inside_its_text(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(*ends)


def test_overlap_and_containment_are_half_open() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 3).overlaps(Span(2, 5))
    assert Span(0, 5).contains(Span(2, 5))
    assert not Span(0, 5).contains(Span(2, 6))
