"""How a part of the government is named: as the paper prints it, or by who signed."""

import re
from functools import lru_cache

from app.domain.papers import Metadata
from app.reading.clauses import Said
from app.reading.subjects import Subject, SubjectClass

_OF_CHAMBER = re.compile(r"\b(?:voorzitter|griffier)\b", re.IGNORECASE)
# A consultation is signed by the committee; its first words say who answers.
_ASKED = re.compile(
    r"\b(?:voor\ste\sleggen|voorgelegd|gesteld|gericht)\saan\s(?P<who>(?:de\s)?(?:[Mm]inister|[Ss]taatssecretaris)[^,.;()]{3,140}?)"
    r"(?=\s(?:over|inzake|betreffende|naar\saanleiding|bij|d\.d\.)\b|[,.;(])"
)
_OPENING = 6000  # characters


def name_actor(subject: Subject | None, metadata: Metadata, said: Said) -> str:
    """Give the normal name of a part of the government in a paper of `metadata`."""
    if subject is None:
        return "kabinet"
    if subject.kind is SubjectClass.CABINET:
        return "regering" if subject.text.lower().endswith("regering") else "kabinet"
    if subject.kind in (SubjectClass.SPEAKER, SubjectClass.SPEAKERS):
        if said.spoken and said.block.speaker is not None:
            return said.block.speaker
        functions = _answering(metadata, said)
        if not functions:
            return "kabinet"
        return functions[0] if subject.kind is SubjectClass.SPEAKER else " en ".join(functions)
    if subject.kind is SubjectClass.STATE:
        return "Nederland"
    office = subject.text.lower().split()[-1]
    if office in ("ministerie", "departement"):  # of whoever signed
        own = next((one for one in _answering(metadata, said) if " van " in one), "")
        return re.sub(r"^.*? (?=van )", f"{office.capitalize()} ", own) or office
    return re.sub(r"^(?:de|het)\s+", "", " ".join(subject.text.split()), flags=re.IGNORECASE)


def _answering(metadata: Metadata, said: Said) -> tuple[str, ...]:
    """Give the functions of those who speak as "ik" or "wij"; empty when the paper names none."""
    functions = metadata.from_functions or tuple(one.function for one in metadata.signatories)
    own = tuple(one for one in functions if not _OF_CHAMBER.search(one))
    return own or (_asked(said.clean[:_OPENING]) if functions else ())


@lru_cache(maxsize=16)
def _asked(opening: str) -> tuple[str, ...]:
    """Give whom a committee put its questions to."""
    match = _ASKED.search(opening)
    return (re.sub(r"^de ", "", " ".join(match["who"].split())),) if match is not None else ()
