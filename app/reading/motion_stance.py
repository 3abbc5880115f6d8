"""What a sentence says is done with a motion, and what the motion asks."""

import re
from dataclasses import dataclass
from functools import cache

from app.domain.reading import Stance
from app.reading.reservations import Reservation, decides, find_end, find_reservation
from app.reading.wording import part_words
from app.reading.words import load_lexicon, to_small

_MENTION = "§"
_WINDOW = 400  # characters of a sentence on each side that can say something of a motion
# Where a clause about this motion begins after one about another, and the other way round.
_OWN = re.compile(
    r"(?:[,;]|\sen|\smaar)\s(?:(?:maar|en|terwijl)\s)?(?:(?:aan|voor)\s)?(?:de|die)\s(?:\w+\s)?$"
)
_OTHER = re.compile(
    r"(?:[,;]|\sen|\smaar)\s(?:(?:maar|en|terwijl)\s)?(?:(?:aan|voor)\s)?(?:de|die)\s(?:\w+\s)?(?:[Kk]amer)?moties?\b"
)
_CITED = re.compile(r"\s?\([^()]*\d[^()]*\)")  # papers in brackets stand between
_SUBJECT = re.compile(
    r"(?:\s?\((?:[^()]|\([^()]*\)){1,160}\)|\s?,?\s(?:d\.d\.|van|uit|op\sstuk)\s[^,.;()]{1,40}?(?=\s(?:over|inzake|om|die|waarin)\s))*"
    r",?\s(?:over|inzake|omtrent|betreffende|met\sbetrekking\stot|m\.b\.t\.|met\sals\sonderwerp"
    r"|(?:waarin|die|dat)\s(?:(?:de|uw)\sKamer\s)?(?:(?:de\sregering|het\skabinet|de\sminister|wordt|is)\s){0,2}"
    r"(?:verzoekt|verzocht|verzoeken|vraagt|gevraagd|oproept|opgeroepen|uitspreekt)(?:\s(?:de\sregering|het\skabinet))?(?:\s(?:om|tot|op|dat))?)"
    r"\s(?P<subject>[^()]{4,400}?)"
    r"(?=\s?\(|,?\s\(|,\s\d{1,2}\s[a-z]+\b|,\s(?:heeft|is|wordt|zal|zet|wil|d\.d\.)|\sen\s(?:op\s|in\s)?(?:de\s)?motie"
    r"|\s(?!(?:van|aan|door|voor|met|bij|naar|tussen|uit|op|in|over|tot|dat|of|en|om|als|tegen|jegens|namens)\s)\w{2,12}\s(?:ik|u|wij|het\skabinet|Nederland|de\s(?:[Mm]inister|[Ss]taatssecretaris|regering|Kamer))\b|[.;:]\s|[.;:]?$)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say what is done with a motion; without one of `needs`, in small letters, there are none."""

    stance: Stance
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()


@cache
def load_cues(table: str) -> tuple[Cue, ...]:
    """Give the cues of the lexicon in the order in which they are tried."""
    return tuple(
        Cue(
            Stance(entry["stance"]),
            re.compile(entry["pattern"], re.DOTALL),
            tuple(entry["needs"].split("|")) if "needs" in entry else (),
        )
        for entry in load_lexicon("motions")[table]
    )


def find_stance(text: str, sentence: tuple[int, int], mention: tuple[int, int]) -> Stance | None:
    """Say what the sentence around a mention says is done with the motion; None when nothing.

    A motion that is advised against, or not carried out, is only mentioned.
    """
    before = text[max(sentence[0], mention[0] - _WINDOW) : mention[0]]
    if before[-1:].isalpha():
        before += " "  # "Conformmotie Jansen"
    after = text[mention[1] : min(sentence[1], mention[1] + _WINDOW)]
    before, after = _part(part_words(before), _CITED.sub("", part_words(after)))
    return _decide(before + _MENTION + after, "cue")


def _part(before: str, after: str) -> tuple[str, str]:
    """Leave out what the sentence says of another motion in a clause of its own.

    "De ene motie is nog niet uitgevoerd, de andere motie is wel uitgevoerd": each has its own verdict.
    """
    last = _OWN.search(before)
    if last is not None and decides(before[: last.start()]) and decides(after):
        before = before[last.start() :]
    following = _OTHER.search(after)
    if following is not None and decides(after[: following.start()]):
        after = after[: following.start()]
    return before, after


def find_footnote_stance(text: str, sentence: tuple[int, int]) -> Stance | None:
    """Say what a sentence does with the motion that its footnote names."""
    return _decide(text[sentence[0] : min(sentence[1], sentence[0] + 4 * _WINDOW)], "footnote")


def find_later_stance(text: str, sentence: tuple[int, int]) -> Stance | None:
    """Say what a sentence after the naming of a motion does with it, without naming it again."""
    return _decide(text[sentence[0] : min(sentence[1], sentence[0] + 2 * _WINDOW)], "after")


def _decide(words: str, table: str) -> Stance | None:
    """Take the first cue that fits, tempered by what its clause says: "nog niet", "deels".

    When all that fits is denied, the motion is only mentioned.
    """
    denied = False
    lower = to_small(words)
    for cue in load_cues(table):
        if cue.needs and not any(need in lower for need in cue.needs):
            continue
        match = cue.pattern.search(lower)
        if match is None:
            continue
        end = find_end(words, match.end())
        stance = _temper(cue.stance, find_reservation(words, match.start(), end))
        if stance is not None:
            return stance
        denied = denied or cue.stance is not Stance.MENTIONED
    return Stance.MENTIONED if denied else None


def _temper(stance: Stance, limit: Reservation | None) -> Stance | None:
    """Say what is left of a stance; None when the words are denied, or are not what they seem."""
    if limit is None:
        return stance
    if stance is Stance.MENTIONED:
        return None if limit is Reservation.PARTLY else stance
    if limit is Reservation.DENIED:
        return None
    if stance is not Stance.CARRIED_OUT:
        return stance
    return Stance.PROMISED if limit is Reservation.AHEAD else Stance.UNDER_WAY


def read_subject(text: str, start: int, end: int) -> str | None:
    """Give the words after a mention that say what the motion asks, None when none do."""
    match = _SUBJECT.match(text, start, end)
    return match["subject"].strip(" ,?!") if match else None
