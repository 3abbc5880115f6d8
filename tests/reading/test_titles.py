"""Titles of promises, in letters of one sentence or two."""

import pytest

from app.domain.calendar import Calendar
from app.reading import read_paper
from app.reading.titles import make_title

LETTER = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 3 maart 2025

{text}

De Minister van Onderwijs, Cultuur en Wetenschap,
A.B. Verzonnen
"""

CASES = [
    ("Ik zal de Kamer voor de zomer informeren over de uitkomst van de proef.", "de uitkomst van de proef"),
    ("Daarnaast zal het kabinet de subsidie voor buurtbibliotheken verlengen.", "de subsidie voor buurtbibliotheken verlengen"),
    ("Het kabinet zal bovendien een meldpunt inrichten.", "een meldpunt inrichten"),
    ("Tijdens de top in Malmö zal Nederland aandringen op een gezamenlijk register.", "Tijdens de top in Malmö aandringen op een gezamenlijk register"),
    ("Zodra het advies er is, zal ik de Kamer per brief informeren.", "Zodra het advies er is, de Kamer per brief informeren"),
    ("Ik heb toegezegd om de lijst met schoolgebouwen na te lopen.", "de lijst met schoolgebouwen na te lopen"),
    ("De Kamer ontvangt in juni een brief waarin nader wordt ingegaan op de kosten van het vervoer.", "de kosten van het vervoer"),
    ("Ik informeer de Kamer dit najaar over de reactie op de motie van het lid Zandstra c.s. en de kosten daarvan.", "de reactie op de motie van het lid Zandstra c.s. en de kosten daarvan"),
    ("Ik zal uw Kamer daarom voor de zomer een overzicht toesturen van de gymzalen.", "voor de zomer een overzicht toesturen van de gymzalen"),
    ("In mei spreek ik met de bonden over het rooster in de zomerscholen. Ik zal u hierover nader informeren.", "het rooster in de zomerscholen"),
    ("Ik zeg nogmaals toe dat ik in het eerste verslag een toelichting zal geven op de aard van de kades.", "in het eerste verslag een toelichting geven op de aard van de kades"),
    ("Het kabinet heeft besloten het fonds, waarmee gemeenten hun oude zwembaden en gymzalen kunnen laten opknappen door bedrijven uit de eigen streek, eenmalig te verhogen.", "het fonds eenmalig te verhogen"),
    ("Tevens is besloten tot de aanstelling van een havenmeester voor de Westkade.", "de aanstelling van een havenmeester voor de Westkade"),
    ("Ik ben voornemens om dit najaar de regeling voor schoolzwemmen te publiceren.", "dit najaar de regeling voor schoolzwemmen te publiceren"),
    ("Gezien de vragen in het commissiedebat Havens over de tarieven zal ik in de volgende brief ingaan op de kosten van het loodsen.", "de kosten van het loodsen"),
    ("Ik zal uw Kamer informeren over de stappen die in de tussentijd worden gezet.", "de stappen die in de tussentijd worden gezet"),
    ("Uw Kamer ontvangt voor het kerstreces de agenda voor de kleine havens.", "voor het kerstreces de agenda voor de kleine havens"),
    ("De kaart van alle lichtboeien wordt na de zomer aan uw Kamer gestuurd.", "De kaart van alle lichtboeien"),
    ("Daarom ga ik binnenkort op werkbezoek bij de brugwachters van Westmonde.", "binnenkort op werkbezoek bij de brugwachters van Westmonde"),
    ("Ik zal de Kamer voor de zomer informeren over het rapport «De haven in 2040».", "het rapport «De haven in 2040»"),
    ("Daarnaast zal het kabinet de subsidie “Buurtbibliotheken” verlengen tot 2027.", "de subsidie “Buurtbibliotheken” verlengen tot 2027"),
    ('De Kamer ontvangt in juni de evaluatie van het programma "Samen naar school".', 'in juni de evaluatie van het programma "Samen naar school"'),
    ("In de brief «Werk aan de kade» staat hoe. Het plan “Schone boeien” en de kaart «Licht» zal ik verlengen.", "Het plan “Schone boeien” en de kaart «Licht» verlengen"),
    ("In mei spreek ik met de bonden over het plan «Rooster voor de zomer». Ik zal u hierover nader informeren.", "het plan «Rooster voor de zomer»"),
    ("Ik informeer de Kamer in mei over het onderzoek “Een haven waar iedereen die dat wil in de zomer kan zwemmen en in de winter kan schaatsen”.", "het onderzoek “Een haven waar iedereen die dat wil in de zomer kan zwemmen …”"),
    ("Ik wil de sluis graag nog eens zien. Ik informeer u daarover in het najaar.", "Ik informeer u daarover in het najaar"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), CASES, ids=[title for _, title in CASES])
def test_a_title_is_what_the_promise_is_about(text: str, title: str) -> None:
    reading = read_paper(LETTER.format(text=text), Calendar(()))
    assert [promise.subject for promise in reading.promises][-1] == title


def test_a_long_clause_is_cut_at_a_word_that_can_end_it() -> None:
    title = make_title(
        " ".join(["scholen"] * 18 + ["van", "de", "gemeenten", "in", "Drenthe"]), None
    )
    assert title == " ".join(["scholen"] * 18) + " …"


@pytest.mark.parametrize(
    ("text", "before", "title"),
    [
        ("Minister Zandstra: Ik ga de boeien tellen", "", "Ik ga de boeien tellen"),
        ("Dat zeg ik graag toe", "Er was een vraag over het veer naar Westerplaat.", "het veer naar Westerplaat"),
        ("Dat zeg ik graag toe", "De heer Kaper vroeg het mij al.", "Dat zeg ik graag toe"),
        ("Het kabinet informeert uw Kamer hierbij dat Nederland daarom in het kader van de proef tien schepen zal inzetten voor de haven", "", "in het kader van de proef tien schepen inzetten voor de haven"),
        ("Hiervoor worden in mei tien boten ingezet", "", "in mei tien boten ingezet"),
        ("Daarbij betrek ik de lessen van toen", "", "Daarbij betrek ik de lessen van toen"),
    ],
)  # fmt: skip
def test_a_clause_without_a_subject_of_ours(text: str, before: str, title: str) -> None:
    assert make_title(text, None, before) == title
