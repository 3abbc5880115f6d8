"""What a paper prints about itself: kind, date, number, who wrote it and to whom.

It is read from the head, the signature and the page feet; nothing is guessed. Source:
docs/reading.md, "Metadata".
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.papers import Metadata, PaperKind, Signatory
from app.domain.text import CleanText, CutKind, Zone
from app.reading.blocks import DATE
from app.reading.dates import find_bounds, read_day
from app.reading.decision_rows import is_decision_list
from app.reading.people import (
    find_signature_within,
    read_answerers,
    read_answering_offices,
    read_heading_offices,
    read_members,
    read_signatures,
    write_name,
)
from app.reading.signs import without_signs

_HEAD_BLOCKS = 14
_PLACE = r"(?P<place>Den\sHaag|[’'‘]?s-Gravenhage|Amsterdam|Rotterdam|Utrecht|Brussel)"
_DATELINE = re.compile(rf"(?:.{{0,40}}\s)?{_PLACE}\s?,\s(?P<day>{DATE})\.?")
_DATED = re.compile(
    rf"(?:Datum|Vastgesteld(?:\sd\.d\.|\sop)?|Voorgesteld(?:\s\w+){{0,5}}?(?:\sop|\svan)?|Ontvangen)\s?:?\s(?P<day>{DATE})"
)
_ADOPTED = re.compile(rf"\bVastgesteld\s(?:d\.d\.\s|op\s)?(?P<day>{DATE})")  # behind the title
_RECEIVED = re.compile(rf"\((?:[Oo]ntvangen|[Ii]ngezonden)\s(?P<day>{DATE})\)")
_ANSWERED = re.compile(
    r"(?:Nader\s)?(?:Antwoord(?:en)?|Mededeling)\svan\s(?:de\s)?(?:[Mm]inister|[Ss]taatssecretaris)\b"
)
_ASKED = re.compile(
    r"(?:Mondelinge\s|Nadere\s)?[Vv]ragen\svan\s(?P<many>het\slid|de\sleden)\s(?P<members>.+?)\saan\s(?:de\s)?(?P<to>.+?)"
    r"(?=,?\s(?:over|inzake|betreffende|naar\saanleiding|bij\safwezigheid)\b|\s\(ingezonden|$)"
    r"(?:.*?\s(?:over|inzake|betreffende)\s(?P<title>.+?)(?=\s?\(ingezonden|$))?"
)
_NUMBER = re.compile(
    r"(?:Nr\.\s(?P<nr>\d{1,4}|[A-Z]{1,3})\b.*|(?:AH\s)?(?P<ah>\d{1,4})(?:\s\d{4}Z\s?\d{5})?)"
)
# Papers of the Eerste Kamer have letters: "F  BRIEF VAN DE MINISTER".
_LETTERED = re.compile(
    r"(?:^|\s)(?P<nr>[A-Z]{1,2})\s+(?=(?:BRIEF|VERSLAG|MOTIE|NOTA|MEMORIE|NADERE?|VOORLOPIG|GEWIJZIGD)\b)"
)
# The letterhead of a letter as it was sent: the publisher had yet to number it.
_SENT = re.compile(r"(?:>\s?)?Retouradres\b")
_CASE = re.compile(r"(?P<case>\d{4}Z)\s?(?P<rest>\d{5})$")
_DOSSIER = re.compile(
    r"(?P<dossier>\d\d\s?\d{3})(?:\s?\(R\s?\d+\))?(?:\s?[-–]?\s?(?P<suffix>\d\d|[IVX]{1,5}|[A-Z])(?=\s))?\s(?P<title>(?!Nr\.|[IVXLC]+$)[A-Z].{2,560})"
)
# A motion as a member hands it in: "36410-V-70" on a line of its own.
_OWN_PAPER = re.compile(
    r"(?P<dossier>\d{5}(?:-(?:\d\d(?=-\d)|[IVX]{1,5}[AB]?(?=-)|[A-Z](?=-)))?)-(?P<number>\d{1,4})"
)
_DAY_ALONE = re.compile(DATE)
_FIRST_BLOCKS = 3
_FOOT_PAPER = re.compile(
    r"kst-(?P<dossier>\d{5}(?:-(?:\d\d(?=-\d)|[IVX]+(?=-)|[A-Z](?=-)))?)-(?P<number>\d+|[A-Z]{1,3})\b|ah-tk-\d{8}-(?P<ah>\d+)|kv-tk-(?P<kv>\d{4}Z\d{5})"
)
_FOOT_PLACE = re.compile(r"(?P<place>[’'‘]?s-Gravenhage),?\s\d{4}")
_LABEL = re.compile(r"(?:Datum|Betreft|Onderwerp)\s?:?")
# In the side column of a letter.
_MARGIN_DAY = re.compile(rf"^Datum\s*:?\s+(?P<day>{DATE})$", re.MULTILINE)
_MEETING = re.compile(
    rf"(?:heeft|hebben)\sop\s(?:\w+dag\s)?(?P<day>{DATE})\s.{{0,80}}\b(?:gevoerd|gehouden|gehoord)|(?:[Vv]ergadering\svan|[Hh]et\sis\s(?:vandaag\s)?)\s?(?:\w+dag\s)?(?P<sitting>{DATE})"
    rf"|\b\d{{1,3}}e\svergadering,?\s+(?:\w+dag\s+)?(?P<plenary>{DATE})"
)
# The running head of the Handelingen: "8 februari 2024", "TK 40".
_SITTING = re.compile(
    rf"(?P<day>{DATE})\s+(?:(?:Tweede|Eerste)\sKamer\b[^\n]*\s)?[TE]K\s\d{{1,3}}\b"
)
_CHAMBER_NUMBER = re.compile(r"(?:Tweede|Eerste)\sKamer\sder\sStaten-Generaal\d?")
_MOVERS = re.compile(
    r"MOTIE\sVAN\s(?:HET\sLID|DE\sLEDEN)\s(?P<names>[A-ZÀ-Þ][A-ZÀ-Þ’'‘ ,.–-]{1,200}?)(?=\s[A-ZÀ-Þ][a-z]|\sC\.S\.|\sTER\sVERVANGING\s|$)"
)
_MOVER = re.compile(r"[^\W\d_][^\W\d_’]*(?:[’' -]{1,2}[^\W\d_]+)*")
# Under the list of a committee's decisions.
_CLERK = re.compile(r"^[ \t]*Griffier\s?:[ \t]+(?P<name>\S[^\n:]{1,60}?)[ \t]*$", re.MULTILINE)
_LONGEST_NAME = 42
# In a text that a tokeniser spread, movers stand beside each other: surnames without particles.
_SPREAD = re.compile(r"\w\s,\s\w")
_PLAIN_NAMES = re.compile(r"[A-ZÀ-Ý][\wà-ÿ’]+(?:\s[A-ZÀ-Ý][\wà-ÿ’]+)+")
_DICTUM = re.compile(r"gaat\sover\stot\sde\sorde\svan\sde\sdag\s?[.,]\s*")
_ADDRESS = re.compile(
    r"Aan\sde\s(?P<to>[Vv]oorzitter\svan\sde\s(?:Tweede|Eerste)\sKamer(?:\sder\sStaten-Generaal)?)"
)
_SUBJECT = re.compile(r"(?:Betreft|Onderwerp)\s?:?\s(?P<title>.{4,300})")
_MOTION = re.compile(
    r"(?:(?:NADER\s)?GEWIJZIGDE\s)?MOTIE\sVAN\s|De\sKamer,?\s(?:,\s)?gehoord\sde\sberaadslaging"
)
_CONSULTATION = re.compile(
    r"VERSLAG\sVAN\sEEN\s(?:NADER\s)?SCHRIFTELIJK\sOVERLEG|Verslag\svan\seen\s(?:nader\s)?schriftelijk\soverleg"
)
_DEBATE = re.compile(
    r"VERSLAG\sVAN\sEEN\s\w*(?:DEBAT|OVERLEG|GESPREK)|Verslag\svan\seen\s\w*(?:debat|overleg|gesprek)\b|(?:LIJST\sVAN\s)?STENOGRAFISCH\s",
    re.IGNORECASE,
)
_LETTER = re.compile(r"BRIEF\sVAN\s|Aan\sde\s[Vv]oorzitter|Geachte\s")


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper as its own head, signature and page feet show it."""

    head: tuple[str, ...]
    signature: tuple[str, ...]
    feet: str
    zones: frozenset[Zone]
    source: str
    opening: str  # the first blocks, whatever they are
    consulted: bool  # groups of members ask, the government answers

    def first(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Give the first block of the head that a pattern fits from its beginning."""
        return next(filter(None, (pattern.match(block) for block in self.head)), None)


def read_metadata(text: CleanText) -> Metadata:
    """Read what a paper prints about itself; what it does not print stays None.

    An undated paper gets the bounds that its own text gives.
    """
    paper = _look(text)
    asked, answered = _find_asked(paper), paper.first(_ANSWERED)
    day = _find_day(paper)
    signatories = _find_signatories(paper, asked, answered, day)
    dossier, number = _find_number(paper)
    bounds = (None, None) if day else find_bounds(text.text)
    return Metadata(
        kind=_find_kind(paper, asked or answered),
        date=day,
        not_before=bounds[0],
        not_after=bounds[1],
        place=_find_place(paper),
        dossier=dossier,
        number=number,
        title=_find_title(paper, asked),
        addressee=_find_addressee(paper, asked if answered is None else None),
        from_functions=_find_functions(paper, signatories, asked if answered is None else None),
        signatories=signatories,
    )


def _look(text: CleanText) -> _Paper:
    """Gather the parts of a paper that speak of itself."""
    head: list[str] = []
    signature: list[str] = []
    for index, block in enumerate(text.blocks):
        words = block.span.of(text.text)
        if block.zone is Zone.HEAD or (index < _HEAD_BLOCKS and block.zone is Zone.BODY):
            if head and _LABEL.fullmatch(head[-1]):  # "Datum" above its day
                head[-1] = f"{head[-1]} {words[:600]}"
            else:
                head.append(words[:600])
        if block.zone is Zone.SIGNATURE:
            signature.append(words)
    cuts = (cut.span.of(text.source) for cut in text.cuts if cut.kind is CutKind.FOOT)
    feet = without_signs("\n".join(cuts))
    opening = text.text[: text.blocks[:_HEAD_BLOCKS][-1].span.end] if text.blocks else ""
    consulted = any(b.zone is Zone.QUESTION and b.speaker != "leden" for b in text.blocks)
    zones = frozenset(block.zone for block in text.blocks)
    return _Paper(
        tuple(head), tuple(signature), feet[:20_000], zones, text.source, opening, consulted
    )


def _find_asked(paper: _Paper) -> re.Match[str] | None:
    """Find the line that says who asks what of whom."""
    return paper.first(_ASKED)


def _find_kind(paper: _Paper, questions: re.Match[str] | None) -> PaperKind:
    """Say what sort of paper it is."""
    head = "\n".join(paper.head)
    if _CONSULTATION.search(head) or paper.consulted:
        return PaperKind.WRITTEN_CONSULTATION
    if paper.first(_MOTION):
        return PaperKind.MOTION
    if Zone.SPEECH in paper.zones or any(_DEBATE.match(block) for block in paper.head):
        return PaperKind.DEBATE
    if questions is not None and Zone.SIGNATURE not in paper.zones:
        return PaperKind.OTHER
    if _LETTER.search(head) or Zone.SIGNATURE in paper.zones:
        return PaperKind.LETTER
    return PaperKind.OTHER


def _find_day(paper: _Paper) -> date | None:
    """Find the day of the paper: received, else asked, else its line of place and date."""
    received = [block for block in paper.head if _ANSWERED.match(block)] or list(paper.head)
    for block in received:
        match = _RECEIVED.search(block)
        if match:
            return read_day(match["day"])
    for pattern in (_DATELINE, _DATED):
        match = paper.first(pattern)
        if match:
            return read_day(match["day"])
    adopted = next(filter(None, map(_ADOPTED.search, paper.head)), None)
    if adopted is not None:
        return read_day(adopted["day"])
    alone = [block for block in paper.head[:_FIRST_BLOCKS] if _DAY_ALONE.fullmatch(block)]
    if alone:
        return read_day(alone[0])
    beside = _MARGIN_DAY.search(paper.feet)
    if beside is not None:
        return read_day(beside["day"])
    if Zone.SPEECH not in paper.zones:
        return None
    meeting = _MEETING.search(paper.opening)
    if meeting is not None:
        return read_day(meeting["day"] or meeting["sitting"] or meeting["plenary"])
    sitting = _SITTING.search(paper.feet)
    return read_day(sitting["day"]) if sitting else None


def _find_place(paper: _Paper) -> str | None:
    """Find the place, in the line of the date or in a page foot."""
    match = paper.first(_DATELINE) or _FOOT_PLACE.search(paper.feet)
    return match["place"] if match else None


def _find_number(paper: _Paper) -> tuple[str | None, str | None]:
    """Find dossier and number: as printed in the head, else in the page feet."""
    dossier = next(filter(None, map(_read_dossier, paper.head)), None)
    numbers = [
        match
        for before, block in pairwise(("", *paper.head))
        if (match := _NUMBER.fullmatch(block)) and not _CHAMBER_NUMBER.fullmatch(before)
    ]
    number = next((m["nr"] for m in numbers if m["nr"]), None)
    if not any(map(_SENT.match, paper.head)) and Zone.SPEECH not in paper.zones:
        number = number or next((m["ah"] for m in numbers), None)
    if number is None and any("Eerste Kamer der Staten" in block for block in paper.head):
        letter = next(filter(None, map(_LETTERED.search, paper.head)), None)
        number = letter["nr"] if letter is not None else None
    own = next(filter(None, map(_OWN_PAPER.fullmatch, paper.head)), None)
    if own is not None and dossier is None and number is None:
        return own["dossier"], own["number"]
    case = paper.first(_CASE)
    foot = _FOOT_PAPER.search(paper.feet)
    if foot:
        dossier = dossier or foot["dossier"]
        number = number or foot["number"] or foot["ah"] or foot["kv"]
    return dossier, number or (case["case"] + case["rest"] if case else None)


def _read_dossier(block: str) -> str | None:
    """Read the dossier at the head of a published paper, as identifiers write it."""
    found = _DOSSIER.fullmatch(block)
    if found is None:
        return None
    digits = re.sub(r"\s", "", found["dossier"])
    return f"{digits}-{found['suffix']}" if found["suffix"] else digits


def _find_title(paper: _Paper, asked: re.Match[str] | None) -> str | None:
    """Find the subject: its own line, what the questions are about, or the dossier's name."""
    subject = paper.first(_SUBJECT)
    if subject:
        return subject["title"].strip()
    if asked and asked["title"]:
        return asked["title"].strip(" ,.")
    dossier = next(filter(None, (_DOSSIER.fullmatch(block) for block in paper.head)), None)
    return dossier["title"].strip() if dossier else None


def _find_addressee(paper: _Paper, asked: re.Match[str] | None) -> str | None:
    """Find to whom the paper is written."""
    if asked:
        return asked["to"].strip(" ,")
    match = paper.first(_ADDRESS)
    return match["to"] if match else None


def _find_signatories(
    paper: _Paper,
    asked: re.Match[str] | None,
    answered: re.Match[str] | None,
    day: date | None,
) -> tuple[Signatory, ...]:
    """Find who answered, who signed, or who asked."""
    if answered is not None:
        people = read_answerers(answered.string, day.year if day else None)
        if people:
            return people
    signed = tuple(one for one in read_signatures(list(paper.signature)) if one.name)
    if not signed and _find_kind(paper, None) is PaperKind.MOTION:
        return _find_movers(paper)
    if not signed and asked is None and _find_kind(paper, None) is PaperKind.LETTER:
        return find_signature_within(paper.source)
    clerk = _CLERK.search(paper.source) if not signed and asked is None else None
    if clerk is not None and is_decision_list(paper.source):
        return (Signatory("griffier", clerk["name"]),)
    if signed or asked is None or answered is not None:
        return signed
    return read_members(asked["members"])


def _find_movers(paper: _Paper) -> tuple[Signatory, ...]:
    """Find the members who moved a motion: the lines after its last words, else its head."""
    end = _DICTUM.search(paper.source)
    lines = paper.source[end.end() : end.end() + 400].splitlines() if end else []
    names: list[str] = []
    for line, before in zip(lines, ("", *lines), strict=False):
        name = line.strip(" \t,")
        if name and not (len(name) <= _LONGEST_NAME and _MOVER.fullmatch(name)):
            break
        if not name and not before.strip() and names:
            break  # two empty lines: the page ends
        names += [name] if name else []
    if len(names) == 1 and _SPREAD.search(paper.source) and _PLAIN_NAMES.fullmatch(names[0]):
        names = names[0].split()  # the lines between them are lost
    head = paper.first(_MOVERS)
    if not names and head:
        parts = re.split(r",|\sEN\s", head["names"].removesuffix(" C.S."))
        names = [write_name(part.strip()) for part in parts]
    return tuple(Signatory("lid", name) for name in names if name)


def _find_functions(
    paper: _Paper, signatories: tuple[Signatory, ...], asked: re.Match[str] | None
) -> tuple[str, ...]:
    """Give the functions of those who wrote; members are "lid" or "leden"."""
    if asked is not None and not paper.signature:
        return ("leden",) if asked["many"] == "de leden" else ("lid",)
    functions = tuple(dict.fromkeys(one.function for one in signatories if one.function))
    answered = paper.first(_ANSWERED) if not functions else None
    if answered is not None:
        functions = read_answering_offices(answered.string)
    return functions or read_heading_offices("\n".join(paper.head))
