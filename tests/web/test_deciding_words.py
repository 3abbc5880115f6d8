"""The words that decided stand out in both passages."""

from app.domain.matching import Reason
from app.web.deciding import deciding_words, mark_words

REASONS = (
    Reason("words", 0.4, "sluizen, de", "sluis, de"),
    Reason("kept", 0.3, "", "voldoe ik aan"),
    Reason("other-office", -0.2, "Financiën", "Defensie"),
)


def test_what_speaks_for_it_is_marked_on_each_side() -> None:
    assert deciding_words(REASONS, "earlier") == ("sluizen",)
    assert deciding_words(REASONS, "later") == ("voldoe ik aan", "sluis")


def test_words_are_found_whole_in_any_case_and_over_line_ends() -> None:
    text = "Hiermee Voldoe\nik aan de sluisdeur en de sluis."
    pieces = mark_words(text, deciding_words(REASONS, "later"))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.hit] == ["Voldoe\nik aan", "sluis"]


def test_a_text_without_such_words_stays_whole() -> None:
    assert [piece.text for piece in mark_words("Geen (haakjes).", ("(x",))] == ["Geen (haakjes)."]
    assert [piece.hit for piece in mark_words("Niets.", ())] == [False]
