"""A line of a plan that is a promise without a verb: a deed and its day, "Oplevering van de monitor: mei 2026"."""

import re
from collections.abc import Iterator

from app.domain.reading import PromiseKind
from app.reading.clauses import Said
from app.reading.promise_forms import Found

_DEED = (
    r"(?:(?:[Ll]andelijke|[Nn]ieuwe|[Tt]weede|[Ee]erste|[Dd]erde)\s)?"
    r"(?:[Ss]tart|[Oo]plevering|[Aa]ctualisatie|[Aa]anpassing|[Hh]erziening|[Pp]ublicatie|[Ee]valuatie|[Vv]aststelling|[Ii]ndiening|[Vv]erzending"
    r"|[Tt]oezending|[Ii]nwerkingtreding|[Aa]anbieding|[Aa]fronding|[Ii]nternetconsultatie|[Cc]onsultatie|[Ii]nvoering|[Oo]penstelling|[Ll]ancering"
    r"|[Cc]ampagne|[Ii]ngebruikname|[Oo]ndertekening|[Bb]esluitvorming|[Kk]abinetsreactie|[Vv]oortgangsbrief|[Vv]oortgangsrapportage|[Ee]ind[a-z]+)\b"
)
# The deed before its day, after a colon or in the next column; or the day first.
_DEED_FIRST = re.compile(
    rf"\W*(?P<deed>{_DEED}[^:|.;]{{0,110}}?)\s*(?:[:|]|\s[–-]\s)\s*(?P<when>[^:|;]{{3,60}})"
)
_DAY_FIRST = re.compile(
    rf"\W*(?P<when>[A-Z1-4Q][^.;:|]{{3,40}}?\b\d{{4}})\s*(?:[:|–-]\s*)?(?P<deed>{_DEED}[^.;]{{0,110}})"
)
_VERB = re.compile(
    r"\b(?:is|zijn|was|wordt|worden|werd|zal|zullen|heeft|hebben|kan|kunnen|moet|ik|wij)\b"
)
_PAPER = re.compile(
    r"[Kk]abinetsreactie|[Vv]oortgang|\b(?:aan|naar)\s(?:de|uw)\s(?:Tweede\s)?Kamer\b"
)
_LONGEST = 170  # characters of such a line


def is_planned(words: str) -> bool:
    """Say whether words have the shape of a line of a plan."""
    if len(words) > _LONGEST or _VERB.search(words) is not None:
        return False
    return _shape(words) is not None


def _shape(words: str) -> re.Match[str] | None:
    """Give the deed and the day of a line of a plan."""
    stripped = words.rstrip(" .")
    return _DEED_FIRST.fullmatch(stripped) or _DAY_FIRST.fullmatch(stripped)


def planned(said: Said) -> Iterator[Found]:
    """Read "April 2026 Start van de werkgroep": with a day to come."""
    match = _shape(said.text) if is_planned(said.text) else None
    if match is None or said.spoken or said.term_in(*match.span("when"), dated=True) is None:
        return
    kind = PromiseKind.INFORM if _PAPER.search(match["deed"]) else PromiseKind.ACT
    yield Found(match.start("deed"), match.end("deed"), kind, "gepland")
