"""Numbers of papers as people type them."""

import re

from app.domain.references import own_identifier, parse_canonical

LONGEST_DOSSIER = 30
LONGEST_NUMBER = 12
_KINGDOM = re.compile(r"\(\s*R\s*\d+\s*\)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .\N{NO-BREAK SPACE}](?=\d)")
_BEFORE_NUMBER = re.compile(r"^(?:nr|nummer)\b\.?\s*", re.IGNORECASE)


def read_dossier(typed: str | None) -> str | None:
    """Read "21 501-02" or "36 200 V" as identifiers have it; None for what is no dossier."""
    text = _BETWEEN_DIGITS.sub("", _KINGDOM.sub("", typed or "")).strip()
    dossier = "-".join(text.upper().split())
    known = len(dossier) <= LONGEST_DOSSIER and parse_canonical(f"kst-{dossier}-1")
    return dossier if known else None


def dossier_words(dossier: str) -> str:
    """Print a dossier as papers do: "21501-02" as "21 501-02", "36200-V" as "36 200 V"."""
    paper = parse_canonical(f"kst-{dossier}-1")
    return str(paper).partition(",")[0] if paper else dossier


def read_number(typed: str | None) -> str:
    """Read "nr. 2433" as "2433"; nothing for nothing typed."""
    return _BEFORE_NUMBER.sub("", (typed or "").strip()).upper()


def names_paper(dossier: str | None, number: str) -> bool:
    """Say whether a dossier and a number name one paper together."""
    return len(number) <= LONGEST_NUMBER and own_identifier(dossier, number) is not None
