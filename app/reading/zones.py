"""Which part of a paper a block belongs to, and who is speaking in it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.text import BlockKind, Zone
from app.reading.blocks import ANSWER_HEADING, DATE, QUESTION_LABEL, TURN, Draft


class Form(StrEnum):
    """How a paper is built, as far as its zones go."""

    LETTER = "letter"
    QUESTIONS = "questions"  # numbered questions and answers
    CONSULTATION = "consultation"  # questions of groups of members, answers of the government
    DEBATE = "debate"  # turns of speakers


@dataclass(frozen=True, slots=True)
class Place:
    """The zone of a block, its number as printed, and who speaks."""

    zone: Zone
    label: str | None = None
    speaker: str | None = None


_GROUP = r"(?:de\s)?(?:leden\s(?:van\s)?(?:de\s)?)?(?:(?P<group>[^.?!:]{2,40}?-fractie)|(?:fractie|Groep|groep|het\slid)\s(?:van\s)?[^.?!:]{2,40})"
_MEMBERS_HEADING = re.compile(
    rf"(?:\d{{1,2}}[.)]?\s|[IVX]{{1,4}}\.?\s)?(?:Vragen|Opmerkingen|Inbreng|Vragen\sen\sopmerkingen|Opmerkingen\sen\svragen)\s"
    rf"(?:van(?:uit|wege)?|door)\s(?P<speaker>de\sfracties|{_GROUP})(?:\sen\s(?:de\s)?(?:reactie|antwoord).{{0,60}})?",
)
_ANSWERS_PART = re.compile(
    r"(?:[IVX]{1,4}\.?\s+)?(?:Antwoord(?:en)?\s?/?\s?)?(?:Reactie|Antwoord(?:en)?|Beantwoording)\s(?:van|door)\s(?P<speaker>(?:de|het)\s.{3,80})",
    re.IGNORECASE,
)
_ANSWER_ALONE = re.compile(r"(?:Antwoord(?:en)?|Reactie|Beantwoording)\s?[:.]?")
_LAST_PART = re.compile(r"(?:[IVX]{1,4}\.?\s+)?Volledige\s[Aa]genda\b.{0,40}")
_MEMBERS_SPEAK = re.compile(
    r"\b(?:[Dd]eze\sleden|[Ll]eden\svan\s(?:de\s[^.?!]{1,40}?fractie|de\s[Gg]roep|het\s)|aan\s(?:het\swoord|de\sorde)\szijnde\sleden)|\?"
)
_MEMBERS_OPEN = re.compile(
    r"(?:\w+\s(?:\w+\s){0,2})?(?:[Dd]e|[Dd]eze|[Dd]ie|[Gg]enoemde)\s(?:\S+\s)?leden\b|[Hh]et\slid\b"
)
_BY_SPEAKER = 3  # turns that make a debate
_SALUTATION = re.compile(r"(?:Geachte|Zeer\sgeachte|Mijnheer\sde|Mevrouw\sde)\s.{3,60}")
_ADDRESS = re.compile(r"Aan\sde\s[Vv]oorzitter\svan\sde\s(?:Tweede|Eerste)\sKamer")
_DATELINE = re.compile(
    rf"(?:.{{0,30}}\bVastgesteld\s|(?:Den\sHaag|[’'‘]?s-Gravenhage|Datum:?)\s?,?\s){DATE}\.?"
)
_LABELLED = re.compile(rf"{DATE}|(?:Betreft|Onderwerp)\b.{{0,300}}")  # a letterhead's own lines
_FUNCTION = r"(?:[Mm]inister|[Ss]taatssecretaris|MINISTER|STAATSSECRETARIS)"
_SIGNS = re.compile(
    rf"(?:Hoogachtend,?\s|Met\s\w+\sgroet(?:en)?,?\s|Namens\s|Mede\snamens\s(?:[^.?!:;]{{5,160}}?,?\s(?=[Dd]e\s{_FUNCTION}))?)?(?:de|De|DE)\s(?:{_FUNCTION}|[Gg]riffier|[Aa]djunct-griffier|(?:fungerend\s)?[Vv]oorzitter\svan\sde)"
    r"[^.?!:;]{0,140}?(?:,\s?(?P<name>[^.?!:;,]{0,40}\.?[^?!:;,]{0,60}))?"
)
_FIRST_QUESTION = re.compile(r"Vraag\s1\s?[.:)]?", re.IGNORECASE)
_INITIAL = r"[A-ZÀ-Ý][a-zà-ÿ]?\.[\s-]?"
_PARTICLE = r"(?:[Vv]an|[Vv]on|[Dd]e[nr]?|[Tt]e[nr]?|[Ee]l|[Aa]l|[’'‘]t)"
_NAME = re.compile(
    rf"(?:(?:drs|dr|mr|ir|ing|prof|jhr|mw)\.\s){{0,3}}(?:{_INITIAL}){{1,6}}(?:\([A-ZÀ-Ý][\w’'-]+\)\s)?"
    r"[^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*){0,5}\s?"
    rf"|(?:{_PARTICLE}\s){{0,3}}[A-ZÀ-Ý][\w’'-]+(?:\s(?:{_PARTICLE}\s){{0,3}}[A-ZÀ-Ý][\w’'-]+){{0,3}}\s?"
)
# The name above the office: "Anna de Wit" and "Minister van Financiën" below it.
_OFFICE_BELOW = re.compile(
    rf"(?:[Dd]e\s)?{_FUNCTION}\s(?:van|voor|VAN|VOOR)\s[A-Z][^.?!:;]{{3,120}}"
)
_CLOSING = re.compile(r"(?:Hoogachtend|Met\s(?:vriendelijke|hartelijke)\sgroet(?:en)?),?")
_INITIALS = re.compile(rf"(?:(?:drs|dr|mr|ir|ing|prof|jhr|mw)\.\s){{0,3}}{_INITIAL}")
_VERB = re.compile(
    r"\b(?:is|zijn|heeft|hebben|wordt|worden|werd|zal|zullen|kan|kunnen|deelt|zegde|sprak)\b"
)
_ANNEX = re.compile(
    r"(?:BIJLAGE|Bijlage|Bijlagen|BIJLAGEN)(?:\s(?:\d{1,2}|[IVX]{1,4}|[A-Z])\b)?(?:\s?[:.–-]\s?.{0,100}|\s.{0,60})?"
)
_HEAD_BLOCKS = 30
_NAME_LENGTH = 60
_SIGNED_LINES = 5  # a closing, a name and an office of three lines
_ASKED = re.compile(r"(?:Mondelinge\s|Nadere\s)?[Vv]ragen\svan\s(?:het\slid|de\sleden)\s[A-Z]")
_ANSWERED = re.compile(
    r"(?:Nader\s)?(?:Antwoord(?:en)?|Mededeling)\svan\s|Geachte\s|Aan\sde\s[Vv]oorzitter"
)


def assign_zones(drafts: list[Draft]) -> list[Place]:
    """Say for each block in which part of the paper it stands."""
    form = find_form(drafts)
    if form is Form.QUESTIONS:
        places = _zone_questions(drafts)
    elif form is Form.CONSULTATION:
        places = _zone_consultation(drafts)
    elif form is Form.DEBATE:
        places = _zone_debate(drafts)
    else:
        places = [Place(Zone.BODY)] * len(drafts)
    _mark_head(drafts, places)
    _mark_signatures(drafts, places)
    _mark_annex(drafts, places)
    return places


def find_form(drafts: list[Draft]) -> Form:
    """Say how a paper is built."""
    questions = consultation = turns = groups = numbered = 0
    for draft in drafts:
        text = draft.text
        if len(text) <= 120:
            label = QUESTION_LABEL.fullmatch(text)
            questions += bool(label and (label["label"] or label["what"].startswith("Antw")))
            numbered += bool(label and label["label"])
            group = _MEMBERS_HEADING.fullmatch(text) is not None
            groups += group
            consultation += group or ANSWER_HEADING.fullmatch(text) is not None
        turns += bool(TURN.match(text))
    if turns >= _BY_SPEAKER and turns > questions:
        return Form.DEBATE
    # Under the heading of a group a bare "Antwoord" is no answer to a numbered question.
    if questions and questions >= consultation and (numbered or not groups):
        return Form.QUESTIONS
    if consultation and not _only_tells(drafts):
        return Form.CONSULTATION
    return Form.QUESTIONS if _find_asking(drafts) is not None else Form.LETTER


def _only_tells(drafts: list[Draft]) -> bool:
    """Say whether a letter asks nothing: its "Vragen van het lid Jansen" heads what it tells of them."""
    greets = any(_SALUTATION.fullmatch(draft.text) for draft in drafts[:_HEAD_BLOCKS])
    return greets and not any("?" in draft.text for draft in drafts)


def _find_asking(drafts: list[Draft]) -> int | None:
    """Find the block that says who asks, in a paper of questions without answers."""
    head = drafts[:_HEAD_BLOCKS]
    if any(_ANSWERED.match(draft.text) for draft in head):
        return None
    return next((n for n, draft in enumerate(head) if _ASKED.match(draft.text)), None)


def _zone_questions(drafts: list[Draft]) -> list[Place]:
    """Follow the labels above questions and answers; a bare running number is one too.

    Not in a paper that writes `Vraag 1`: there it is a page number or a stray field.
    Without labels everything after the line that says who asks is a question.
    """
    places: list[Place] = []
    now = Place(Zone.BODY)
    count = 0
    asking = _find_asking(drafts)
    worded = any(_FIRST_QUESTION.fullmatch(draft.text) for draft in drafts)
    for number, draft in enumerate(drafts):
        text = draft.text
        label = QUESTION_LABEL.fullmatch(text) if len(text) <= 160 else None
        if label is not None and label["what"].startswith("Vra"):
            count, now = count + 1, Place(Zone.QUESTION, label["label"], "leden")
        elif label is not None:
            now = Place(Zone.ANSWER, label["label"] or now.label)
        elif not worded and text.strip(".)") == str(count + 1):
            count, now = count + 1, Place(Zone.QUESTION, str(count + 1), "leden")
        elif asking is not None and number == asking + 1 and now.zone is Zone.BODY:
            now = Place(Zone.QUESTION, None, "leden")
        places.append(now)
    return places


def _zone_consultation(drafts: list[Draft]) -> list[Place]:
    """Follow the headings above the questions of a group and the answers to them.

    An answer ends where members speak again: nobody prints a heading there.
    """
    places: list[Place] = []
    now = Place(Zone.BODY)
    speaker: str | None = None
    part = False  # a part of the paper that holds all answers
    bare: int | None = None  # the last "Antwoord" without a number
    for number, draft in enumerate(drafts):
        text = draft.text
        short = len(text) <= 160
        answer = ANSWER_HEADING.fullmatch(text) if short else None
        alone = short and _ANSWER_ALONE.fullmatch(text) is not None
        members = _MEMBERS_HEADING.fullmatch(text) if short else None
        answers = _ANSWERS_PART.fullmatch(text) if short else None
        if short and _LAST_PART.fullmatch(text):
            now, part = Place(Zone.ANNEX), True
        elif answer is not None:
            now, bare = Place(Zone.ANSWER, answer["label"], answer["speaker"]), None
        elif alone:
            now, bare = Place(Zone.ANSWER), number
        elif members is not None and not part:
            speaker = members["speaker"]
            now = Place(Zone.QUESTION, None, speaker)
        elif answers is not None:
            now, part = Place(Zone.ANSWER, None, answers["speaker"]), True
        elif now.zone is Zone.ANSWER and not part and _speaks_again(text, number, bare):
            now = Place(Zone.QUESTION, None, speaker)
        places.append(now)
    return places


def _speaks_again(text: str, number: int, bare: int | None) -> bool:
    """Say whether members speak in a block of an answer; `bare` is the "Antwoord" that it stands under.

    Right under that word is the answer, also where it names who asked; after it they open with
    "De leden van", or ask.
    """
    if bare is None:
        return _MEMBERS_SPEAK.search(text) is not None
    return number > bare + 1 and (
        _MEMBERS_OPEN.match(text) is not None or text.rstrip().endswith("?")
    )


def _zone_debate(drafts: list[Draft]) -> list[Place]:
    """Follow the names before the turns of a debate."""
    places: list[Place] = []
    now = Place(Zone.BODY)
    for draft in drafts:
        turn = TURN.match(draft.text)
        if turn is not None:
            now = Place(Zone.SPEECH, None, turn["speaker"].strip())
        places.append(now)
    return places


def _mark_head(drafts: list[Draft], places: list[Place]) -> None:
    """Put everything down to the salutation, or the line of place and date, in the head."""
    last = -1
    for index, draft in enumerate(drafts[:_HEAD_BLOCKS]):
        if places[index].zone is not Zone.BODY:
            last = max(last, index - 1) if places[index].zone is Zone.QUESTION else last
            break
        text = draft.text
        if len(text) > 300:
            continue
        if _is_dateline(text) or _ADDRESS.match(text):
            last = index
    else:
        index = len(drafts[:_HEAD_BLOCKS])
    if last >= 0 and last + 1 < len(places) and places[last + 1].zone is Zone.QUESTION:
        last = _head_of_questions(drafts, places, last)
    for index in range(last + 1):
        places[index] = Place(Zone.HEAD)


def _head_of_questions(drafts: list[Draft], places: list[Place], last: int) -> int:
    """Find the last block of the head before questions: nothing that is a sentence to read."""
    signed = [n for n in range(last + 1) if _signs(drafts, n)]
    if signed:  # a covering letter comes first; its head ends at its salutation
        dated = [n for n in range(signed[0]) if _is_dateline(drafts[n].text)]
        return dated[-1] if dated else -1
    if places[last + 1].speaker != "leden":  # a consultation opens with paragraphs of its own
        dated = [n for n in range(last + 1) if _is_dateline(drafts[n].text)]
        return dated[-1] if dated else -1
    return last


def _is_dateline(text: str) -> bool:
    """Say whether a block is a salutation, or a line of place and date."""
    if len(text) > 300:
        return False
    return bool(
        _SALUTATION.fullmatch(text) or _DATELINE.fullmatch(text) or _LABELLED.fullmatch(text)
    )


def _signs(drafts: list[Draft], index: int) -> bool:
    """Say whether a block is a signature: who, then a name, and no verb."""
    draft = drafts[index]
    text = draft.text
    if _is_name_above(drafts, index):
        return True
    if len(text) > 220 or text.count(" ") > 30 or _VERB.search(text):
        return False
    if draft.kind is BlockKind.LIST_ITEM:
        return False
    last = draft.lines[-1].text
    if len(draft.lines) > 1 and _INITIALS.match(last) and _NAME.fullmatch(last):
        text = " ".join(line.text for line in draft.lines[:-1])  # no comma before the name
        return bool(_SIGNS.fullmatch(text))
    match = _SIGNS.fullmatch(text)
    if match is None:
        return False
    if match["name"]:
        return bool(_NAME.fullmatch(match["name"].strip()))
    following = drafts[index + 1].text if index + 1 < len(drafts) else ""
    named = len(following) <= _NAME_LENGTH and bool(_NAME.fullmatch(following))
    return named or _signs_with(drafts, index)


def _is_name_above(drafts: list[Draft], index: int) -> bool:
    """Say whether a block is a name with the office below it, in the block or the next one."""
    if index < len(drafts) // 2 or len(drafts[index].lines) > _SIGNED_LINES:
        return False
    lines = [line.text for line in drafts[index].lines]
    lines = lines[1:] if len(lines) > 1 and _CLOSING.fullmatch(lines[0]) else lines
    if len(lines[0]) > _NAME_LENGTH or not _NAME.fullmatch(lines[0]):
        return False
    below = " ".join(lines[1:])
    if not below and index + 1 < len(drafts):
        below = drafts[index + 1].text
    return _OFFICE_BELOW.fullmatch(below) is not None and not _VERB.search(below)


def _signs_with(drafts: list[Draft], index: int) -> bool:
    """Say whether another function follows before the names, as in a table of two."""
    for draft in drafts[index + 1 : index + 3]:
        if len(draft.text) <= 160 and _SIGNS.fullmatch(draft.text) and not _VERB.search(draft.text):
            return True
    return False


def _mark_signatures(drafts: list[Draft], places: list[Place]) -> None:
    """Mark who signed, with the names on lines of their own."""
    for index in range(len(drafts)):
        if places[index].zone not in (Zone.BODY, Zone.ANSWER) or not _signs(drafts, index):
            continue
        places[index] = Place(Zone.SIGNATURE)
        for after in range(index + 1, min(index + 3, len(drafts))):
            text = drafts[after].text
            office = after == index + 1 and len(drafts[index].lines) == 1
            office = office and _OFFICE_BELOW.fullmatch(text) is not None
            named = len(text) <= _NAME_LENGTH and _NAME.fullmatch(text) is not None
            if not (named or office) or places[after].zone is Zone.QUESTION:
                break
            places[after] = Place(Zone.SIGNATURE)


def _mark_annex(drafts: list[Draft], places: list[Place]) -> None:
    """Mark what follows a heading "Bijlage" after the signature, or in the second half."""
    signed = next((n for n, place in enumerate(places) if place.zone is Zone.SIGNATURE), None)
    begin = signed if signed is not None else len(drafts) // 2
    annex = False
    for index in range(begin, len(drafts)):
        place = places[index]
        if place.zone in (Zone.QUESTION, Zone.SPEECH, Zone.SIGNATURE):
            annex = False
            continue
        short = len(drafts[index].text) <= 160
        annex = annex or (short and bool(_ANNEX.fullmatch(drafts[index].text)))
        if annex and place.zone in (Zone.BODY, Zone.ANSWER):
            places[index] = Place(Zone.ANNEX)
