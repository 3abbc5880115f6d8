"""The forms of a promise in which the Chamber gets something: "uw Kamer ontvangt", "u wordt geïnformeerd"."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.blockers import is_denied
from app.reading.clauses import Head, Said, each
from app.reading.literals import needed
from app.reading.present_forms import OFTEN, has_term, points_ahead
from app.reading.promise_forms import Found
from app.reading.subjects import find_agent
from app.reading.verbs import VerbClass, load_verbs

# "Het is van belang dat uw Kamer tijdig wordt geïnformeerd": a wish, not a promise.
_WISHED = re.compile(
    r"\b(?:belang\w*|hecht\w*|vind\w*|wens\w*|verzoek\w*|verzocht|vraagt|vragen|gevraagd|voorkomen|essentieel|cruciaal|noodzak\w*|logisch|terecht)\b[^.;]{0,120}\bdat\s[^.;]*\Z"
)
# Another verb between "wordt" and a participle: the participle is not its own.
OTHER_FINITE = re.compile(r"\b(?:kan|kunnen|moet|moeten|zal|zullen|mag|mogen|heeft|hebben)\b")
_SHALL = re.compile(r"\b(?:zal|zullen|zult)\b", re.IGNORECASE)
_GET = re.compile(r"\b(?:ontvangen|krijgen)\b", re.IGNORECASE)
BECOMES = re.compile(r"\b(?:wordt|worden|word(?=\s+u\b))\b", re.IGNORECASE)
_RECEIVES = re.compile(r"\b(?:ontvangt|ontvangen|krijgt|krijgen)\b", re.IGNORECASE)
_CHAMBER = (
    r"(?:uw\s+(?:tweede\s+)?kamer|u|de\s+(?:tweede\s+)?kamer|beide\s+kamers|de\s+staten-generaal)"
)
_CHAMBER_BEFORE = re.compile(
    rf"(?:^|[;:,–]\s*|[.»”]\s*|\b(?:en|ook|dat|maar)\s+){_CHAMBER}(?:\s+ook)?\s*$", re.IGNORECASE
)
_CHAMBER_AFTER = re.compile(rf"\s+(?:hier\w*\s+|daar\w*\s+)?{_CHAMBER}(?![\wà-ÿ])", re.IGNORECASE)
_TO_CHAMBER = re.compile(rf"\b(?:aan|naar|met)\s+{_CHAMBER}(?![\wà-ÿ])")
_WHICH_GETS = re.compile(
    rf"\b(?:die|dat|welke)\s+{_CHAMBER}\s[^,;]{{0,80}}?\b(?:ontvangt|krijgt|tegemoet\s+kan\s+zien)\b",
    re.IGNORECASE,
)
_GETTING = needed("ontvangt|krijgt|tegemoet")
_OWN_PAPER = re.compile(
    r"(?:\s+(?:uw\s+kamer|de\s+kamer|u))?\s+(?:(?:hier\w*|daar\w*|nog|ook|dus|dan|binnenkort)\s+){0,3}"
    r"(?:een|mijn|onze)\s+(?:\w+\s+){0,2}?(?:\w*brief|\w*reactie|\w*nota|overzicht|rapportage|terugkoppeling|antwoord|appreciatie|[\w-]*fiche)\b",
    re.IGNORECASE,
)
# "wordt openbaar gemaakt en naar uw Kamer gestuurd"
_JOINED = re.compile(r"[^,;.]{0,40}\ben\s[^,;.]{0,60}")
_SEE = re.compile(
    rf"(?:\b(?:{_CHAMBER}|de\s+leden|de\s+commissie)\s+(?:kan|kunt|kunnen|mag)|\b(?:kan|kunt|kunnen|mag)\s+(?:{_CHAMBER}|de\s+leden|de\s+commissie))\b[^;]{{0,160}}?\b(?:tegemoet\s*zien|verwachten)\b",
    re.IGNORECASE,
)
SUBORDINATED = re.compile(
    r"\b(?:die|dat|waar\w*|als|indien|of|hoe|wanneer|zodra|omdat|hoewel|terwijl|zoals|nadat|welke)\s[^,;]*$",
    re.IGNORECASE,
)
# The same over a list with commas, before the infinitive "worden".
FAR_MODAL = re.compile(
    r"\b(?:kan|kunnen|moet|moeten|mag|mogen|zou|zouden)\b(?:(?!,\s+(?:die|dat|waar\w*|en|maar|want)\b)[^;.]){0,400}\Z",
    re.IGNORECASE,
)
MODAL_BEFORE = re.compile(
    r"\bte\s+$|\b(?:kan|kunnen|moet|moeten|dient|dienen|zou|zouden|mag|mogen|hoeft|hoeven|zal|zullen)\b[^,;]*$",
    re.IGNORECASE,
)


def chamber_told(said: Said) -> Iterator[Found]:
    """Read "Uw Kamer wordt geïnformeerd" and "Uw Kamer ontvangt", with a word that points ahead."""
    yield from _gets_dated(said)
    if said.has("here"):
        return
    if not points_ahead(said):
        yield from _gets_paper(said)
        yield from _is_told(said)
        return
    sees = _SEE.search(said.text)
    if sees is not None and not is_denied(said, sees.start(), sees.end()):
        yield Found(sees.start(), sees.end(), PromiseKind.INFORM, "tegemoetzien")
    for match in each(_SHALL, said.text):
        gets = _GET.search(said.text, match.end())
        if gets is not None and _chamber_is_subject(said, match):
            yield Found(match.start(), gets.end(), PromiseKind.INFORM, "zal ontvangen")
    for match in each(_RECEIVES, said.text):
        gives = match[0].lower().startswith("ontvang") or said.has("paper") or said.has("product")
        gives = gives or said.term_in(0, len(said.text), dated=True) is not None
        if gives and _chamber_is_subject(said, match):
            yield Found(match.start(), match.end(), PromiseKind.INFORM, "ontvangt")
    for match in each(BECOMES, said.text):
        head = _becomes_told(said, match)
        wished = _WISHED.search(said.lower, 0, match.start()) is not None
        if head is not None and not wished and not is_denied(said, match.end(), head.start):
            agent = find_agent(said.text)
            yield Found(match.start(), head.end, PromiseKind.INFORM, f"wordt {head.verb}", agent)


def _gets_paper(said: Said) -> Iterator[Found]:
    """Read "daar krijgt u een brief over": a paper named as new needs no term."""
    for match in each(_RECEIVES, said.text):
        paper = _OWN_PAPER.match(said.text, match.end())
        if paper is not None and _chamber_is_subject(said, match):
            yield Found(match.start(), paper.end(), PromiseKind.INFORM, "ontvangt")


def _gets_dated(said: Said) -> Iterator[Found]:
    """Read "een reactie, die uw Kamer in december ontvangt": a clause that describes, with a day."""
    if _GETTING.isdisjoint(said.held):
        return
    for match in each(_WHICH_GETS, said.text):
        if said.term_in(*match.span(), dated=True) is not None:
            yield Found(match.start(), match.end(), PromiseKind.INFORM, "ontvangt")


def _is_told(said: Said) -> Iterator[Found]:
    """Read "uw Kamer wordt daarover geïnformeerd": the sentence itself, not what somebody wishes."""
    for match in each(BECOMES, said.text):
        before = said.text[: match.start()]
        if SUBORDINATED.search(before) or MODAL_BEFORE.search(before):
            continue
        if OFTEN.search(said.text) is not None:
            continue
        head = _becomes_told(said, match)
        if head is not None and not is_denied(said, match.end(), head.start):
            agent = find_agent(said.text)
            yield Found(match.start(), head.end, PromiseKind.INFORM, f"wordt {head.verb}", agent)


def _chamber_is_subject(said: Said, match: re.Match[str]) -> bool:
    """Say whether the Chamber stands right before or after the verb."""
    after = _CHAMBER_AFTER.match(said.text, match.end())
    return after is not None or _CHAMBER_BEFORE.search(said.text[: match.start()]) is not None


def _becomes_told(said: Said, match: re.Match[str]) -> Head | None:
    """Find the participle of telling that "wordt" rests on, when it is the Chamber that is told."""
    book = load_verbs()
    found = book.participle.search(said.lower, match.end(), match.end() + 300)
    if found is None or OTHER_FINITE.search(said.text, match.end(), found.start()) is not None:
        return None
    verb = book.participles[" ".join(found[0].split())]
    again = book.participle.search(said.lower, found.end())
    joined = again is not None and _JOINED.fullmatch(said.text, found.end(), again.start())
    if again is not None and joined and verb.kind is not VerbClass.INFORM:
        found, verb = again, book.participles[" ".join(again[0].split())]
    if verb.infinitive == "beantwoorden" and "vragen" in said.lower and has_term(said):
        return Head(verb.infinitive, found.start(), found.end(), verb.kind, passive=True)
    if verb.kind is not VerbClass.INFORM:
        return None
    if _chamber_is_subject(said, match) or _TO_CHAMBER.search(said.lower):
        return Head(verb.infinitive, found.start(), found.end(), verb.kind, passive=True)
    return None
