"""The digest in words: equal content twice, unjudged marked, demo said."""

import re
from datetime import date

import pytest

from app.domain.digest import (
    Digest,
    DigestBasis,
    DigestKind,
    DigestLine,
    DigestSection,
    MotionNamed,
    Week,
)
from app.domain.languages import Language
from app.domain.papers import PaperKind, PaperName
from app.languages import translator
from app.mail.render import render_digest

WEEK = Week(2026, 47)
BASE = "https://gestand.voorbeeld.nl"
LETTER = PaperName(PaperKind.LETTER, date(2026, 5, 12), canonical="kst-39101-12")
ANSWER = PaperName(PaperKind.LETTER, date(2026, 11, 18), canonical="kst-39101-20")


def make_line(**changes: object) -> DigestLine:
    values: dict[str, object] = {
        "subject": "new:1",
        "number": "G26-AB12CD",
        "words": "Ik stuur de Kamer voor het kerstreces een brief over <schooldaken>.",
        "who": "Staatssecretaris van Schoolgebouwen",
        "term_text": "voor het kerstreces",
        "term_latest": date(2026, 12, 17),
        "source": LETTER,
        "judged": True,
        "title": "<schooldaken> in de winter",
    }
    return DigestLine(**(values | changes))  # type: ignore[arg-type] # values by name


def make_digest(*, demo: bool = False, basis: DigestBasis = DigestBasis.REGISTER) -> Digest:
    found = make_line(number="G26-ZZ99XX", judged=False, subject="new:2")
    met = make_line(later=ANSWER, told="Hiermee doe ik de toezegging gestand.", subject="met:1")
    return Digest(
        WEEK,
        basis,
        (
            DigestSection(DigestKind.NEW, (make_line(), found), more=3, more_unjudged=2),
            DigestSection(DigestKind.MET, (met,)),
            DigestSection(DigestKind.OVERDUE, ()),
        ),
        demo,
    )


def _words(html: str) -> str:
    body = re.sub(r"(?s)<style.*?</style>", " ", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_the_subject_says_the_week_and_the_numbers() -> None:
    rendered = render_digest(make_digest(), base_url=BASE, unsubscribe_url=None)
    assert (
        rendered.subject
        == "Weekbericht week 47: 5 nieuw, 1 nagekomen, 0 verstreken (3 nog niet beoordeeld)"
    )


def test_both_forms_tell_the_same() -> None:
    rendered = render_digest(make_digest(), base_url=BASE, unsubscribe_url=f"{BASE}/afmelden/x")
    for words in (
        "Staatssecretaris van Schoolgebouwen",
        "voor het kerstreces (uiterlijk 17 december 2026)",
        "brief van 12 mei 2026 (39 101, nr. 12)",
        "Hiermee doe ik de toezegging gestand.",
        "brief van 18 november 2026 (39 101, nr. 20)",
        "Nog niet beoordeeld",
        "G26-ZZ99XX",
        "nog 3 in het register",
        "16 tot en met 22 november 2026",
    ):
        assert words in _words(rendered.html).replace("En nog 3", "nog 3")
        assert words in re.sub(r"\s+", " ", rendered.text)


def test_what_a_person_judged_comes_before_what_only_the_machine_saw() -> None:
    rendered = render_digest(make_digest(), base_url=BASE, unsubscribe_url=None)
    for words in (rendered.html, rendered.text):
        heading = words.index(
            "\nNog niet beoordeeld" if words is rendered.text else "beoordeeld</h3>"
        )
        assert words.index("G26-AB12CD") < heading < words.index("G26-ZZ99XX")
    assert "Misschien nagekomen" not in rendered.html + rendered.text


def test_what_the_machine_takes_for_met_is_said_to_be_perhaps_so() -> None:
    met = make_line(later=ANSWER, told="Hiermee doe ik dat gestand.", judged=False)
    sections = (DigestSection(DigestKind.MET, ()), DigestSection(DigestKind.PERHAPS, (met,)))
    digest = Digest(WEEK, DigestBasis.REGISTER, sections)
    rendered = render_digest(digest, base_url=BASE, unsubscribe_url=None)
    assert rendered.subject.endswith(": 0 nagekomen, 1 misschien nagekomen (1 nog niet beoordeeld)")
    for words in (rendered.html, rendered.text.lower()):
        assert "misschien nagekomen (1)" in words.lower()
        assert "nog niet beoordeeld" in words


def test_what_is_met_in_part_is_never_told_as_met() -> None:
    met = make_line(later=ANSWER, told="Een eerste deel is klaar.", subject="met:1")
    sections = (DigestSection(DigestKind.MET, ()), DigestSection(DigestKind.PARTLY, (met,)))
    digest = Digest(WEEK, DigestBasis.REGISTER, sections)
    rendered = render_digest(digest, base_url=BASE, unsubscribe_url=None)
    assert rendered.subject.endswith(": 0 nagekomen, 1 deels nagekomen")
    assert "<h2" in rendered.html
    assert ">Deels nagekomen (1)</h2>" in rendered.html
    assert ">Nagekomen" not in rendered.html
    assert "\nDEELS NAGEKOMEN (1)\n" in rendered.text


@pytest.mark.parametrize(
    "title", [None, "Ik stuur de Kamer voor het kerstreces een brief over dit"]
)
def test_a_sentence_that_is_its_own_title_stands_there_once(title: str | None) -> None:
    line = make_line(title=title)
    digest = Digest(WEEK, DigestBasis.REGISTER, (DigestSection(DigestKind.NEW, (line,)),))
    rendered = render_digest(digest, base_url=BASE, unsubscribe_url=None)
    assert rendered.html.count("Ik stuur de Kamer") == 1
    assert " ".join(rendered.text.split()).count("Ik stuur de Kamer") == 1


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (Week(2026, 47), "16 tot en met 22 november 2026"),
        (Week(2026, 40), "28 september tot en met 4 oktober 2026"),
        (Week(2026, 53), "28 december 2026 tot en met 3 januari 2027"),
    ],
)
def test_a_week_is_told_in_as_few_words_as_it_takes(week: Week, words: str) -> None:
    rendered = render_digest(
        Digest(week, DigestBasis.REGISTER, ()), base_url=BASE, unsubscribe_url=None
    )
    assert f"\n{words}\n" in rendered.text


def test_the_plain_form_fits_a_screen_and_keeps_addresses_whole() -> None:
    line = make_line(number="G26-" + "X" * 90, words="Ik informeer uw Kamer. " * 12)
    digest = Digest(WEEK, DigestBasis.REGISTER, (DigestSection(DigestKind.NEW, (line,)),))
    told = render_digest(digest, base_url=BASE, unsubscribe_url=None).text.splitlines()
    assert [one.strip() for one in told if len(one) > 76] == [f"{BASE}/register/{line.number}"]


def test_words_of_letters_are_escaped_in_html_only() -> None:
    rendered = render_digest(make_digest(), base_url=BASE, unsubscribe_url=None)
    assert "&lt;schooldaken&gt;" in rendered.html
    assert "<schooldaken>" in rendered.text


def test_sections_without_news_are_left_out() -> None:
    rendered = render_digest(make_digest(), base_url=BASE, unsubscribe_url=None)
    assert "Termijn verstreken" not in rendered.html


def test_only_a_readers_own_mail_can_unsubscribe() -> None:
    preview = render_digest(make_digest(), base_url=BASE, unsubscribe_url=None)
    assert "Afmelden" not in preview.html + preview.text
    own = render_digest(make_digest(), base_url=BASE, unsubscribe_url=f"{BASE}/afmelden/x")
    assert f"{BASE}/afmelden/x" in own.html
    assert f"{BASE}/afmelden/x" in own.text


def test_the_demo_says_so_everywhere() -> None:
    rendered = render_digest(make_digest(demo=True), base_url=BASE, unsubscribe_url=None)
    assert rendered.subject.startswith("[Demonstratie] ")
    assert "demonstratieregister" in rendered.html
    assert "demonstratieregister" in rendered.text


def test_a_past_week_says_that_it_goes_by_the_papers() -> None:
    digest = make_digest(basis=DigestBasis.PAPERS)
    rendered = render_digest(digest, base_url=BASE, unsubscribe_url=None)
    assert "datum van de stukken" in rendered.html
    assert "datum" in rendered.text


def test_every_style_stands_on_its_element() -> None:
    rendered = render_digest(make_digest(), base_url=BASE, unsubscribe_url=None)
    assert re.search(r'<td class="bar" style="[^"]*background-color: ?#0f5a5f', rendered.html)


def test_a_term_whose_words_are_its_day_is_said_once() -> None:
    line = make_line(term_text="uiterlijk 17 december 2026")
    digest = Digest(WEEK, DigestBasis.REGISTER, (DigestSection(DigestKind.NEW, (line,)),))
    text = render_digest(digest, base_url=BASE, unsubscribe_url=None).text
    assert text.count("17 december 2026") == 1


@pytest.mark.parametrize(
    ("basis", "rest"),
    [
        (DigestBasis.REGISTER, "register?sinds=2026-11-16"),
        (DigestBasis.PAPERS, "register?van=2026-11-16&tot=2026-11-22"),
    ],
)
def test_what_was_cut_off_is_a_list_in_the_register(basis: DigestBasis, rest: str) -> None:
    rendered = render_digest(make_digest(basis=basis), base_url=BASE, unsubscribe_url=None)
    assert f"{BASE}/{rest}" in rendered.text.replace("\n", "")
    assert f'href="{BASE}/{rest.replace("&", "&amp;")}"' in rendered.html


def test_a_new_letter_says_what_it_is_about_who_sent_it_and_where_it_stands() -> None:
    titled = PaperName(PaperKind.LETTER, date(2026, 11, 2), None, "kst-35510-115", "de kademuur")
    bare = PaperName(PaperKind.LETTER, date(2026, 11, 3), None, None, None)
    new = [
        make_line(
            subject=f"paper:{paper_id}",
            number="",
            who="Minister van Havenzaken",
            source=paper,
            judged=True,
            title=None,
            words=paper.title or "bestand",
            paper_id=paper_id,
        )
        for paper_id, paper in ((7, titled), (8, bare))
    ]
    section = DigestSection(DigestKind.PAPERS, tuple(new), more=2)
    nothing = DigestSection(DigestKind.NEW, ())
    digest = Digest(WEEK, DigestBasis.REGISTER, (nothing, section), follows=("Brieven: “kade”",))
    rendered = render_digest(digest, base_url=BASE, unsubscribe_url=None)
    assert rendered.subject.endswith(": 4 nieuwe brieven")
    assert (
        "NIEUWE BRIEVEN BIJ UW ZOEKVRAAG (4)\n\n"
        "* De kademuur\n"
        "  Brief van 2 november 2026 (35 510, nr. 115). Minister van Havenzaken.\n"
        f"  {BASE}/brieven/7\n\n"
        "* Brief van 3 november 2026\n"
        "  Minister van Havenzaken.\n"
        f"  {BASE}/brieven/8\n"
    ) in rendered.text
    assert f"{BASE}/brieven?sinds={WEEK.monday}" in rendered.text
    assert f'href="{BASE}/brieven/7"' in rendered.html
    assert "Bron:" not in rendered.html


@pytest.mark.parametrize(
    ("named", "name"),
    [
        (
            MotionNamed("39 415, nr. 5", ("Sijpesteyn",), subject="de afstand tot een afdeling"),
            "Motie Sijpesteyn: de afstand tot een afdeling",
        ),
        (MotionNamed("39 415, nr. 5", ("Van Dam", "Smit", "Kok")), "Motie Van Dam, Smit en Kok"),
        (MotionNamed("39 415, nr. 5", ("Van Dam",), cosigned=True), "Motie Van Dam c.s."),
        (MotionNamed("39 415, nr. 5", subject="de afstand"), "Motie: de afstand"),
    ],
)
def test_a_motion_goes_by_its_number_its_movers_and_its_subject(
    named: MotionNamed, name: str
) -> None:
    line = make_line(
        number="M-39415-5",
        words="motie-Sijpesteyn",
        title=None,
        source=None,
        later=ANSWER,
        told="Aan de motie wordt gewerkt.",
        is_motion=True,
        motion=named,
    )
    digest = Digest(WEEK, DigestBasis.REGISTER, (DigestSection(DigestKind.LETTERS, (line,)),))
    rendered = render_digest(digest, base_url=BASE, unsubscribe_url=None)
    for words in (rendered.text, _words(rendered.html)):
        assert f"{name} Motie 39 415, nr. 5. Later, brief" in re.sub(r"\s+", " ", words)
    assert f"{BASE}/moties/M-39415-5" in rendered.html
    english = render_digest(
        digest, base_url=BASE, unsubscribe_url=None, said=translator(Language.ENGLISH)
    )
    assert "Motion 39 415, nr. 5." in english.text
