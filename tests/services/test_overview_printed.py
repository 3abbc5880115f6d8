"""The words of a reason, as the papers print them."""

from app.domain.matching import Reason
from app.services.overview.printed import print_reasons

EARLIER = "De provincie eist dat havens aan de Financiële norm voldoen."
LATER = "Provincies voldoen aan de eis; de website noemt de financiële norm."


def printed(code: str, earlier: str, later: str) -> tuple[str, str]:
    (reason,) = print_reasons([Reason(code, 0.5, earlier, later)], EARLIER, LATER)
    return reason.earlier, reason.later


def test_folded_words_stand_as_their_own_side_prints_them() -> None:
    assert printed("words", "financiele, norm", "financiele, norm") == (
        "Financiële, norm",
        "financiële, norm",
    )


def test_roots_become_the_words_of_the_texts() -> None:
    roots = "websi, eis, voldoe, provinci"
    earlier, later = printed("subject", roots, roots)
    assert later == "website, eis, voldoen, Provincies"
    assert earlier == "website, eis, voldoen, provincie"


def test_what_no_text_has_and_what_is_no_list_of_words_stays() -> None:
    assert printed("words", "waterschap", "") == ("waterschap", "")
    assert printed("in-time", "2025-07-03", "2025-06-27") == ("2025-07-03", "2025-06-27")
    assert printed("debate", "4 juni, norm", "4 juni, norm") == ("4 juni, norm", "4 juni, norm")


def test_one_word_in_two_forms_is_printed_once() -> None:
    assert printed("words", "provinci, provincie", "") == ("provincie", "")
