"""The report of an import: every file that was seen is counted once, with what became of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.cli.words import FORMATS
from app.services.intake import Counts, ImportResult, Outcome
from app.sources.folder import Found, PassedOver, media_of

_PASSED = {
    PassedOver.HIDDEN: "verborgen",
    PassedOver.OTHER_FORMAT: f"geen {FORMATS}",
    PassedOver.NO_FILE: "geen gewoon bestand",
    PassedOver.TWICE: "dubbel genoemd",
}


@dataclass(slots=True)
class Report:
    """Counts as they grow; `is_rehearsal` says that nothing was written."""

    is_rehearsal: bool
    seen: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    refused: int = 0
    passed: Counter[PassedOver] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    counts: Counts = field(default_factory=Counts)

    @property
    def new(self) -> int:
        """Papers that the register did not have."""
        return self.outcomes[Outcome.NEW]

    @property
    def known(self) -> int:
        """Papers that it had, also those that got a date now or that a clerk withdrew."""
        known = (Outcome.KNOWN, Outcome.DATED, Outcome.WITHDRAWN)
        return sum(self.outcomes[outcome] for outcome in known)

    @property
    def waiting(self) -> int:
        """Files that an import which was stopped did not come to."""
        return self.seen - self.new - self.known - self.refused - self.passed.total()

    def see(self, found: Iterable[Found]) -> None:
        """Count what there is, and what of it is not looked into."""
        for one in found:
            self.seen += 1
            if one.passed is not None:
                self.passed[one.passed] += 1
            if one.passed is PassedOver.OTHER_FORMAT:
                self.formats[media_of(one.path)] += 1

    def refuse(self) -> None:
        """Count a file that gave no text."""
        self.refused += 1

    def add(self, result: ImportResult) -> None:
        """Count a paper that was read."""
        self.outcomes[result.outcome] += 1
        self.counts += result.counts

    def lines(self) -> Iterator[str]:
        """Give the report in words."""
        if self.is_rehearsal:
            yield "Proef: er is niets gewijzigd."
        yield f"Bestanden gezien    {self.seen:6}"
        yield f"  nieuw             {self.new:6}"
        yield f"  al bekend         {self.known:6}{self._dated()}"
        yield f"  geweigerd         {self.refused:6}"
        yield f"  overgeslagen      {self.passed.total():6}{self._why_passed()}"
        if self.waiting:
            yield f"  nog niet gelezen  {self.waiting:6}"
        yield "In de nieuwe stukken"
        counts = self.counts
        yield f"  verwijzingen      {counts.references:6}"
        yield f"  moties genoemd    {counts.mentions:6}{self._new_motions()}"
        yield f"  kandidaten        {counts.candidates:6}  (toezeggingen om te beoordelen)"
        if not self.is_rehearsal:
            yield f"    waarvan herhaling {counts.repeats:5}  (van wat al in het register staat)"
        yield f"  uitspraken        {counts.statements:6}  (dat aan iets is voldaan)"
        if not self.is_rehearsal:
            yield f"  suggesties        {counts.suggestions:6}  (wat bij wat kan horen)"

    def _dated(self) -> str:
        """Say how many known papers got a date, and how many are withdrawn."""
        dated, withdrawn = self.outcomes[Outcome.DATED], self.outcomes[Outcome.WITHDRAWN]
        told = [f"waarvan nu een datum kregen: {dated}"] if dated else []
        told += [f"waarvan een griffier er introk: {withdrawn}"] if withdrawn else []
        return f"  ({'; '.join(told)})" if told else ""

    def _new_motions(self) -> str:
        """Say how many motions the register did not have."""
        return "" if self.is_rehearsal else f"  (nieuw in het register: {self.counts.motions})"

    def _why_passed(self) -> str:
        """Say why files were passed over, with the extensions that are not read."""
        parts = [f"{_PASSED[reason]}: {count}" for reason, count in sorted(self.passed.items())]
        if not parts:
            return ""
        if self.formats:
            kinds = ", ".join(
                f".{media} {count}" if media else f"zonder extensie {count}"
                for media, count in sorted(self.formats.items())
            )
            parts.append(f"namelijk {kinds}")
        return f"  ({'; '.join(parts)})"
