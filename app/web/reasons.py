"""Why a suggestion was made, in sentences for a clerk: one for each code of docs/matching.md."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.dutch import long_date
from app.domain.matching import Reason
from app.domain.references import parse_canonical

# {earlier} and {later} are the words on both sides, as a person reads them.
SENTENCES: dict[str, str] = {
    "afterwards": "Volgens het opschrift beantwoordt de latere brief vragen over een antwoord.",
    "appreciation": "Volgens het opschrift geeft de latere brief een oordeel, en nog geen uitvoering.",
    "debate": "Beide noemen hetzelfde debat: {later}.",
    "done": "De latere passage meldt als gedaan wat was toegezegd: “{later}”.",
    "dossier": "Brieven in dit dossier gebruiken deze woorden vaker dan andere: {later}.",
    "in-time": "De latere brief, van {later}, viel binnen de termijn (uiterlijk {earlier}).",
    "kept": "De latere passage zegt dat aan iets is voldaan: “{later} …”.",
    "mover": "Beide noemen dezelfde indieners.",
    "names-kind": "Het opschrift van de latere brief noemt een motie of toezegging.",
    "near-number": "De nummers lijken sterk op elkaar: {earlier} en {later}.",
    "no-motion": "Het opschrift van de latere brief noemt geen motie.",
    "no-number": "Geen stuk kan dit nummer hebben: {earlier}.",
    "number": "Beide noemen hetzelfde stuk: {later}.",
    "occasion": "Wat zou gebeuren (“{earlier}”) is volgens de latere passage geweest: “{later}”.",
    "of-a-letter": "{earlier} is in het register het nummer van een brief of verslag, niet van een motie.",
    "office": "Beide noemen dezelfde bewindspersoon.",
    "one-paper": "{earlier} en {later} zijn in het register dezelfde motie.",
    "order-unknown": "Het staat niet vast welke van de twee brieven de eerste was.",
    "other-date": "De latere passage spreekt van {later}; dit is van {earlier}.",
    "other-office": "De latere passage gaat uitdrukkelijk over een andere bewindspersoon.",
    "other-mover": "De indieners verschillen: {earlier}, tegenover {later}.",
    "other-subject": "De onderwerpen verschillen: “{earlier}”, tegenover “{later}”.",
    "papers": "Zo vaak komt elk nummer voor: {earlier}, tegenover {later}.",
    "phrases": "Het opschrift van de latere brief herhaalt {later} keer drie woorden op rij.",
    "postponed": "Volgens het opschrift stelt de latere brief het antwoord uit.",
    "product": "De latere passage noemt wat zou verschijnen: “{later}”.",
    "repeated": "De latere passage zegt opnieuw zoiets toe.",
    "replaced": "De ene motie vervangt de andere: {earlier} en {later}.",
    "reported": "De latere passage meldt dat de Kamer is geïnformeerd: “{later} …”.",
    "same-motion": "Beide noemen dezelfde motie: {later}.",
    "same-dossier": "De latere brief hoort bij hetzelfde dossier: {later}.",
    "section": "De passage opent een onderdeel van de brief dat hierover gaat: “{later}”.",
    "signed": "De latere brief is van dezelfde bewindspersoon.",
    "stance": "De latere brief noemt de motie als “{later}”.",
    "subject": "Beide gebruiken dezelfde woorden voor het onderwerp: {later}.",
    "target-date": "De latere passage verwijst naar deze dag: {later}.",
    "title": "Het opschrift van de latere brief gebruikt dezelfde woorden: {later}.",
    "waited": "De latere brief, van {later}, kwam geruime tijd na {earlier}.",
    "words": "Beide gebruiken dezelfde kenmerkende woorden: {later}.",
}
_IDENTIFIER = re.compile(r"kst-[\w-]+")
_OTHER = "De twee passages lijken op elkaar."


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason as a clerk reads it: the sentence, and whether it speaks against."""

    sentence: str
    against: bool


def reason_line(reason: Reason) -> ReasonLine:
    """Say a reason in plain Dutch; a code without a sentence of its own still says something."""
    template = SENTENCES.get(reason.code, _OTHER)
    sentence = template.format(earlier=_printed(reason.earlier), later=_printed(reason.later))
    return ReasonLine(sentence, against=reason.weight < 0)


def reason_lines(reasons: tuple[Reason, ...]) -> tuple[ReasonLine, ...]:
    """Say all reasons, the heaviest first; what speaks against comes last."""
    ordered = sorted(reasons, key=lambda reason: -reason.weight)
    return tuple(reason_line(reason) for reason in ordered)


def _printed(words: str) -> str:
    """Print what a reason rests on: a day in Dutch, a number as papers print it."""
    try:
        return long_date(date.fromisoformat(words))
    except ValueError:
        return _IDENTIFIER.sub(_kamerstuk, words).strip() or "…"


def _kamerstuk(match: re.Match[str]) -> str:
    """Print an identifier as papers do; what is none stays as it is."""
    paper = parse_canonical(match[0])
    return f"Kamerstuk {paper}" if paper else match[0]
