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


def blocks(clean: CleanText) -> list[str]:
    return [block.span.of(clean.text) for block in clean.blocks]


LETTER = """ Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 4 mei 2021

Met deze brief informeert het kabinet de Kamer over de verster-
king van de dijken in het Noord-
Hollandse kustgebied. De energie-
en gasprijzen laat de brief, conform de motie De Wit c.s.1 , buiten be-
schouwing. Dit is eerder gemeld.2 Het kabinet zal daarom

1 Kamerstuk 12 345, nr. 6
2 Brief van 1 maart 2021, over de water-
standen.
 vóór de zomer een plan maken.

Vervolg

Het plan gaat ook over de-escalatie en over de-
escalatie.

De Minister van Dijken,
A.B. de Wit
"""


def test_puts_the_words_of_a_letter_together_again() -> None:
    clean = clean_text(LETTER)
    assert blocks(clean) == [
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 4 mei 2021",
        (
            "Met deze brief informeert het kabinet de Kamer over de versterking van de dijken in het"
            " Noord-Hollandse kustgebied. De energie- en gasprijzen laat de brief, conform de motie"
            " De Wit c.s., buiten beschouwing. Dit is eerder gemeld. Het kabinet zal daarom vóór de"
            " zomer een plan maken."
        ),
        "Vervolg",
        "Het plan gaat ook over de-escalatie en over de-escalatie.",
        "De Minister van Dijken, A.B. de Wit",
        "Kamerstuk 12 345, nr. 6",
        "Brief van 1 maart 2021, over de waterstanden.",
    ]
    zones = [block.zone for block in clean.blocks]
    assert zones == [
        Zone.HEAD, Zone.HEAD, Zone.BODY, Zone.BODY, Zone.BODY, Zone.SIGNATURE, Zone.FOOTNOTE, Zone.FOOTNOTE,
    ]  # fmt: skip
    assert [(m.label, clean.text[m.at - 4 : m.at], m.block) for m in clean.marks] == [
        ("1", "c.s.", 6),
        ("2", "eld.", 7),
    ]


def test_a_sentence_that_a_footnote_interrupts_is_one_sentence_and_two_stretches() -> None:
    clean = clean_text(LETTER)
    [sentence] = [s for s in clean.sentences if "vóór de zomer" in s.span.of(clean.text)]
    assert sentence.span.of(clean.text) == "Het kabinet zal daarom vóór de zomer een plan maken."
    pieces = [piece.of(LETTER) for piece in clean.to_source(sentence.span)]
    assert pieces == ["Het kabinet zal daarom", "vóór de zomer een plan maken."]


QUESTIONS = """Tweede Kamer der Staten-Generaal2
Vergaderjaar 2019–2020 Aanhangsel van de Handelingen
Vragen gesteld door de leden der Kamer, met de daarop door de
regering gegeven antwoorden
4321
Vragen van het lid Jansen (ABC) aan de Minister van Dijken over het hoge
water (ingezonden 2 maart 2020).
Antwoord van Minister De Wit (Dijken) (ontvangen 30 maart 2020).
Vraag 1
Kent u het bericht over het water?
1 Wat vindt u daarvan?
Antwoord 1
Ja. Ik vind het zorgelijk dat het water in de rivieren stijgt en
daarom blijf ik dat met mijn ambtgenoten nauwlettend volgen in de ko-
1De Dijkbode, 1 maart 2020, «Het water komt».

ah-tk-20192020-4321
ISSN 0921 - 7398’s-Gravenhage 2020Tweede Kamer, vergaderjaar 2019–2020, Aanhangsel 1
mende weken.
Vraag 2
Wanneer komt er een plan?
Antwoord 2
Het plan komt in 2021.
Tweede Kamer, vergaderjaar 2019–2020, Aanhangsel 2
"""


def test_tells_questions_of_members_from_answers() -> None:
    clean = clean_text(QUESTIONS)
    found = [(block.zone, block.label, block.span.of(clean.text)) for block in clean.blocks]
    assert found[-9:] == [
        (Zone.QUESTION, "1", "Vraag 1"),
        (Zone.QUESTION, "1", "Kent u het bericht over het water? Wat vindt u daarvan?"),
        (Zone.ANSWER, "1", "Antwoord 1"),
        (
            Zone.ANSWER,
            "1",
            (
                "Ja. Ik vind het zorgelijk dat het water in de rivieren stijgt en daarom blijf"
                " ik dat met mijn ambtgenoten nauwlettend volgen in de komende weken."
            ),
        ),
        (Zone.QUESTION, "2", "Vraag 2"),
        (Zone.QUESTION, "2", "Wanneer komt er een plan?"),
        (Zone.ANSWER, "2", "Antwoord 2"),
        (Zone.ANSWER, "2", "Het plan komt in 2021."),
        (Zone.FOOTNOTE, "1", "De Dijkbode, 1 maart 2020, «Het water komt»."),
    ]  # fmt: skip
    assert {zone for zone, _, _ in found[:-9]} == {Zone.HEAD}
    assert [block.speaker for block in clean.blocks if block.zone is Zone.QUESTION] == ["leden"] * 4


CONSULTATION = """ De vaste commissie voor Dijken heeft vragen voorgelegd aan de minister van Dijken over het water.

Vragen en opmerkingen van de leden van de ABC-fractie

De leden van de ABC-fractie hebben kennisgenomen van de brief. Kan de minister zeggen
wanneer het plan komt?

1. Antwoord van het kabinet
Het plan komt in mei. Het kabinet werkt daar hard aan met alle betrokken partijen in het
land.

Het kabinet informeert de Kamer daarover.

Deze leden vragen verder naar de kosten. Zij zijn benieuwd naar het bedrag.

2. Antwoord van het kabinet
Zie antwoord 1.
"""


def test_an_answer_ends_where_members_speak_again() -> None:
    clean = clean_text(CONSULTATION)
    found = [(block.zone, block.label, block.speaker) for block in clean.blocks]
    members = (Zone.QUESTION, None, "de leden van de ABC-fractie")
    assert found == [
        (Zone.BODY, None, None),
        members,
        members,
        *[(Zone.ANSWER, "1", "het kabinet")] * 3,
        members,
        *[(Zone.ANSWER, "2", "het kabinet")] * 2,
    ]


def test_a_debate_names_its_speakers() -> None:
    source = (
        "De voorzitter:\nIk open het debat.\n\nDe heer Jansen (ABC):\nVoorzitter. Wij vragen een plan.\n\n"
        "Minister De Wit:\nDat plan komt er."
    )
    clean = clean_text(source)
    speakers = {block.speaker for block in clean.blocks}
    assert speakers == {"De voorzitter", "De heer Jansen (ABC)", "Minister De Wit"}
    assert {block.zone for block in clean.blocks} == {Zone.SPEECH}


TOKENISED = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal Den Haag , 5 mei 2013 Hierbij bied ik u het plan"
    " ( concept ) aan . \nDit plan , zo meld ik u , staat ook in Kamerstuk 12 345 , nr. 6 . \nHet geldt ( c . \nq . \n"
    "kan gelden ) voor 2 % van de dijken . \nDe Minister van Dijken , A. B. de Wit\n"
)


def test_reads_text_with_spaces_round_its_punctuation() -> None:
    clean = clean_text(TOKENISED)
    assert blocks(clean) == [
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 5 mei 2013",
        "Hierbij bied ik u het plan (concept) aan.",
        "Dit plan, zo meld ik u, staat ook in Kamerstuk 12 345, nr. 6.",
        "Het geldt (c. q. kan gelden) voor 2% van de dijken.",
        "De Minister van Dijken, A. B. de Wit",
    ]
    assert clean.blocks[0].zone is Zone.HEAD
    assert clean.blocks[-1].zone is Zone.SIGNATURE


@pytest.mark.parametrize(
    "number",
    ["Leopard-1", "G7", "MH17", "2G", "COVID-19", "nr. 1", "artikel 5", "art.1", "CO2", "1,5", "22.30", "5.5%"],
)  # fmt: skip
def test_never_takes_a_real_number_for_a_footnote(number: str) -> None:
    numbers = "".join(c for c in number if c.isdigit())
    source = f"Het gaat hier om {number} en meer.\n\n{numbers} Een noot die nergens bij hoort.\n"
    assert number in clean_text(source).text


@pytest.mark.parametrize(
    "source, text",
    [
        ("de Minister-\nPresident", "de Minister-President"),
        ("de EU-\nlidstaten", "de EU-lidstaten"),
        ("een F-\n35 erbij", "een F-35 erbij"),
        ("in- en\nuitvoer", "in- en uitvoer"),
        ("land- \nen tuinbouw", "land- en tuinbouw"),
        ("de zee-\neend", "de zee-eend"),
        ("niet-\nmilitaire hulp", "niet-militaire hulp"),
        ("VOLKSGEZOND-\nHEID", "VOLKSGEZONDHEID"),
        ("be-\nleid", "beleid"),
        ("be\u00ad\nleid en be\u00adleid", "beleid en beleid"),
        ("be\ufffeleid", "beleid"),
        ("dossier 12 345–\n33", "dossier 12 345–33"),
        ("kust-bewaking is kust-\nbewaking", "kust-bewaking is kust-bewaking"),
        ("https://voorbeeld.nl/een-\ntwee", "https://voorbeeld.nl/een-twee"),
    ],
)
def test_line_end_hyphens(source: str, text: str) -> None:
    assert clean_text(source).text == text


@pytest.mark.parametrize(
    "source, sentences",
    [
        ("Dat was op 3 mei jl. Het kabinet wacht.", ["Dat was op 3 mei jl.", "Het kabinet wacht."]),
        ("Zie nr. 12 van mr. A.B. de Wit. Zo is het.", ["Zie nr. 12 van mr. A.B. de Wit.", "Zo is het."]),
        ("De heer J. Jansen kwam (o.a. op 3 mei. Zo ook toen). En ging.",
         ["De heer J. Jansen kwam (o.a. op 3 mei. Zo ook toen).", "En ging."]),
        ("Dit geldt a.s. maandag. (Kamerstuk 12 345, nr. 6) De rest volgt.",
         ["Dit geldt a.s. maandag. (Kamerstuk 12 345, nr. 6)", "De rest volgt."]),
        ("Klopt dat? Zo ja, waarom?", ["Klopt dat?", "Zo ja, waarom?"]),
        ("Het kost EUR 2 mln. Daarmee is het klaar.", ["Het kost EUR 2 mln.", "Daarmee is het klaar."]),
        ("Ik ben geschrokken.Ik vind dat niet goed.", ["Ik ben geschrokken.", "Ik vind dat niet goed."]),
        ("Zie www.voorbeeld.nl voor meer.", ["Zie www.voorbeeld.nl voor meer."]),
        ("Het debat (Handelingen II 2021/22, nr. 4, item 2) was goed.",
         ["Het debat (Handelingen II 2021/22, nr. 4, item 2) was goed."]),
    ],
)  # fmt: skip
def test_sentences(source: str, sentences: list[str]) -> None:
    clean = clean_text(source)
    assert [s.span.of(clean.text) for s in clean.sentences] == sentences


def test_letter_feet_and_numbers_of_pages_leave_the_text() -> None:
    pages = [
        f"Ministerie van Dijken\nDit is bladzijde {word} en de zin loopt op deze bladzijde altijd\n{number}\n"
        for number, word in enumerate(["een", "twee", "drie", "vier"], 1)
    ]
    clean = clean_text("\f".join(pages))
    assert "Ministerie" not in clean.text
    assert [c.kind for c in clean.cuts] == [CutKind.FOOT] * len(clean.cuts)
    assert clean.text.startswith(
        "Dit is bladzijde een en de zin loopt op deze bladzijde altijd Dit"
    )


def test_a_note_inside_a_tokenised_line_leaves_it() -> None:
    source = (
        "Hierbij bied ik u , zoals verzocht , het plan aan 1 Raadpleegbaar via www.tweedekamer.nl . \n. \n"
        "Ook stuur ik u het advies 2 Raadpleegbaar via www.tweedekamer.nl . \nDat is alles , voor nu .\n"
    )
    clean = clean_text(source)
    assert blocks(clean) == [
        "Hierbij bied ik u, zoals verzocht, het plan aan.",
        "Ook stuur ik u het advies",
        "Dat is alles, voor nu.",
        "Raadpleegbaar via www.tweedekamer.nl.",
        "Raadpleegbaar via www.tweedekamer.nl.",
    ]
    assert [(mark.label, mark.block) for mark in clean.marks] == [("1", 3), ("2", 4)]


def test_questions_without_labels_are_questions() -> None:
    source = (
        "2020Z12345\n\n(ingezonden 20 november 2020)\n\nVragen van het lid Jansen (ABC) aan de minister van Dijken over"
        " het water\n\nKent u het bericht?\n\nBent u bereid de Kamer te informeren?\n"
    )
    clean = clean_text(source)
    zones = [block.zone for block in clean.blocks]
    assert zones == [Zone.HEAD] * 3 + [Zone.QUESTION] * 2


def test_a_running_number_alone_is_the_label_of_a_question() -> None:
    source = (
        "AH 602\n2020Z12345\nAntwoord van minister De Wit (Dijken) (ontvangen 20 november 2020)\n\n"
        "1\nKent u het bericht?\n\nAntwoord\nJa.\n\n2\nKomt er een plan?\n\nAntwoord\nDat komt er.\n"
    )
    clean = clean_text(source)
    found = [(block.zone, block.label) for block in clean.blocks if block.zone is not Zone.HEAD]
    assert found == [
        *[(Zone.QUESTION, "1")] * 2, *[(Zone.ANSWER, "1")] * 2,
        *[(Zone.QUESTION, "2")] * 2, *[(Zone.ANSWER, "2")] * 2,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "prefix", ["1 a\n", "[1]", "(a ", "a.1 ", "a-\n", "1\n", "voor1 ", "Vraag 1, 2, ", "De Minister van ", "\f1 a\n", "2Kamerstuk 12 345\n", "e\u0301"]
)  # fmt: skip
def test_the_worst_prefixes_take_no_longer_than_plain_text(prefix: str) -> None:
    source = prefix * (100_000 // len(prefix))
    begin = time.process_time()
    clean_text(source)
    assert time.process_time() - begin < 5
