import pytest

from app.domain.text import CutKind, Zone
from app.reading import clean_text
from tests.reading.clean import blocks

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


def test_the_running_head_of_a_printed_debate_leaves_the_text() -> None:
    page = "\nTweede Kamer\n\nHoog water\n\n8 februari 2024\nTK 40\n\n40-6-{}\n\n"
    source = (
        "De heer Jansen (ABC):\nHet water staat hoog en de mensen\n" + page.format(1)
        + "vragen zich af waarom.\nMinister Van Dorp:\nDat is een goede vraag van de heer\n" + page.format(2)
        + "Jansen. De Tweede Kamer weet dat.\nDe heer Jansen (ABC):\nDank u.\n"
    )  # fmt: skip
    clean = clean_text(source)
    assert "mensen vragen zich" in clean.text
    assert "heer Jansen. De Tweede Kamer weet dat." in clean.text
    assert "Hoog water" not in clean.text
    assert {cut.kind for cut in clean.cuts} == {CutKind.FOOT}
