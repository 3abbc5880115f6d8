"""The motion that a paper itself is: its movers, and what it replaces, by its heading."""

import re

from app.domain.papers import Metadata, PaperKind
from app.domain.reading import MotionMention, Stance
from app.domain.references import own_identifier
from app.domain.text import CleanText, Span
from app.reading.motion_replacing import read_replaced

# "NADER GEWIJZIGDE MOTIE VAN DE LEDEN JANSEN EN DE WIT C.S. TER VERVANGING VAN DIE GEDRUKT ONDER NR. 6"
_HEADING = re.compile(
    r"(?m)\b(?P<changed>(?:NADER\s+)?GEWIJZIGDE\s+)?MOTIE\s+VAN\s+(?:HET\s+LID|DE\s+LEDEN)\s+"
    r"(?P<movers>[^\n.]{2,200}?)(?P<cosigned>\s+C\.\s?S\.?)?"
    r"(?P<replacing>\s+TER\s+VERVANGING\s+VAN\s+[^\n]{3,60})?[ \t]*$"
)
_SMALL = frozenset({"van", "de", "der", "den", "het", "ten", "ter", "el", "'t", "’t", "in", "op"})
_AND = re.compile(r"\s*,\s*|\s+en\s+")
_ASKS = re.compile(
    r"\b((?:verzoekt\s(?:de|het)\s\w+|spreekt\suit|roept\s(?:de|het)\s\w+)\b.{10,500}?)[\s,;.]*en gaat over",
    re.DOTALL,
)


def read_own_motion(text: CleanText, metadata: Metadata) -> MotionMention | None:
    """Give the motion that a paper is, None when it is none or prints no number or heading."""
    own = own_identifier(metadata.dossier, metadata.number)
    if metadata.kind is not PaperKind.MOTION or own is None:
        return None
    found = _HEADING.search(text.text)
    if found is None:
        return None
    asks = _ASKS.search(text.text, found.end())
    return MotionMention(
        span=Span(found.start(), found.end()),
        sentence=Span(found.start(), found.end()),
        movers=_read_movers(found["movers"]),
        cosigned=found["cosigned"] is not None,
        ids=(own,),
        stance=Stance.MENTIONED,
        subject=" ".join(asks[1].split()) if asks else None,
        changed=found["changed"] is not None,
        replaces=read_replaced(found["replacing"] or "", own),
    )


def _read_movers(printed: str) -> tuple[str, ...]:
    """Give names that are printed in capitals as running text prints them."""
    names = _AND.split(" ".join(printed.split()).lower())
    return tuple(_as_name(name) for name in names if name)


def _as_name(name: str) -> str:
    """Give "inge van dijk" its capitals; a small word keeps none, but at the begin."""
    words = name.split()
    shown = [word if n and word in _SMALL else _capital(word) for n, word in enumerate(words)]
    return " ".join(shown)


def _capital(word: str) -> str:
    """Give each part of a double name its capital."""
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
