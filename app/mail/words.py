"""What a digest says, in the language of its reader."""

from dataclasses import dataclass
from datetime import date

from app.domain.digest import (
    ChangeKind,
    Digest,
    DigestBasis,
    DigestChange,
    DigestKind,
    DigestLine,
    MotionNamed,
    Week,
)
from app.domain.dutch import in_small_letters, paper_words
from app.domain.languages import Translator
from app.domain.papers import PaperName
from app.mail.layout import begin, mark_demo

_NEARLY = 0.8
_ALWAYS = (DigestKind.NEW, DigestKind.MET, DigestKind.OVERDUE)  # counted also when there is none
_OF_LETTERS = {DigestKind.LETTERS, DigestKind.PAPERS}  # unless these are all there is


@dataclass(frozen=True, slots=True)
class DigestWords:
    """Says what stands in a digest; every method gives words of one language."""

    by: Translator

    def subject(self, digest: Digest) -> str:
        """Say the week and the numbers, so that a reader knows before opening."""
        week, told = digest.week.number, self.summary(digest)
        line = self.by.say("Weekbericht week %(week)s: %(told)s", week=week, told=told)
        return mark_demo(line, self.by) if digest.demo else line

    def title(self, digest: Digest) -> str:
        """Name the digest."""
        return self.by.say(
            "Weekbericht toezeggingen en moties, week %(week)s", week=digest.week.number
        )

    def summary(self, digest: Digest) -> str:
        """Count the news: "3 nieuw, 1 nagekomen, 2 verstreken (2 nog niet beoordeeld)"."""
        if digest.is_empty and digest.follows:
            return self.by.say("niets nieuws")
        only_letters = {one.kind for one in digest.sections if one.total} <= _OF_LETTERS
        told = ", ".join(
            self._counted(section.kind, section.total)
            for section in digest.sections
            if section.total
            or (section.kind in _ALWAYS and not (only_letters and not digest.is_empty))
        )
        unjudged = sum(section.unjudged for section in digest.sections)
        if not unjudged:
            return told
        number = self.by.number(unjudged)
        return self.by.say("%(told)s (%(number)s nog niet beoordeeld)", told=told, number=number)

    def _counted(self, kind: DigestKind, total: int) -> str:
        """Count one kind of news."""
        number = self.by.number(total)
        say = self.by.say
        match kind:
            case DigestKind.NEW:
                return say("%(number)s nieuw", number=number)
            case DigestKind.MET:
                return say("%(number)s nagekomen", number=number)
            case DigestKind.PARTLY:
                return say("%(number)s deels nagekomen", number=number)
            case DigestKind.PERHAPS:
                return say("%(number)s misschien nagekomen", number=number)
            case DigestKind.OVERDUE:
                return say("%(number)s verstreken", number=number)
            case DigestKind.DUE:
                return self.by.count(
                    "%(num)s verloopt binnenkort", "%(num)s verlopen binnenkort", total
                )
            case DigestKind.CHANGED:
                return say("%(number)s verschoven of heropend", number=number)
            case DigestKind.LETTERS:
                return self.by.count(
                    "één motie met een brief", "%(num)s moties met een brief", total
                )
            case DigestKind.PAPERS:
                return self.by.count("één nieuwe brief", "%(num)s nieuwe brieven", total)

    def heading(self, kind: DigestKind) -> str:
        """Name a section."""
        say = self.by.say
        match kind:
            case DigestKind.NEW:
                return say("Nieuw")
            case DigestKind.MET:
                return say("Nagekomen")
            case DigestKind.PARTLY:
                return say("Deels nagekomen")
            case DigestKind.PERHAPS:
                return say("Misschien nagekomen")
            case DigestKind.OVERDUE:
                return say("Termijn verstreken")
            case DigestKind.DUE:
                return say("Termijn verloopt binnenkort")
            case DigestKind.CHANGED:
                return say("Verschoven, heropend of gesloten")
            case DigestKind.LETTERS:
                return say("Nieuwe brieven over moties die u volgt")
            case DigestKind.PAPERS:
                return say("Nieuwe brieven bij uw zoekvraag")

    def period(self, week: Week) -> str:
        """Print the days of a week: "14 tot en met 20 februari 2022"."""
        first, last = self.by.day(week.monday).split(), self.by.day(week.sunday)
        if week.monday.year == week.sunday.year:
            first.pop()
            if week.monday.month == week.sunday.month:
                first.pop()
        return self.by.say("%(first)s tot en met %(last)s", first=" ".join(first), last=last)

    def name(self, line: DigestLine) -> str:
        """Say what it is about, in few words where there are; else give the whole sentence."""
        if line.paper_id is not None and line.source is not None:
            return begin(line.source.title or self.paper(line.source))
        if line.motion is not None:
            return self._motion(line.motion)
        return begin(line.words if line.title is None or _is_whole(line) else line.title)

    def about(self, line: DigestLine) -> str:
        """Say who answers for it and by when; of a motion, that it is one; of a paper, who sent it."""
        if line.paper_id is not None:
            named = self.paper(line.source) if line.source is not None and line.source.title else ""
            sender = in_small_letters(line.who)
            return " ".join(f"{begin(part)}." for part in (named, sender) if part)
        if line.is_motion:
            number = line.motion.kamerstuk if line.motion else line.number
            return f"{self.by.say('Motie %(kamerstuk)s', kamerstuk=number)}."
        return f"{begin(in_small_letters(line.who))}. {self._term(line)}."

    def _motion(self, named: MotionNamed) -> str:
        """Name a motion: "Motie Van Dam en Smit c.s.: een meldpunt voor geluid"."""
        say, names = self.by.say, "".join(named.movers[-1:])
        if named.movers[:-1]:
            names = say(
                "%(names)s en %(last)s", names=", ".join(named.movers[:-1]), last=named.movers[-1]
            )
        if not names:
            name = say("Motie")
        elif named.cosigned:
            name = say("Motie %(names)s c.s.", names=names)
        else:
            name = say("Motie %(names)s", names=names)
        return f"{name}: {named.subject}" if named.subject else name

    def _term(self, line: DigestLine) -> str:
        """Print a term in the letter's words and as a day."""
        if line.term_latest is None:
            if line.term_text:
                return self.by.say("Termijn: %(words)s", words=line.term_text)
            return self.by.say("Geen termijn genoemd")
        printed = self.by.day(line.term_latest)
        day = self.by.say("uiterlijk %(day)s", day=printed)
        if line.term_text and printed in line.term_text:
            return self.by.say("Termijn: %(words)s", words=line.term_text)
        if line.term_text:
            return self.by.say("Termijn: %(words)s (%(day)s)", words=line.term_text, day=day)
        return self.by.say("Termijn: %(words)s", words=day)

    def change(self, line: DigestLine) -> str | None:
        """Say what was changed, from what to what and why; None where nothing was."""
        if line.change is None:
            return None
        told = self._changed(line.change)
        if not line.change.reason:
            return told
        return self.by.say("%(told)s Reden: %(why)s", told=told, why=line.change.reason)

    def _changed(self, change: DigestChange) -> str:
        """Say what was changed."""
        say = self.by.say
        if change.kind is ChangeKind.MOVED:
            before, after = self._day(change.before), self._day(change.after)
            return say("Termijn was %(before)s, is nu %(after)s.", before=before, after=after)
        before, after = change.before or "", change.after or ""
        if change.kind is ChangeKind.REOPENED:
            return say("Heropend: was %(before)s, is nu %(after)s.", before=before, after=after)
        return say(
            "Zonder brief gesloten: was %(before)s, is nu %(after)s.", before=before, after=after
        )

    def _day(self, day: str | None) -> str:
        """Print the day of a term."""
        return self.by.day(date.fromisoformat(day)) if day else self.by.say("zonder dag")

    def beside(self, line: DigestLine) -> str | None:
        """Say what else is news of the item; None for nothing."""
        parts = [self.heading(kind).lower() for kind in line.beside]
        if line.others:
            parts.append(
                self.by.count("nog één brief hierover", "nog %(num)s brieven hierover", line.others)
            )
        return self.by.say("Ook: %(parts)s.", parts=", ".join(parts)) if parts else None

    def rest(self, digest: Digest, kind: DigestKind) -> str:
        """Give the address, below that of the register, of a list that has what was cut off."""
        page = "brieven" if kind is DigestKind.PAPERS else "register"
        if digest.basis is DigestBasis.PAPERS:
            return f"{page}?van={digest.week.monday}&tot={digest.week.sunday}"
        return f"{page}?sinds={digest.week.monday}"

    def paper(self, paper: PaperName) -> str:
        """Name a paper in a sentence: "brief van 16 februari 2022 (35 925 V, nr. 72)"."""
        return paper_words(paper, self.by)


def quote_of(line: DigestLine) -> str | None:
    """Give the sentence; None where the title is that already."""
    return None if line.title is None or _is_whole(line) else line.words


def path_of(line: DigestLine) -> str:
    """Give the page of an item or paper, below the address of the register."""
    if line.paper_id is not None:
        return f"brieven/{line.paper_id}"
    return f"{'moties' if line.is_motion else 'register'}/{line.number}"


def _is_whole(line: DigestLine) -> bool:
    """Say whether the title leaves so little out that the sentence itself reads better."""
    return len(line.title or "") > _NEARLY * len(line.words)
