"""Forms for the lines of the tables: offices, holders, dossiers; and for a file of them."""

import datetime as dt
from collections.abc import Iterable

from wtforms import Field, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.domain.dutch import fault_words
from app.domain.offices import LONGEST_NAME, Certainty
from app.domain.tables import LONGEST_TEXT, AnyLine, LineFault, Table, cells_of
from app.services.overview.rows.common import Choice
from app.web.forms import DayField, GestandForm, VersionField, stripped
from app.web.security import MAX_FORM_BYTES
from app.web.speaking import later, speaker
from app.web.words import capitalize_first

CERTAINTIES = {
    Certainty.HIGH: later("hoog: twee bronnen, of de Kamer zelf"),
    Certainty.MEDIUM: later("midden: één bron, of een afgeleid einde"),
    Certainty.LOW: later("laag: alleen algemeen bekend, of een regel"),
}
SHORT = {
    Certainty.HIGH: later("hoog"),
    Certainty.MEDIUM: later("midden"),
    Certainty.LOW: later("laag"),
}
MAX_FILE = MAX_FORM_BYTES // 2


def _text(label: str, longest: int, missing: str | None = None, **attributes: str) -> StringField:
    asked = InputRequired(missing) if missing else Optional()
    return StringField(
        label,
        filters=[stripped],
        validators=[asked, Length(max=longest)],
        render_kw=attributes or None,
    )


class LineForm(GestandForm):
    """What all lines have: where they come from. Fields are named as the columns of a CSV."""

    confidence = SelectField(
        later("Zekerheid"), choices={one.value: told for one, told in CERTAINTIES.items()}
    )
    source = _text(later("Bron"), LONGEST_TEXT)
    note = _text(later("Opmerking"), LONGEST_TEXT)
    seen = VersionField(validators=[Optional()])

    def cells(self) -> dict[str, str]:
        """Give what was filled in, by the columns of a CSV."""
        return {_column(field.name): _cell(field) for field in self if field.name != "seen"}

    def fault(self, fault: LineFault) -> None:
        """Put what is wrong with the line beside its field, else above the form."""
        named = (field for field in self if _column(field.name) == fault.column)
        field = next(named, next(iter(self)))
        field.errors = [*field.errors, f"{capitalize_first(fault_words(fault, speaker()))}."]


class HolderForm(LineForm):
    """A person's time in an office."""

    office = _text(later("Ambt"), LONGEST_NAME, later("Vul het ambt in."), list="ambten")
    portfolio = _text(later("Portefeuille"), LONGEST_NAME)
    name = _text(later("Naam"), LONGEST_NAME, later("Vul de naam in."))
    surname = _text(later("Achternaam, zoals onder een brief"), LONGEST_NAME)
    first = DayField(
        later("Eerste dag"), validators=[InputRequired(later("Vul de eerste dag in."))]
    )
    last = DayField(later("Laatste dag"))


class OfficeForm(LineForm):
    """An office in one period of its existence."""

    office = _text(later("Ambt"), LONGEST_NAME, later("Vul het ambt in."))
    ministry = SelectField(later("Ministerie"), choices={"": later("Geen")})
    first = DayField(later("Eerste dag"))
    last = DayField(later("Laatste dag"))
    successors = _text(later("Opvolgers"), LONGEST_TEXT)
    also = _text(later("Ook naar"), LONGEST_TEXT)


class DossierForm(LineForm):
    """The committee that leads a dossier."""

    dossier = _text(later("Dossier"), LONGEST_NAME, later("Vul het dossier in."))
    committee = SelectField(later("Commissie"), choices={})


class ImportForm(GestandForm):
    """A file with lines, chosen or pasted; the second time it is sent as text."""

    file = FileField(later("CSV-bestand"))
    text = TextAreaField(later("Of plak de regels hier"))


FORMS: dict[Table, type[LineForm]] = {
    Table.HOLDERS: HolderForm,
    Table.OFFICES: OfficeForm,
    Table.DOSSIERS: DossierForm,
}


def offer(form: LineForm, ministries: Iterable[Choice], committees: Iterable[Choice]) -> None:
    """Offer what can be chosen in a form."""
    if isinstance(form, OfficeForm):
        form.ministry.choices = {"": later("Geen")} | {one.slug: one.name for one in ministries}
    if isinstance(form, DossierForm):
        form.committee.choices = {one.slug: one.name for one in committees}


def filled(table: Table, line: AnyLine, version: int) -> LineForm:
    """Give the form of a line, filled with what it says."""
    cells = cells_of(line)
    days = {_field(name): _day(cells[name]) for name in ("from", "until") if name in cells}
    told = {_field(name): cell for name, cell in cells.items()}
    return FORMS[table](data=told | days | {"seen": version})


def _field(column: str) -> str:
    """Give the field of a column: "from" is no name for one."""
    return {"from": "first", "until": "last"}.get(column, column)


def _column(field: str) -> str:
    return {"first": "from", "last": "until"}.get(field, field)


def _day(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None


def _cell(field: Field) -> str:
    if isinstance(field, DayField):
        return field.day.isoformat() if field.day else ""
    return str(field.data or "")
