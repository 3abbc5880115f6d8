"""Why a suggestion was made, in sentences for a clerk: one for each code of docs/matching.md."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.matching import Reason
from app.domain.references import parse_canonical
from app.web.speaking import _, later, speaker

# Of the values earlier and later are the words on both sides, as a person reads them.
SENTENCES: dict[str, str] = {
    "afterwards": later(
        "Volgens het opschrift beantwoordt de latere brief vragen over een antwoord."
    ),
    "appreciation": later(
        "Volgens het opschrift geeft de latere brief een oordeel, en nog geen uitvoering."
    ),
    "debate": later("Beide noemen hetzelfde debat: %(later)s."),
    "done": later("De latere passage meldt als gedaan wat was toegezegd: “%(later)s”."),
    "dossier": later("Brieven in dit dossier gebruiken deze woorden vaker dan andere: %(later)s."),
    "in-time": later(
        "De latere brief, van %(later)s, viel binnen de termijn (uiterlijk %(earlier)s)."
    ),
    "kept": later("De latere passage zegt dat aan iets is voldaan: “%(later)s …”."),
    "mover": later("Beide noemen dezelfde indieners."),
    "names-kind": later("Het opschrift van de latere brief noemt een motie of toezegging."),
    "near-number": later("De nummers lijken sterk op elkaar: %(earlier)s en %(later)s."),
    "no-motion": later("Het opschrift van de latere brief noemt geen motie."),
    "no-number": later("Geen stuk kan dit nummer hebben: %(earlier)s."),
    "number": later("Beide noemen hetzelfde stuk: %(later)s."),
    "occasion": later(
        "Wat zou gebeuren (“%(earlier)s”) is volgens de latere passage geweest: “%(later)s”."
    ),
    "of-a-letter": later(
        "%(earlier)s is in het register het nummer van een brief of verslag, niet van een motie."
    ),
    "office": later("Beide noemen dezelfde bewindspersoon."),
    "one-paper": later("%(earlier)s en %(later)s zijn in het register dezelfde motie."),
    "order-unknown": later("Het staat niet vast welke van de twee brieven de eerste was."),
    "other-date": later("De latere passage spreekt van %(later)s; dit is van %(earlier)s."),
    "other-office": later("De latere passage gaat uitdrukkelijk over een andere bewindspersoon."),
    "other-mover": later("De indieners verschillen: %(earlier)s, tegenover %(later)s."),
    "other-subject": later("De onderwerpen verschillen: “%(earlier)s”, tegenover “%(later)s”."),
    "papers": later("Zo vaak komt elk nummer voor: %(earlier)s, tegenover %(later)s."),
    "phrases": later(
        "Het opschrift van de latere brief herhaalt %(later)s keer drie woorden op rij."
    ),
    "postponed": later("Volgens het opschrift stelt de latere brief het antwoord uit."),
    "product": later("De latere passage noemt wat zou verschijnen: “%(later)s”."),
    "repeated": later("De latere passage zegt opnieuw zoiets toe."),
    "replaced": later("De ene motie vervangt de andere: %(earlier)s en %(later)s."),
    "reported": later("De latere passage meldt dat de Kamer is geïnformeerd: “%(later)s …”."),
    "same-motion": later("Beide noemen dezelfde motie: %(later)s."),
    "same-dossier": later("De latere brief hoort bij hetzelfde dossier: %(later)s."),
    "section": later("De passage opent een onderdeel van de brief dat hierover gaat: “%(later)s”."),
    "signed": later("De latere brief is van dezelfde bewindspersoon."),
    "stance": later("De latere brief noemt de motie als “%(later)s”."),
    "subject": later("Beide gebruiken dezelfde woorden voor het onderwerp: %(later)s."),
    "target-date": later("De latere passage verwijst naar deze dag: %(later)s."),
    "title": later("Het opschrift van de latere brief gebruikt dezelfde woorden: %(later)s."),
    "waited": later("De latere brief, van %(later)s, kwam geruime tijd na %(earlier)s."),
    "words": later("Beide gebruiken dezelfde kenmerkende woorden: %(later)s."),
}
_IDENTIFIER = re.compile(r"kst-[\w-]+")
_OTHER = later("De twee passages lijken op elkaar.")


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason as a clerk reads it: the sentence, and whether it speaks against."""

    sentence: str
    against: bool


def reason_line(reason: Reason) -> ReasonLine:
    """Say a reason in plain words; a code without a sentence of its own still says something."""
    template = SENTENCES.get(reason.code, _OTHER)
    sentence = _(template, earlier=_printed(reason.earlier), later=_printed(reason.later))
    return ReasonLine(sentence, against=reason.weight < 0)


def reason_lines(reasons: tuple[Reason, ...]) -> tuple[ReasonLine, ...]:
    """Say all reasons, the heaviest first; what speaks against comes last."""
    ordered = sorted(reasons, key=lambda reason: -reason.weight)
    return tuple(reason_line(reason) for reason in ordered)


def _printed(words: str) -> str:
    """Print what a reason rests on: a day in words, a number as papers print it."""
    try:
        return speaker().day(date.fromisoformat(words))
    except ValueError:
        return _IDENTIFIER.sub(_kamerstuk, words).strip() or "…"


def _kamerstuk(match: re.Match[str]) -> str:
    """Print an identifier as papers do; what is none stays as it is."""
    paper = parse_canonical(match[0])
    return f"Kamerstuk {paper}" if paper else match[0]
