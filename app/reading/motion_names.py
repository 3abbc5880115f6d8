"""How motions are named: the words of a mention and the movers in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from app.domain.text import Span
from app.reading.words import load_lexicon

TRIGGER = re.compile(
    r"[KkMm](?:(?<![\w-].)|(?<=\b[Dd]em)|(?<=\b[Dd]iem)|(?<=\b[Dd]ezem)|(?<=nomenm)|(?<=onformm)|(?<=\bvanm)|(?<=\bdoorm)|(?<=eerderem)|(?<=ndienem)|(?<=ndachtigm))(?:(?<=[Kk])amer[Mm]|(?<=[Mm]))oties?(?:(?!\w)|(?=[A-ZÀ-Þ][a-zà-ÿ])|(?=van\s?(?:het|de)\s?(?:lid|leden)))"  # its first letter first: quick
)
"""The word that every mention begins with: "motie", "Moties", "kamermotie"."""

TRIGGER_PART = "otie"
"""What stands in every such word: a cheap look."""

_PARTICLE = r"(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]en?|[Tt]er|[’'‘`]t|[Oo]p|[Ee]l|[Ll][ae]|[Vv]on|[Dd]i|[Dd]u|[Bb]in|[Aa]l)"
_CAPITAL = r"[A-ZÀ-ÞĀ-Ž][\w’'-]*\w"
_NAME = re.compile(
    rf"(?:(?:[A-Z]\.\s?){{1,4}}(?<=\s))?(?:{_PARTICLE}\s|[Vv]an\s[Dd]e[rn]?\s|[Ii]n\s[’'‘]t\s|[Oo]p\s[Dd]e[nr]?\s)*{_CAPITAL}(?:\s(?:{_PARTICLE}\s)*{_CAPITAL}){{0,3}}"
)
_PARTY = re.compile(r"\s?\((?:[A-Z0-9][\w-]{1,24}(?:\s[\w-]{1,16}){0,3})\)")
_COSIGNED = re.compile(r"\s?\b(?:c\.?\s?s\b\.?|cum\ssuis)(?!\w)", re.IGNORECASE)
_TITLE = r"(?:(?:het\slid|de\sleden|de\sheer|de\sheren|mevrouw)\s)"
_NEXT = re.compile(
    rf"\s?/\s?|\s&\s|,\s(?:en\s)?(?:(?:de\sheer|mevrouw)\s)?|(?:\s|(?<=\)))en(?:\s|(?=[A-ZÀ-Þ]))(?:van\s(?=de\she|mevrouw))?{_TITLE}?"
)
_GOES_ON = re.compile(r"(?:\s?\([^)]{1,30}\))?(?:,\s|\sen\s|\sc\.?s)")
# How a chair says who moved a motion: "Deze motie is voorgesteld door de leden Jansen en De Wit."
_MOVED_BY = re.compile(
    rf"(?:\s(?:is|wordt|was|werd)\s(?:voorgesteld|ingediend)|,?\s(?:ingediend|voorgesteld))\sdoor\s(?:{_TITLE})?"
)
_INTRODUCED = re.compile(r"\s(?:is|wordt|was)\svoorgesteld\sdoor\s")
_MEMBER = re.compile(
    rf"[LlHhMm](?<!\w.)(?:(?<=[Ll])id|(?<=[Hh])eer|(?<=[Mm])evrouw)\s(?P<name>{_NAME.pattern})"
)
_VAN = re.compile(rf"Van(?<!\wVan) ({_CAPITAL})")
# Letters said one by one, and figures: "AOW-uitkeringen", "CO2".
_NO_NAME = re.compile(r"(?!IJ[a-z])[A-Z]{2,}|[^\W\d]*\d")
_BEGINS = frozenset(("In", "Op"))  # of "In ’t Veld": elsewhere no name
_SHORT_THE = frozenset(("’t", "'t", "‘t", "`t", "de", "den", "der"))
_ONLY_PARTICLE = re.compile(_PARTICLE)
_OF_MEMBERS = re.compile(
    r"(?:(?:van|door)\s?)?(?:(?:het\s?)?(?:toenmalige?\s|voormalige?\s)?(?:oud-)?(?:(?:Eerste\s|Tweede\s)?Kamer)?[Ll]id|(?:de\s?|uw\s)?(?:toenmalige\s|voormalige\s)?(?:oud-)?(?:(?:Eerste\s|Tweede\s)?Kamer)?leden"
    r"|(?<=van\s)(?:de\sheer|de\sheren|mevrouw|mevr\.|dhr\.))(?:\s|(?=[A-ZÀ-Þ]))"
)
_ASKING = r"(?:\s(?:over|inzake|om|m\.b\.t\.)\s[^().;]{3,250})?"
_ANOTHER = re.compile(
    rf"{_ASKING}(?:\s\([^()]{{0,120}}\))?{_ASKING}(?:,?\s(?:en|of)\s(?:die\s)?|,\s)(?=van\s(?:het\slid|de\sleden)\s)"
)
# A motion with its paper, after which another may follow: "… over dijken (12 345, nr. 6) en van".
_PAPERED = re.compile(rf"{_ASKING}\s\([^()]*\d[^()]*\)(?:,?\sen|,)\svan\s")
# "moties Jansen (12 345, nr. 6) en De Wit (12 345, nr. 7)": each with its paper.
_ANOTHER_NAME = re.compile(rf"{_ASKING}\s\([^()]*\d[^()]*\){_ASKING}(?:,?\sen|,)\s(?:van\s)?[-–]?")
# "moties Jansen c.s. en De Wit": a motion of each.
_APART = re.compile(r"(?:,?\sen|,)\s(?:van\s)?[-–]?")
_SIGNED_AND = re.compile(r"\bc\.?\s?s\.?(?:\sen|,)\s", re.IGNORECASE)
_PLAINLY = frozenset((" ", "-", " van "))
# "motie Jansen, De Wit en Pieters (12 345, nr. 6)": commas part names where a number follows.
_LISTED = re.compile(
    rf",\s{_NAME.pattern}(?:,\s{_NAME.pattern})*,?\sen\s{_NAME.pattern}(?:\sc\.s\.)?\s\((?=[^()]*\d)"
)
# What may stand between the word and its movers.
_BETWEEN = re.compile(
    r"(?:,(?=\sop\sstuk\s))?\s?(?:\((?=[^()]*\d)[^()]{3,140}\)\s|(?:Kamerstuk(?:ken)?\s)?\d\d\s?\d{3}[^().\n]{0,12},?\snrs?\.\s\d{1,5}(?:(?:,\s|\sen\s)\d{1,5}(?!\d))*,?\s(?=van\s)|(?:op\sstuk\s)?nr\.\s\d{1,4}(?:\s\([^()]{5,30}\))?,?\s"
    r"(?:(?:is\s)?(?:ook\s)?(?=van\s(?:het\slid|de\s(?:leden|heer|heren)|mevrouw)\s))?"
    r"|[«‘“\"][^«»“”‘\"\n]{2,80}[»’”\"]\s(?=(?:van|door)\s)"
    r"|(?:d\.d\.|van)\s\d{1,2}\s\w+(?:\s\d{4})?\s(?=van\s|[A-Z])"
    r"|(?:over|inzake|betreffende|tot|om)\s[^.,;:()]{3,120}?\s(?=(?:van|door)\s?(?:het\slid|de\s(?:Kamer)?leden)\s|van\s(?:Van|De|Den|Ter|Ten|El)\s)"
    r"|(?:aangenomen|ingediend|aangehouden|verworpen):?\s(?=van\shet\slid\s))?"
)
# Movers before the word: "de door het lid Jansen ingediende motie".
_MOVED = re.compile(
    r"\b(?:ingediende|voorgestelde|ingebrachte|aangehouden|aangenomen)\s(?:\w+\s){0,2}$"
)
_BY_MEMBERS = re.compile(
    r"\b(?:door|van)\s(?:het\s(?:Kamer)?[Ll]id|de\s(?:Kamer)?leden|de\sheer|mevrouw)\s"
)
_BEFORE_WORD = re.compile(
    r"(?:\s?\([^()]{1,30}\))?\s(?:[\w.-]+\s){0,4}?(?:ingediende|voorgestelde|ingebrachte|aangehouden|aangenomen)\s(?:\w+\s){0,2}"
)
_REACH = 160  # characters before the word in which its movers stand
_CHANGED = re.compile(r"\b(?:[Gg]ewijzigde|[Aa]angepaste|[Hh]erdrukte)\s(?:en\s\w+\s)?(?:\w+\s)?$")
_PAPERS = re.compile(r"\s?\([^()]*\d|\s(?:over|inzake|waarin|om)\b")
_FEW = 12
_PAIR = 2


_Movers = tuple[tuple[str, ...], bool, int]  # names, whether others signed too, where it ends


@dataclass(frozen=True, slots=True)
class Named:
    """A motion as named: its words, movers as printed, and whether others signed too.

    `introduced` is set where a chair says who moves a new motion.
    """

    span: Span
    movers: tuple[str, ...]
    cosigned: bool
    changed: bool
    introduced: bool = False


@cache
def _stops() -> frozenset[str]:
    """Give the words that are no movers."""
    return frozenset(load_lexicon("motions")["names"]["stops"])


@cache
def _doubles() -> tuple[str, ...]:
    """Give the surnames of two names."""
    return tuple(load_lexicon("motions")["names"]["doubles"])


@cache
def _parties() -> str:
    """Give the alternatives for the name of a party, the longest first."""
    names = sorted(load_lexicon("motions")["names"]["parties"], key=len, reverse=True)
    return "|".join(map(re.escape, names))


@cache
def _group() -> re.Pattern[str]:
    """Give the expression for a party or group that moved a motion."""
    parties = _parties()
    return re.compile(
        rf"\s(?:van|door)\s(?:de\s|het\s)?(?:leden\svan\s)?(?:de\s|het\s)?(?:fracties?\svan\s(?:de\s|het\s)?)?"
        rf"(?:{parties}|Groep\s(?:[Vv]an\s)?[A-ZÀ-Þ][\w-]+)(?:-fractie)?(?![\w-])"
    )


@cache
def _member_of() -> re.Pattern[str]:
    """Give the expression for the party that is named behind a mover: "Jansen van de ABC"."""
    return re.compile(
        rf"\s(?:van|namens)\s(?:de\s|het\s)?(?:fractie\svan\s(?:de\s|het\s)?)?(?:{_parties()})(?:-fractie)?(?![\w-])"
    )


@cache
def _party_motion() -> re.Pattern[str]:
    """Give the expression for "de ABC-motie", which names a party and no movers."""
    return re.compile(
        rf"\b(?:[Dd]e|[Dd]ie|[Dd]eze)\s(?:\w+\s){{0,2}}(?:{_parties()})-(?P<word>motie)(?![\w-])"
    )


def find_named(text: str) -> list[Named]:
    """Find every motion that is named by its movers or their party.

    A mention lies within one line, that is one block: a heading names no motion of the
    paragraph below it.
    """
    whole = _Reader(text)
    found: list[Named] = []
    for begin, end in _lines_with_word(text):
        line = _Reader(text[begin:end], whole)
        found.extend(_moved(named, begin) for named in line.read_all())
    return _part_pairs(text, found)


def find_words(text: str) -> Iterator[re.Match[str]]:
    """Find every word that a mention begins with."""
    for begin, end in _lines_with_word(text):
        yield from TRIGGER.finditer(text, begin, end)


def _lines_with_word(text: str) -> Iterator[tuple[int, int]]:
    """Give where the lines stand in which there can be such a word: most have none."""
    at = text.find(TRIGGER_PART)
    while at >= 0:
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(TRIGGER_PART, end)


def _moved(named: Named, by: int) -> Named:
    """Give what was found in a line its place in the text."""
    return replace(named, span=Span(named.span.start + by, named.span.end + by))


def _part_pairs(text: str, found: list[Named]) -> list[Named]:
    """Part "motie Van Dorp-Jansen" into two movers.

    Whole stay the double surnames of members, a name that is announced as one member's, and
    one of a list of members.
    """
    if not any("-" in mover for named in found for mover in named.movers):
        return found
    members = {match["name"] for match in _MEMBER.finditer(text)}
    return [
        replace(
            named,
            movers=tuple(one for mover in named.movers for one in _halves(mover, members)),
        )
        if len(named.movers) == 1
        else named
        for named in found
    ]


def _halves(mover: str, members: set[str]) -> list[str]:
    """Give both halves of a pair of members, else the name as it is."""
    halves = mover.split("-")
    whole = len(halves) != _PAIR or not halves[1][:1].isupper() or mover in members
    return [mover] if whole or mover.endswith(_doubles()) else halves


def is_changed(text: str, at: int) -> bool:
    """Say whether the motion at `at` is called a changed one."""
    return bool(_CHANGED.search(text, max(at - 40, 0), at))


class _Reader:
    """Reads the movers after the word "motie" in a line of the text that `whole` reads."""

    def __init__(self, text: str, whole: "_Reader | None" = None) -> None:
        self.text = text
        self.whole = whole or self
        self._capital: frozenset[str] | None = None

    def read_all(self) -> Iterator[Named]:
        """Read every motion that the line names."""
        end = 0
        for match in TRIGGER.finditer(self.text):
            if match.start() >= end:
                for named in self.read(match):
                    end = named.span.end
                    yield named
        for party in _party_motion().finditer(self.text):
            yield Named(Span(*party.span("word")), (), cosigned=False, changed=False)

    def read(self, word: re.Match[str]) -> list[Named]:
        """Read the motion named after a word "motie", or several after "moties"."""
        changed = is_changed(self.text, word.start())
        group = _group().match(self.text, word.end())
        if group is not None:
            return [Named(Span(word.start(), group.end()), (), cosigned=False, changed=changed)]
        listed = self._movers_after(word.end())
        before = self._movers_before(word) if listed is None else None
        if before is not None:
            return [before]
        if listed is None or (word[0].endswith("s") and self._is_subject(word.end(), listed)):
            return []
        several = word[0].lower().endswith("s")
        movers, cosigned, end = self._first_of(word.end(), listed) if several else listed
        introduced = _INTRODUCED.match(self.text, word.end()) is not None
        found = [Named(Span(word.start(), end), movers, cosigned, changed, introduced)]
        while several or _PAPERED.match(self.text, end):
            another = self._another(end)
            if another is None:
                break
            start, (movers, cosigned, end) = another
            found.append(Named(Span(start, end), movers, cosigned, changed))
        return found

    def _first_of(self, at: int, listed: _Movers) -> _Movers:
        """Give the movers of the first of "moties Jansen c.s. en De Wit", where each has its own."""
        start = self.text.index(listed[0][0], at)
        if self.text[at:start] not in _PLAINLY or not _SIGNED_AND.search(
            self.text, start, listed[2]
        ):
            return listed
        return self._movers(start, listed=False, apart=True) or listed

    def _another(self, at: int) -> tuple[int, _Movers] | None:
        """Read the movers of a further motion after "moties", and where they begin."""
        joint = _ANOTHER.match(self.text, at)
        more = _OF_MEMBERS.match(self.text, joint.end()) if joint else None
        if joint is not None and more is not None:
            others = self._movers(more.end(), listed=True)
            return None if others is None else (joint.end(), others)
        joint = _ANOTHER_NAME.match(self.text, at)
        others = self._movers(joint.end(), listed=True) if joint else None
        if joint is not None and others is not None and _PAPERS.match(self.text, others[2]):
            return joint.end(), others
        joint = _APART.match(self.text, at)
        others = self._movers(joint.end(), listed=False, apart=True) if joint else None
        return (joint.end(), others) if joint is not None and others is not None else None

    def _is_subject(self, at: int, listed: _Movers) -> bool:
        """Say whether what follows "moties" is what they are about: "moties Hoog Water"."""
        movers, cosigned, end = listed
        if len(movers) > 1 or cosigned or not self.text.startswith(f" {movers[0]}", at):
            return False
        return _PAPERS.match(self.text, end) is None

    def _movers_before(self, word: re.Match[str]) -> Named | None:
        """Read the movers in "de door het lid Jansen ingediende motie"."""
        if _MOVED.search(self.text, max(0, word.start() - 40), word.start()) is None:
            return None
        begin = max(0, word.start() - _REACH)
        for by in _BY_MEMBERS.finditer(self.text, begin, word.start()):
            found = self._movers(by.end(), listed=True)
            if found is not None and _BEFORE_WORD.fullmatch(self.text, found[2], word.start()):
                changed = is_changed(self.text, word.start())
                return Named(Span(by.start(), word.end()), found[0], found[1], changed)
        return None

    def _movers_after(self, at: int) -> _Movers | None:
        """Read the movers in any of the forms that follow the word."""
        if self.text[at : at + 1].isupper():  # a lost space: "motieJansen"
            return self._movers(at, listed=False)
        if self.text[at : at + 1] in {"-", "–"}:
            return self._movers(at + 1, listed=False)
        moved = _MOVED_BY.match(self.text, at)
        if moved is not None:
            return self._movers(moved.end(), listed=True)
        between = _BETWEEN.match(self.text, at)
        if between is None:
            return None
        of_members = _OF_MEMBERS.match(self.text, between.end())
        if of_members is not None:
            return self._movers(of_members.end(), listed=True)
        if len(between[0]) > 1 and not self.text.startswith("van ", between.end()):
            return None
        return self._plain(between.end())

    def _plain(self, at: int) -> _Movers | None:
        """Read "motie Jansen", "motie van Jansen" or "motie Van Jansen en De Wit".

        A small "van" is part of the name where the paper writes that name with a capital.
        """
        if self.text.startswith("van ", at) and not self._has_capital(at + 4):
            return self._movers(at + 4, listed=False)
        return self._movers(at, listed=False)

    def _has_capital(self, at: int) -> bool:
        """Say whether the paper writes "Van" before the name that stands here."""
        name = _NAME.match(self.text, at)
        return name is not None and name[0].split(" ")[0] in self.whole.capitals()

    def capitals(self) -> frozenset[str]:
        """Give the names that the text writes after "Van" with a capital."""
        if self._capital is None:
            self._capital = frozenset(_VAN.findall(self.text))
        return self._capital

    def _movers(self, at: int, *, listed: bool, apart: bool = False) -> _Movers | None:
        """Read one name or several: "Jansen (ABC), De Wit en Pieters c.s.".

        `listed` says that words announce members, so that commas part names; `apart`, that
        only a slash joins those of one motion.
        """
        movers: list[str] = []
        cosigned = False
        end = at
        while len(movers) < _FEW:
            name = _read_name(self.text, at)
            if name is None:
                break
            movers.append(name)
            end = after = at + len(name)
            party = _PARTY.match(self.text, end) or _member_of().match(self.text, end)
            signed = _COSIGNED.match(self.text, end)
            if signed is None and party is not None:
                after = party.end()
                signed = _COSIGNED.match(self.text, after)
            if signed is not None:
                cosigned, end, after = True, signed.end(), signed.end()
            joint = _NEXT.match(self.text, after)
            if joint is None or (apart and "/" not in joint[0]):
                break
            if not self._joins(joint, announced=listed or party is not None):
                break
            at = joint.end()
        return (tuple(movers), cosigned, end) if movers else None

    def _joins(self, joint: re.Match[str], *, announced: bool) -> bool:
        """Say whether another mover follows: a comma joins only in a list that goes on."""
        if not joint[0].startswith(",") or joint[0].endswith("en "):
            return announced or not joint[0].startswith(",")
        if not announced:
            return _LISTED.match(self.text, joint.start()) is not None
        name = _NAME.match(self.text, joint.end())
        return name is not None and bool(_GOES_ON.match(self.text, name.end()))


def _read_name(text: str, at: int) -> str | None:
    """Read one mover's name, without words with a capital that are no names."""
    match = _NAME.match(text, at)
    if match is None:
        return None
    kept: list[str] = []
    words = _member_of().split(match[0])[0].split(" ")
    for word, following in zip(words, (*words[1:], ""), strict=True):
        begins = word in _BEGINS and following in _SHORT_THE
        if (word in _stops() and not begins) or _NO_NAME.match(word):
            break
        kept.append(word)
    while kept and not kept[-1][0].isupper():
        kept.pop()
    name = " ".join(kept)
    return name if name and not _ONLY_PARTICLE.fullmatch(name) else None
