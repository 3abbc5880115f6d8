"""Promises that a paper reports as made before: "zoals toegezegd", "zegde toe", "gestand".

One look serves two readers: the promises (made earlier) and the statements that such a
promise is met. docs/reading-promises.md lists the cues.
"""

import re
from dataclasses import dataclass

from app.domain.reading import FulfilmentStatus, PromiseKind
from app.reading.clauses import Said
from app.reading.cues import load_cues
from app.reading.literals import needed
from app.reading.reservations import Reservation, find_end, find_reservation, is_put_off
from app.reading.subjects import SPEAKER, Subject, SubjectClass, find_first, find_last, find_subject

# Whoever promised must be of the government, and to the Chamber: some word has to say so.
_CONTEXT = re.compile(
    r"\b(?:kamer\w*|\w*debat|\w*overleg|ao|wgo|commissie\w*|lid|leden|fractie\w*|mijn|ik|wij|minister\w*|staatssecretaris\w*"
    r"|kabinet|regering|gedane?|toegezegde\s+(?:\w*gesprek|\w*overleg|evaluatie|\w*onderzoek|verkenning|\w*rapport|overzicht|bezoek|analyse|reactie)|conform\s+(?:eerdere\s+)?toezegging|gestand|afgedaan|hiermee|daarmee|hierbij|deze\s+brief|eerdere?|ambtsvoorganger|vragenuur|deze\s+toezegging(?:en)?|(?:die|deze|mijn)\s+belofte|brief|plenair\w*|mevrouw|heer|begrotingsbehandeling|u|uw"
    r"|(?:deze|de|die)\s+toezegging(?:en)?\s+(?:om\s[^.;]{3,100}?\s)?(?:is|zijn|werd|werden|wordt|worden|heb|heeft))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:informe\w+|geïnformeerd|treft\s+u|vindt\s+u|lijst|te\s+(?:melden|noemen|berichten|vermelden|rapporteren)|melden|meldt|inlicht\w*|in\s+te\s+lichten|uitsluitsel|\w*brief\w*|stuur\w*|sturen|toe\s*sturen|zend\w*|\w*rapport\w*|schriftelijk\w*|terugkom\w*|terug\s+(?:zal|zullen|zou|wil)\s+komen|meeneem|terug\s+te\s+komen"
    r"|ingaan|in\s+te\s+gaan|overzicht|reactie|delen|samenvatting|reage\w+|toelicht\w*|toekomen|analyse|informatie|bericht\w*|ga\s+ik"
    r"|op\s+papier|laten\s+weten|duidelijkheid|naar\s+(?:de|uw)\s+[Kk]amer|gestuurd|gezonden|toegezonden|antwoord\w*|beantwoord\w*|notitie|nota|ontvang\w*|krijg\w*|inzicht|verstrek\w*|cijfers|gegevens|terugkoppel\w*|laten\s+zien|voorleggen|aanbieden|aan\s+te\s+bieden)\b",
    re.IGNORECASE,
)
# Where it was promised, not what: "zoals toegezegd in mijn brief over de sluis".
_WRITTEN_IN = re.compile(
    r"\btoe(?:gezegd|zegging(?:en)?)\s+(?:in|bij|per|met|uit)\s+(?:mijn|de|een|onze|die|zijn|haar)\s+(?:\w+\s+){0,3}?\w*brief\b",
    re.IGNORECASE,
)
_PROMISED_VERB = re.compile(
    r"\b(?:heb|heeft|hebben|had|zegde|zegden|beloofde|beloofden|deed|deden|is|zijn|werd)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:heb|heeft|hebben|is|zijn|werd|werden|ben)\b(?![^;,]{0,80}\btoegezegd)[^;]{0,200}?"
    r"\b(?!toegezegd|gedaan\b|bereid\b|bekend\b|voornemens\b)(?:ge[a-zà-ÿ]{2,}(?:d|t|en)|\w+ge[a-zà-ÿ]{2,}(?:d|t|en)|laten\s+\w+en|doen\s+toekomen|\w*(?:zonden|informeerd|beantwoord|verwerkt|verzonden|voldaan|afgedaan|plaatsgevonden)|(?:be|ver|ont|her|onder|over|door|mis|voor|om)[a-zà-ÿ]{3,}(?:d|t|en))\b",
    re.IGNORECASE,
)
# After what was promised: "… en heb dat gedaan", "… en dat gesprek heeft plaatsgevonden".
_AND_DONE = re.compile(
    r",\s+(?:is|zijn|heb|heeft)\s+(?:\w+\s+)?(?:inmiddels|reeds|intussen|al)\b"
    r"|,\s+(?:hebt|heeft)\s+(?:u|uw\s+[Kk]amer|de\s+[Kk]amer)\b[^;]{0,80}?\bontvangen\b"
    r"|,\s+(?:heb\s+ik|is|zijn)\b[^;]{0,80}?\b(?:gestuurd|gezonden|toegezonden|toegestuurd|aangeboden|verschenen|gepubliceerd)\b|(?:\ben|;)\s+(?:(?:dit|dat|deze|die|daar\w*|hier\w*)\s+(?:\w+\s+){0,2}?)?(?:heb|heeft|hebben|is|zijn)\b"
)
_WITH_THAT = re.compile(r"\b[Dd]aarmee\s+(?:heb|hebben|is|zijn|doe|doen|voldoe)\b")
_MEETS_NOW = re.compile(r"\b[Dd]aarmee\s+(?:voldoe|voldoen|kom|komen|geef|geven)\s+(?:ik|wij)\b")
_AHEAD_OF = re.compile(r"\b(?:zal|zullen|wil|ga|gaan|kan|kunnen)\b", re.IGNORECASE)
_WORKED_ON = re.compile(
    r"\b(?:werk|werkt|werken|gewerkt|bezig|gestart|begonnen)\b.{0,40}\baan\b.{0,60}\btoezegging|\btoezegging.{0,160}\b(?:gewerkt|gestart|begonnen)\b",
    re.IGNORECASE,
)
_HAS_BEEN = re.compile(r"\b(?:ben|bent|heb|heeft|hebben|is|zijn|werd|werden)\b", re.IGNORECASE)
# How it is kept is told in a paper to come.
_TOLD_LATER = re.compile(
    r"\b(?:informeer|bericht|ontvangt|kom|rapporteer|stuur)\b.{0,80}\b(?:volgende(?!\s(?:alinea|paragraaf|tabel|punt))|later|nader|binnenkort|spoedig|separaat|terug)\b"
    r"|\b(?:volgende(?!\s(?:alinea|paragraaf|tabel|punt))|later|nader|binnenkort|spoedig|separaat)\b.{0,80}\b(?:informeer|bericht|ontvangt|kom|rapporteer|stuur)\b",
    re.IGNORECASE,
)
_JUST_DONE = re.compile(
    r"\b(?:inmiddels|ook|reeds|intussen)\s+(?:gedaan|gebeurd)\b|\b(?:dat|dit)\s+(?:heb|heeft|is)\b[^;,.]{0,60}\b(?:gedaan|gebeurd)\b",
    re.IGNORECASE,
)
# The title of a letter: "Reactie op het verzoek van …".
_TITLE = re.compile(r"^\W*(?:(?:onderwerp|betreft)\W+)?(?:kabinets)?reactie\s+$", re.IGNORECASE)
_TELLS_NOW = re.compile(
    r"\b(?:informeer|informeert|(?<!te\s)informeren|bericht|bied|biedt|bieden|stuur|sturen|zend|doe|treft|ontvangt|ga|gaat|kan\s+ik\s+u|deel|meld"
    r"|reageer|rapporteer|rapporteert|licht|kom|komt|geef|geeft|voldoe|voldoet|voldoen|doet|wordt\s+voldaan|vindt\s+u)\b",
    re.IGNORECASE,
)
_WILL_TELL = re.compile(r"\bzal\b[^;]{0,120}\b(?:ingaan|informeren)\b")
_AHEAD = re.compile(
    r"\b(?:zal|zullen|wil|willen|ga\s+ik\s+binnenkort|verwacht|nog)\b", re.IGNORECASE
)
# "Hiermee doe ik mijn toezegging gestand": only pointed to, not told what it was, when or to whom.
_BARE = re.compile(
    r"\A(?:(?!\btoegezegd|\btoezegg|\bzal\b).)*\b(?:mijn|deze|die|de|onze)\s+(?:toezegging(?:en)?|belofte)\b"
    r"(?!,?\s+(?:aan|om|over|van|die|dat|uit|in|tijdens|bij|inzake|gedaan|zoals|betreffende|waarin|waarbij|met\s+betrekking)\b)"
    r"(?:(?!\btoegezegd|\btoezegg|\bzal\b).){0,80}\Z",
    re.DOTALL | re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:bied|doe|stuur|zend)\s+ik\s+(?:u|uw\s+Kamer)\b|\b(?:ontvangt|treft|vindt)\s+u\b|\bu\s+(?:ontvangt|treft|vindt)\b",
    re.IGNORECASE,
)
# Of others, or only listed: "de sector doet haar toezeggingen gestand", "een overzicht van openstaande toezeggingen".
_NOT_KEPT = re.compile(
    r"\b(?:haar|hun|openstaande|lopende)\s+(?:moties\s+en\s+)?toezegging|\b(?:overzicht|lijst|tabel|stand)\s+(?:van|met)\s+(?:\w+\s+){0,4}toezeggingen",
    re.IGNORECASE,
)
# A promise that goes on is not met: "mijn toezegging blijft staan".
_STANDS = re.compile(
    r"\b(?:blijft|blijven|staat|staan)\s+(?:\w+\s+){0,3}?(?:staan|gelden|overeind|van\s+kracht|gehandhaafd)\b|\btoezegging(?:en)?\s+(?:\w+\s+){0,6}?(?:staat|geldt)\s+nog\b",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(r"\s+aan\s+(?:de|het)\s+")
_NAME = 24  # characters in which others are named
# Of promises at large, none of them told: "de stand van zaken van moties en toezeggingen".
_ANY = re.compile(
    r"\bmoties\b[^.;]{0,140}\btoezeggingen\b|\btoezeggingen\s+en\s+moties\b|\b(?:[Ww]aar|[Pp]er|[Ii]edere|[Ee]lke)\s+(?:een\s+)?toezegging\b"
    r"|\b(?:een\s+aantal|diverse|enkele|verschillende)\s+(?:\w+\s+)?toezeggingen\b(?![^.;]{0,80}\b(?:gestand|nagekomen|voldaan|afgedaan|invulling|uitvoering)\b)"
)
_BY_ME = re.compile(r"\bdoor (?:mij|ons)\b")
_PRONOUN = re.compile(r"(?:\A|[,;:]\s+|\bdat\s+)(?:hij|zij)\s+\Z", re.IGNORECASE)
_WHAT_I = re.compile(
    r"\b(?:[Ww]at|[Zz]oals)\s+(?P<who>ik|wij|we|het\s+kabinet|mijn\s+(?:ambts)?voorganger|de\s+(?:[Mm]inister|[Ss]taatssecretaris))\b[^;,]{0,160}\Z"
)
_STILL = re.compile(
    r"\b(?:zal|zullen|wil|ga|(?<!te )(?<!zou )(?<!zouden )gaan|kan\s+pas)\b", re.IGNORECASE
)
_UNDER_WAY = re.compile(
    r"\b(?:werk(?:t|en|te|ten)?\b|wordt\s+gewerkt|bezig|onderhanden|voorbereid\w*|in\s+gang|gestart|in\s+uitvoering|ter\s+hand|wil|(?<!het\s)(?<!een\s)(?<!dit\s)(?<!dat\s)(?<!van\s)onderzoek(?:t|en)?|vervullen)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:momenteel|op\s+dit\s+moment|thans)\b", re.IGNORECASE)
# It is still to be done, and takes longer: "heeft vertraging opgelopen".
_LATE = re.compile(
    r"\b(?:heeft|hebben|loopt|lopen|liep|ondervindt)\b[^;.]{0,60}?\bvertraging\b|\b(?:is|zijn|wordt|worden|werd)\s(?:\w+\s){0,4}?(?:vertraagd|uitgesteld)\b"
    r"|\b(?:meer|extra)\stijd\s(?:nodig|vergt|kost|vraagt|gevergd|gekost)\b|\b(?:vergt|kost|vraagt)\s(?:\w+\s){0,3}?(?:meer|extra)\stijd\b"
    r"|\bkan\b[^;.]{0,60}?\bniet\s(?:op\stijd|tijdig)\b|\bnog\sniet\s(?:klaar|gereed|af|afgerond|voltooid|kunnen\s(?:nakomen|voldoen|sturen))\b",
    re.IGNORECASE,
)
_TOLD_LATE = re.compile(  # "hierbij meld ik u dat de evaluatie is vertraagd": told hereby, not met
    r"\b(?:informeer|meld|bericht|deel|laat)\b[^;.]{0,100}?\bdat\b[^;.]{0,120}?\b(?:vertraagd|vertraging|uitgesteld|meer\stijd|niet\s(?:tijdig|op\stijd)|nog\sniet)\b",
    re.IGNORECASE,
)
# "… is nog onderhanden", and what follows it.
_IN_HAND = re.compile(
    r"\b(?:is|zijn)\s(?:\w+\s){0,2}?(?:onderhanden|gaande|in\s(?:behandeling|voorbereiding|uitvoering|de\smaak|(?:volle\s)?gang|ontwikkeling|bewerking))(?=\s*(?:[.,;:]|$|en\b|maar\b))"
    r"|\bwordt\s(?:er\s)?(?:\w+\s){0,2}?gewerkt(?=\s*(?:[.,;:]|$|en\b|maar\b))",
    re.IGNORECASE,
)
_IS_WORKED_ON = re.compile(r"\bwordt\s+(?:\w+\s+){0,3}?gewerkt\b")
_GOES_ON = re.compile(
    r"\b(?:onderweg|in\s+volle\s+gang|gaande|vordert|vorderen|in\s+de\s+maak)\b", re.IGNORECASE
)
_PARTLY = re.compile(
    r"\b(?:deels|gedeeltelijk|ten\s+dele|voor\s+een\s+deel|een\s+(?:groot\s+)?deel\s+van\s+(?:mijn|de|deze)\s+toezegging|eerste\s+(?:stap|deel|reactie)|vooruitlopend|gedeelte)\b",
    re.IGNORECASE,
)
_NEEDS = needed(
    "toe|gestand|beloof|belofte|vooruitzicht|kreeg|afgesproken|afspra|aangekondigd|aangegeven|gemeld|zou|te |dat ik|dat er een"
)
_TOEZEGGING = needed("toezegging")
# What is met by these is no promise of its own: an agreement, or that something was said.
NO_PROMISE = ("agreed", "indicated", "named")
_HEREBY = ("promised_thing", "announced", "agreed", "indicated")
_KEPT = ("kept", "my_promise")
_OWED = ("kept", "my_promise", "promised_thing", "named")  # what is named is still to be done
_LEFT = {
    Reservation.PARTLY: FulfilmentStatus.PARTLY,
    Reservation.UNDER_WAY: FulfilmentStatus.UNDER_WAY,
}
_NOT_GOVERNMENT = (SubjectClass.STATE, SubjectClass.AGENCY)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier promise in a sentence; `status` None when nothing says that it is met.

    `at` and `end` are where the cue stands, `after` where what was promised begins.
    """

    at: int
    end: int
    kind: PromiseKind
    cue: str
    subject: Subject | None
    status: FulfilmentStatus | None


def find_earlier(said: Said) -> Earlier | None:
    """Find the earlier promise that a sentence reports; None without one.

    A sentence reports one at most. Whoever promised must be of the government.
    """
    held = said.held
    if _NEEDS.isdisjoint(held) or (not _TOEZEGGING.isdisjoint(held) and _ANY.search(said.text)):
        return None
    for key, cue in load_cues("earlier").items():
        match = None if cue.needs.isdisjoint(held) else cue.look(said.lower, held)
        if match is None:
            continue
        if key == "promised" and (said.has("not", 0, match.end()) or _to_third(said, match)):
            return None
        given = key == "promised_thing" and (
            _gives(said) or _is_done(said, match) or _LATE.search(said.text) is not None
        )
        if key in _HEREBY and not (said.has("here") or given):
            return None
        subject, refused = _promiser(said, match)
        if refused or _CONTEXT.search(said.text) is None:
            return None
        told = _TOLD.search(_WRITTEN_IN.sub(" ", said.text))
        kind = PromiseKind.INFORM if told else PromiseKind.ACT
        return Earlier(match.start(), match.end(), kind, key, subject, _status(said, match, key))
    return None


def _to_third(said: Said, match: re.Match[str]) -> bool:
    """Say whether it was promised to others: "zegde ik al geld toe aan de provincie"."""
    to = _TO_WHOM.match(said.text, match.end())
    return to is not None and said.find("others", to.end(), to.end() + _NAME) is not None


def _gives(said: Said) -> bool:
    """Say whether a sentence gives now what it names: "bied ik u de toegezegde visie aan"."""
    return _OFFERS.search(said.text) is not None and not (
        _AHEAD.search(said.text) or any(term.latest is not None for term in said.terms)
    )


def _is_done(said: Said, match: re.Match[str]) -> bool:
    """Say whether a sentence tells that what it names was done: "de toegezegde meting is in mei uitgevoerd"."""
    if said.has("not") or _AHEAD.search(said.text) is not None:
        return False
    return _DONE.search(said.text, match.end()) is not None


def is_bare(said: Said) -> bool:
    """Say whether a sentence names a promise only as told just before: "aan mijn toezegging."."""
    return _BARE.search(said.text) is not None


def _promiser(said: Said, match: re.Match[str]) -> tuple[Subject | None, bool]:
    """Find who promised, and whether that is somebody who does not answer to the Chamber."""
    for of in re.finditer(r"toezegging(?:en)?\s+(?:van|door)\s+", said.text, re.IGNORECASE):
        named = find_first(said.text[of.end() : of.end() + 120])
        if named is not None and named.start == 0:
            return named, False
    if _BY_ME.search(match[0]) is not None:  # "de eveneens door mij toegezegde evaluatie"
        return SPEAKER, False
    if (
        re.match(
            r"(?:toezegging|zegde|zegden|beloofde|deed|deden|heb|heeft|hebben|had)",
            match[0],
            re.IGNORECASE,
        )
        is None
    ):
        return find_first(said.text), False
    verb = _PROMISED_VERB.match(match[0])
    if verb is None:
        return find_first(said.text), False
    subject = find_subject(said.text, match.start(), match.start() + verb.end())
    if subject is None and re.search(
        r"^\s+(?:hij|zij)\b|\b(?:hij|zij)\s+$", said.text[match.start() + verb.end() :][:8]
    ):
        return find_first(said.text[: match.start()]), False
    if subject is None and (told := _WHAT_I.search(said.text, 0, match.start())) is not None:
        return find_first(told["who"]), False  # "wat ik wel heb toegezegd, is een verkenning"
    if subject is None and _PRONOUN.search(said.text[: match.start()]) is not None:
        named = find_last(said.before)
        return named, named is None or named.kind not in (
            SubjectClass.MINISTER,
            SubjectClass.CABINET,
        )
    if subject is None:
        shared = (
            find_first(said.text[: match.start()])
            if re.search(r"\ben\b", said.text[: match.start()])
            else None
        )
        return shared, shared is None
    to_chamber = said.has("chamber")
    return subject, subject.kind in _NOT_GOVERNMENT and not to_chamber


def _status(said: Said, match: re.Match[str], key: str) -> FulfilmentStatus | None:
    """Read what a sentence says has come of the promise."""
    if key in ("promised", "said_to_tell") and not _says_more(said, match):
        return None
    if _STANDS.search(said.text) is not None or _NOT_KEPT.search(said.text) is not None:
        return None
    here = said.has("here") and _TOLD_LATE.search(said.text) is None
    late = key in _OWED and not here and _LATE.search(said.text) is not None
    if late or (key == "promised" and not here and _is_in_hand(said, match)):
        return FulfilmentStatus.UNDER_WAY
    return _progress(said, match, key)


def _progress(said: Said, match: re.Match[str], key: str) -> FulfilmentStatus | None:
    """Read how far a promise has come that is neither only told nor late."""
    limit = _limit(said, match, key)
    if limit is Reservation.DENIED or (limit is Reservation.AHEAD and key in _KEPT):
        return None
    if key != "kept" and is_put_off(said.text):
        return None
    if key == "named":
        return _named(said)
    if key in _KEPT and limit in _LEFT:
        return _LEFT[limit]
    if key == "kept" and limit is None and match[0].endswith(("in uitvoering", "in behandeling")):
        return FulfilmentStatus.UNDER_WAY
    if key == "kept" and not _PARTLY.search(said.text):
        return _kept(said)
    status = find_status(said, match)
    denied = said.has("not", match.end())
    if status is None and key == "as_promised" and not denied and not _AHEAD.search(said.text):
        return None if said.terms else FulfilmentStatus.UNDER_WAY
    return status


def _named(said: Said) -> FulfilmentStatus | None:
    """Read what a letter says of a promise that it only names: that it is met herewith, or under way."""
    if said.spoken or _AHEAD_OF.search(said.text):
        return None
    if said.has("here"):
        return FulfilmentStatus.MET
    working = _NOW.search(said.text) or _WORKED_ON.search(said.text)
    return FulfilmentStatus.UNDER_WAY if working else None


def _kept(said: Said) -> FulfilmentStatus | None:
    """Read a promise that is said to be kept: met, unless that is still to come, or is going on."""
    if said.has("here"):
        return FulfilmentStatus.MET
    if _STILL.search(said.text) or _TOLD_LATER.search(said.text):
        return None
    if _NOW.search(said.text) or _GOES_ON.search(said.text):
        return FulfilmentStatus.UNDER_WAY
    # A day without a year, with what has been done, is past: "ben nagekomen door op 3 mei …".
    ahead = any(term.latest is not None for term in said.terms)
    return None if ahead and _HAS_BEEN.search(said.text) is None else FulfilmentStatus.MET


def _limit(said: Said, match: re.Match[str], key: str) -> Reservation | None:
    """Say what limits that the promise is kept; of one only named, the whole sentence tells it."""
    end = len(said.text) if key == "my_promise" else find_end(said.text, match.end())
    return find_reservation(said.text, match.start(), end)


def find_status(said: Said, match: re.Match[str]) -> FulfilmentStatus | None:
    """Read what a sentence says has come of the promise or request that `match` names.

    None when it only says what is still to come.
    """
    if _PARTLY.search(said.text):
        return FulfilmentStatus.PARTLY
    if said.has("here") or _MEETS_NOW.search(said.text) is not None:
        return FulfilmentStatus.MET
    if _IN_HAND.search(said.text, match.end()) is not None:
        return FulfilmentStatus.UNDER_WAY
    # The meeting of the promise itself is no term, whatever its day: "tijdens het debat van 3 mei".
    dated = any(term.latest is not None and term.rule != "meeting" for term in said.terms)
    if _AHEAD.search(said.text) and dated:
        return None
    return _tell_status(said, match, dated=dated)


def _tell_status(said: Said, match: re.Match[str], *, dated: bool) -> FulfilmentStatus | None:
    """Read by the verbs around the naming what has come of it; `dated` says that a day to come is named."""
    rest = said.text[: match.start()] + " | " + said.text[match.end() :]
    if _NOW.search(rest) or _IS_WORKED_ON.search(rest):
        return FulfilmentStatus.UNDER_WAY
    done = _DONE.search(rest)
    if done is not None and load_cues("promises")["not"].search(done[0]):
        return FulfilmentStatus.MET if _TELLS_NOW.search(rest[: done.start()]) else None
    titled = _TITLE.search(said.text[: match.start()])
    if done is not None or titled or _JUST_DONE.search(rest):
        return FulfilmentStatus.MET
    if _UNDER_WAY.search(rest):
        return FulfilmentStatus.UNDER_WAY
    if dated:
        return None
    if _TELLS_NOW.search(rest) or _WILL_TELL.search(rest):
        return FulfilmentStatus.MET
    return None


def _is_in_hand(said: Said, match: re.Match[str]) -> bool:
    """Say whether a sentence tells, after what was promised, that it is being done or takes longer."""
    after = said.text[match.end() :]
    return _IN_HAND.search(after) is not None or _LATE.search(after) is not None


def _says_more(said: Said, match: re.Match[str]) -> bool:
    """Say whether a sentence with "heb toegezegd" also says what has come of it."""
    rest = said.text[: match.start()] + " " + said.text[match.end() :]
    return (
        said.has("here")
        or _AND_DONE.search(rest) is not None
        or _WITH_THAT.search(said.text) is not None
        or _is_in_hand(said, match)
    )
