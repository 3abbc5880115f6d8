"""What is promised: to tell the Chamber something, or an act.

Telling can be said with a light verb ("een toelichting geven"), by writing into a paper to
come ("in de voortgangsbrief betrekken"), or after an act ("nagaan en de Kamer informeren").
"""

import re
from dataclasses import replace

from app.domain.reading import PromiseKind
from app.reading.clauses import Head, Said, clause_end, find_head
from app.reading.verbs import Verb, VerbClass

TELLING = (VerbClass.INFORM, VerbClass.ANSWER)
# With these the light verbs tell: "een toelichting geven", "inzicht bieden".
_TELLING_LIGHT = ("geven", "doen", "bieden", "verschaffen", "verstrekken")
_TOLD = re.compile(
    r"\b(?:reactie|antwoord|toelichting|terugkoppeling|overzicht|inzicht|duidelijkheid|opheldering|uitsluitsel|update|appreciatie"
    r"|duiding|onderbouwing|verslag|informatie|uitleg|inkijk|doorkijk)\b(?!\s+aan\s+(?!uw|de\s+kamer))",
    re.IGNORECASE,
)
# What is done in a paper to come is told in it: "in de voortgangsbrief betrekken".
_WRITING = (
    *("uitwerken", "opnemen", "meenemen", "betrekken", "verwerken", "adresseren", "toevoegen"),
    *("meewegen", "schetsen", "beschrijven", "aangeven", "uiteenzetten", "opmerken", "stilstaan"),
    *(
        "benoemen",
        "noemen",
        "opschrijven",
        "vermelden",
        "weergeven",
        "behandelen",
        "neerleggen",
        "verwoorden",
    ),
)
_INSIDE = re.compile(
    r"\b(?:in|bij|aan|via|met)\s+(?:de|het|die|dat|een|mijn|onze|deze|dezelfde)\s+(?:(?!van\b)[\w-]+\s+){0,3}?$"
)
_BILL = re.compile(
    r"\bmet\s+(?:een|het|de)\s+(?:\w+\s+){0,2}?\w*(?:wetsvoorstel|begroting|wet)\b", re.IGNORECASE
)
_LOOKED_AT = ("bezien", "bekijken", "kijken", "overwegen", "wegen", "volgen", "monitoren")
# Work of the government to come, into which a point is taken: "bij de evaluatie betrekken".
_CARRIED = ("meenemen", "betrekken", "opnemen", "verwerken", "meewegen", "adresseren", "toevoegen")
_AND = re.compile(r"\ben\s+")
# To somebody else than the Chamber: "aan de Raad van State voorleggen".
_RECIPIENT = re.compile(
    r"\b(?:ik|wij|we|kabinet|zal|zullen)\s+(?:(?:de|het|alle|betrokken|deze|beide)\s+){0,3}(?:gemeenten|provincies|waterschappen|sector|colleges|besturen|bedrijven|burgemeesters?|commissaris|Commissie|Europese\s+Commissie)\s|"
    r"\b(?:aan|bij|naar)\s+(?:de|het|alle|een)\s+(?:(?:Afdeling|Raad|Europese|Commissie|gemeente|provincie|sector|NVWA|ILT|IGJ|Autoriteit)\w*)",
    re.IGNORECASE,
)
_THEREIN = re.compile(
    r"\A\W*(?:Daarin|Daarbij|Hierin|Hierbij|Bij\s+die\s+gelegenheid|In\s+(?:die|dezelfde)\s+\w*brief)\b|\A(?!Wanneer|Als|Indien|Zodra|Mocht)[^,;]{0,45}\bdaarin\b"
    r"|\A[^,;]{0,45}\b[Dd]aar\b(?=[^,;.]{0,60}\bin\s+(?:mee|op|ingaan|meenemen|opnemen|beantwoord\w*|opgenomen|meegenomen|behandeld|toegelicht)\b)"
)
_IN_THAT_PAPER = re.compile(
    r"\A\W*In\s+(?:die|dezelfde)\s+(?:\w*brief|\w*nota|\w*rapportage|\w*reactie)\b"
)
_TAKES_YOU = re.compile(r"\b(?:uw|de)\s+Kamer\s+(?:\w+\s+){0,4}?meenemen\b", re.IGNORECASE)
_IN_MY_ANSWER = re.compile(r"\bin\s+mijn\s+(?:\w+\s+)?(?:reactie|verslag|antwoorden)\b")
# What is made reaches the Chamber: "een feitenrelaas opstellen, dat u in mei bereikt".
_YOU = r"(?:u|uw\s+kamer|de\s+kamer)"
_WHICH_YOU_GET = re.compile(
    rf",\s+(?:die|dat|welke|wat)\s+{_YOU}\s[^,;.]{{0,80}}?\b(?:bereikt|bereiken|ontvangt|krijgt|toegaat)\b"
    rf"|,\s+(?:die|dat|welke|waarvan|waarover|wat)\s+ik\s[^,;.]{{0,60}}?\b{_YOU}\s[^,;.]{{0,60}}?\b(?:zal|zullen|(?:toe)?(?:zend|stuur)|informeer|bericht|aanbied|deel|toekomen)\b"
)
_REACHES = re.compile(r"\b(?:zal|zullen)\s+u\b|\bu\s[^,;.]{0,60}\b(?:bereikt|bereiken)\b")
_SENT_ON = ("nazenden", "nasturen", "toezenden", "toesturen", "doen toekomen")
# To lay a bill before the Chamber is to act, though the Chamber receives it.
_BILLS = re.compile(
    r"\b(?:(?:concept-?|ontwerp-?)?(?:wetsvoorstel(?:len)?|voorstel(?:len)?\s+van\s+wet)|nota(?:'s)?\s+van\s+wijziging|ontwerp-?(?:besluit|amvb|regeling|verordening)"
    r"|ontwerp\s+van\s+(?:de|het|een)\s+(?:[\w-]+\s+){0,3}?(?:regeling|besluit|maatregel\s+van\s+bestuur)|wijziging\s+van\s+(?:de|het)\s+\w*(?:wet|besluit|regeling)\b|wetswijziging)\b",
    re.IGNORECASE,
)
_ABOUT_BILLS = re.compile(
    r"\b(?:over|van|bij|op|naar|aan|voor|inzake|omtrent|rond|met|in|door|tot|als)\s+(?:(?:het|de|een|dit|deze|dat|die)\s+)?(?:[\w-]+\s+){0,2}\Z",
    re.IGNORECASE,
)
_TELLS_OF = re.compile(
    r"\b(?:informeer\w*|informeren|geïnformeerd|bericht\w*|berichten|rapporteer\w*|terug|schrijf|reactie|\w*brief|ingaan|ga\s+ik|in\s+op)\b",
    re.IGNORECASE,
)
_LAID_BEFORE = re.compile(
    r"\b(?:voorgelegd|voor\s+te\s+leggen|leg\b|voorleggen|voorhang\w*|voorgehangen|voor\s+te\s+hangen|ingediend|in\s+te\s+dienen|indien(?:en|ing)|dien(?:t|en)?\b[^;.]*\bin\b"
    r"|bereik(?:t|en)|gaat|gaan|ligt|zend(?:en)?|gezonden|gestuurd|stuur|sturen|aangeboden|aan\s+te\s+bieden|aanbieden|bied|overgelegd|toegezonden|ontvangt|ontvangen|komt|kennis)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:zal|zullen|ga|gaan|kom|komen|ik|wij|we)\b")


def kind_of(said: Said, head: Head | Verb) -> PromiseKind:
    """To tell is information, when it is the Chamber that is told; all else is an act."""
    if head.kind is VerbClass.ANSWER:
        return PromiseKind.INFORM
    named = said.has("paper") or said.has("product") or "schriftelijk" in said.lower
    named = named and _RECIPIENT.search(said.text) is None
    if head.kind is VerbClass.INFORM and (named or said.has("chamber")):
        return PromiseKind.INFORM
    if isinstance(head, Head) and also_tells(said, head):
        return PromiseKind.INFORM
    if isinstance(head, Head) and is_written(said, head):
        return PromiseKind.INFORM
    verb = head.verb if isinstance(head, Head) else head.infinitive
    if verb in ("presenteren", "bereiken") and (said.has("chamber") or _REACHES.search(said.text)):
        return PromiseKind.INFORM
    if verb in _SENT_ON and not said.spoken and _RECIPIENT.search(said.text) is None:
        return PromiseKind.INFORM
    if "meenemen" in said.lower and _TAKES_YOU.search(said.text) is not None:
        return PromiseKind.INFORM
    after = head.end if isinstance(head, Head) else 0
    if _WHICH_YOU_GET.search(said.lower, after) is not None:
        return PromiseKind.INFORM
    return PromiseKind.ACT


def lays_bill(words: str) -> bool:
    """Say whether a clause lays a bill, or another draft of law, before the Chamber, and tells not of it."""
    bill = next(
        (one for one in _BILLS.finditer(words) if not _ABOUT_BILLS.search(words, 0, one.start())),
        None,
    )
    if bill is None or _TELLS_OF.search(words) is not None:
        return False
    return _LAID_BEFORE.search(words) is not None


def also_tells(said: Said, head: Head) -> bool:
    """Say whether an act goes on in telling the Chamber: "zal dit nagaan en uw Kamer informeren".

    What is only looked at counts as well when the Chamber is told: "zal bezien of … en u informeren".
    """
    joint = _AND.search(said.text, head.end, clause_end(said.text, head.end))
    if joint is None or (head.kind is VerbClass.EFFORT and head.verb not in _LOOKED_AT):
        return False
    told = find_head(said.text, joint.end())
    if told is None or told.kind not in TELLING or not said.has("chamber", joint.end()):
        return False
    return _AGAIN.search(said.text, joint.end(), told.start) is None


def is_written(said: Said, head: Head) -> bool:
    """Say whether a verb is what is done in a paper to come: "in de voortgangsbrief betrekken"."""
    if head.verb == "komen":
        return (said.has("paper") or said.has("product")) and _BILL.search(said.text) is None
    if head.verb not in _WRITING or said.has("here") or said.has("annexed"):
        return False
    if _IN_THAT_PAPER.search(said.text) is not None:
        return True
    if _THEREIN.search(said.text) is not None:
        return said.before_has("paper") or said.before_has("product")
    paper = said.find("paper")
    into = paper is not None and _INSIDE.search(
        said.lower[max(0, paper.start() - 60) : paper.start()]
    )
    return bool(into) or _IN_MY_ANSWER.search(said.lower) is not None


def is_carried(said: Said, head: Head) -> bool:
    """Say whether a verb takes a point into work to come: "bij de evaluatie van de wet betrekken"."""
    if head.verb not in _CARRIED or said.has("here") or said.has("annexed"):
        return False
    if _THEREIN.search(said.text) is not None and said.before_has("vehicle"):
        return True
    work = said.find("vehicle")
    into = work is not None and _INSIDE.search(said.lower[max(0, work.start() - 60) : work.start()])
    return bool(into)


def is_therein(said: Said) -> bool:
    """Say whether a sentence begins with a paper to come: "In die brief", "Daarin" after naming one."""
    if _IN_THAT_PAPER.search(said.text) is not None:
        return True
    named = said.before_has("paper") or said.before_has("product")
    return named and _THEREIN.search(said.text) is not None


def as_told(said: Said, head: Head, start: int) -> Head:
    """Take "een toelichting geven" as telling; `start` is where its clause begins."""
    if head.verb not in _TELLING_LIGHT or head.passive:
        return head
    told = _TOLD.search(said.text, start, head.start)
    return replace(head, kind=VerbClass.ANSWER) if told is not None else head
