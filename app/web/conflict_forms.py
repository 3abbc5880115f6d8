"""The form with which a clerk settles a conflict: what can be chosen, and what it means."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from app.domain.matching import ConflictKind, ConflictVerdict
from app.domain.references import parse_canonical
from app.services.overview.rows.stories import ConflictView
from app.services.search import parse_query
from app.services.settling import Settlement
from app.web.forms import MAX_LINE, MAX_TEXT, GestandForm, stripped, version_field
from app.web.speaking import _, later

OTHER, NONE, SLIP = "ander", "geen", "verschrijving"
_RIGHT, _SIDE = "nummer:", "kant:"
_BY_SIDE = (ConflictKind.WRONG_NAME, ConflictKind.TWO_MOTIONS)
_NOTHING_WRONG = {
    ConflictKind.TWO_NUMBERS: later("Er is niets mis: het zijn twee moties"),
    ConflictKind.WRONG_NAME: later("Er is niets mis: beide namen horen bij deze motie"),
    ConflictKind.TWO_MOTIONS: later("Er is niets mis: het is één motie, in andere woorden"),
    ConflictKind.NO_SUCH_NUMBER: later("Er is niets mis: het nummer klopt zoals het er staat"),
}
_SLIPS = {
    ConflictKind.WRONG_NAME: later(
        "Het nummer klopt overal; een van de namen is een verschrijving"
    ),
    ConflictKind.TWO_MOTIONS: later(
        "Het nummer klopt overal; een van de onderwerpen is verkeerd weergegeven"
    ),
}


class ConflictForm(GestandForm):
    """What a clerk says of a conflict; `back` is the page to return to."""

    choice = RadioField(
        later("Wat is juist?"),
        choices={},
        validators=[InputRequired(later("Kies wat er juist is."))],
    )
    number = StringField(
        later("Het juiste nummer"), filters=[stripped], validators=[Length(max=MAX_LINE)]
    )
    reason = TextAreaField(
        later("Toelichting"), filters=[stripped], validators=[Length(max=MAX_TEXT)]
    )
    seen = version_field()
    back = HiddenField()

    def offer(self, conflict: ConflictView) -> None:
        """Offer what can be said of this conflict."""
        self.choice.choices = _choices(conflict)

    def propose(self, conflict: ConflictView) -> None:
        """Choose the likely reading beforehand."""
        if conflict.likely in conflict.kamerstukken:
            self.choice.data = f"{_RIGHT}{_numbers(conflict)[conflict.likely]}"
        elif conflict.kind is ConflictKind.NO_SUCH_NUMBER and conflict.likely:
            self.choice.data, self.number.data = OTHER, conflict.likely

    def validate_number(self, field: StringField) -> None:
        """Ask for a number where another one is right; refuse what names no paper."""
        if not self.asks_number():
            return
        if not field.data:
            raise ValidationError(_("Vul het juiste nummer in, zoals 21 501-02, nr. 2433."))
        if read_paper_number(field.data) is None:
            raise ValidationError(
                _(
                    "Dit is geen nummer van een Kamerstuk. Neem dossier en nummer over zoals "
                    "21 501-02, nr. 2433."
                )
            )

    def validate_reason(self, field: StringField) -> None:
        """Ask why nothing is wrong."""
        if self.choice.data == NONE and not field.data:
            raise ValidationError(_("Schrijf waarom er niets mis is."))

    def asks_number(self) -> bool:
        """Say whether what was chosen asks for a number."""
        chosen = self.choice.data or ""
        return chosen == OTHER or chosen.startswith(_SIDE)

    def chosen_words(self) -> tuple[str, ...]:
        """Give what was chosen as it was offered; nothing for nothing."""
        return tuple(
            str(label) for _key, label, chosen, _more in self.choice.iter_choices() if chosen
        )

    def settlement(self) -> Settlement:
        """Give what was chosen as the service takes it."""
        chosen = self.choice.data or ""
        if chosen == NONE:
            return Settlement(ConflictVerdict.NONE)
        if chosen == SLIP:
            return Settlement(ConflictVerdict.SLIP)
        if chosen.startswith(_RIGHT):
            return Settlement(ConflictVerdict.NUMBER, chosen.removeprefix(_RIGHT))
        side = int(chosen.removeprefix(_SIDE)) if chosen.startswith(_SIDE) else None
        return Settlement(ConflictVerdict.NUMBER, read_paper_number(self.number.data), side)


def make_form(conflict: ConflictView, back: str) -> ConflictForm:
    """Make the form of a conflict that waits."""
    form = ConflictForm(data={"seen": conflict.version, "back": back})
    form.offer(conflict)
    form.propose(conflict)
    return form


def read_paper_number(typed: str | None) -> str | None:
    """Read "21 501-02, nr. 2433" as its identifier; None for what names no paper."""
    found = [one for clause in parse_query(typed or "").clauses for one in clause.papers]
    return found[0] if len(found) == 1 and parse_canonical(found[0]) is not None else None


def _choices(conflict: ConflictView) -> dict[str, str]:
    """Give what can be said of a conflict, in the order in which it is likely."""
    offered: dict[str, str] = {}
    if conflict.kind is ConflictKind.TWO_NUMBERS:
        ranked = sorted(conflict.kamerstukken, key=lambda printed: printed != conflict.likely)
        for printed in ranked:
            offered[f"{_RIGHT}{_numbers(conflict)[printed]}"] = _(
                "%(printed)s is het juiste nummer", printed=printed
            )
    if conflict.kind in _BY_SIDE:
        for n in reversed(range(len(conflict.names))):
            offered[f"{_SIDE}{n}"] = _(
                "%(motion)s hoort bij een ander nummer", motion=_name_of(conflict, n)
            )
        offered[SLIP] = _SLIPS[conflict.kind]
    else:
        offered[OTHER] = later("Een ander nummer is juist")
    return offered | {NONE: _NOTHING_WRONG[conflict.kind]}


def _numbers(conflict: ConflictView) -> dict[str, str]:
    """Give the identifiers of the numbers at stake by how they are printed."""
    return dict(zip(conflict.kamerstukken, conflict.numbers, strict=True))


def _name_of(conflict: ConflictView, side: int) -> str:
    """Name one side: by its movers, else by its subject."""
    alike = len(set(conflict.names)) < len(conflict.names)
    subjects = [one.subject for one in conflict.sides if one.side == side and one.subject]
    if subjects and (alike or not conflict.names[side]):
        return _("De motie over “%(subject)s”", subject=subjects[0])
    return (
        _("De motie van %(name)s", name=conflict.names[side])
        if conflict.names[side]
        else _("De ene motie")
    )
