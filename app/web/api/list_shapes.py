"""What the API answers to a search, and about members, offices, committees and dossiers."""

from pydantic import BaseModel, Field

from app.services.overview.rows.common import Standing
from app.web.api.shapes import Gezocht, Kind, Lijst, Shape, StukRegel


class Aanbod(Shape):
    """Een andere zoekvraag die wel iets vindt."""

    q: str
    aantal: int


class GevondenItem(Shape):
    """Een gevonden item, kort."""

    nummer: str
    adres: str
    pagina: str
    status: Standing
    onderwerp: str | None
    fragment: str


class Gevonden(Shape):
    """Wat er van één soort is gevonden: hoeveel, het beste ervan, en waar de rest staat."""

    soort: Kind
    totaal: int
    adres: str
    items: list[GevondenItem]


class Stukkengroep(Shape):
    """De gevonden stukken."""

    totaal: int
    adres: str
    items: list[StukRegel]


class Zoekresultaat(Gezocht):
    """Het beste van alles wat de woorden vinden."""

    q: str
    soorten: list[Gevonden]
    stukken: Stukkengroep
    bedoelde_u: list[Aanbod] = Field(description="Andere spellingen, waar niets is gevonden.")
    met_minder_woorden: list[Aanbod]


class Telling(Shape):
    """Hoeveel toezeggingen, en hoe het daarmee staat."""

    toezeggingen: int
    openstaand: int
    verstreken: int


class Lid(Shape):
    """Een lid van de Kamer."""

    naam: str
    adres: str
    in_register: str = Field(description="Wat aan dit lid is toegezegd, in de API.")
    toezeggingen: int
    moties: int


class Ledenlijst(Lijst):
    """Een pagina van de leden."""

    items: list[Lid]


class Ambt(Telling):
    """Een ambt, wie het nu bekleedt, en waar het over gaat."""

    naam: str
    adres: str
    in_register: str
    bewindspersoon: str | None


class Ambtenlijst(Lijst):
    """Een pagina van de ambten."""

    items: list[Ambt]


class Instelling(Telling):
    """Een ministerie of commissie."""

    sleutel: str = Field(description="De waarde voor het filter.")
    naam: str
    adres: str
    in_register: str


class Instellingenlijst(Lijst):
    """Een pagina van de ministeries of commissies."""

    items: list[Instelling]


class Dossier(Shape):
    """Een dossier."""

    dossier: str
    adres: str
    in_register: str
    stukken: int


class Dossierlijst(Lijst):
    """Een pagina van de dossiers."""

    items: list[Dossier]


class Maand(Shape):
    """Hoe het aan het eind van een maand stond, en wat de maand bracht."""

    maand: str = Field(examples=["2026-11"])
    openstaand: int
    verstreken: int
    toegezegd: int
    nagekomen: int


class Cijfers(Shape):
    """De cijfers over een lid, ambt, ministerie, commissie of dossier, of over alles."""

    naam: str
    pagina: str
    in_register: str
    over: str | None = Field(description="Van een lid de fractie, van een ambt wie het bekleedt.")
    toezeggingen: int
    openstaand: int
    verstreken: int
    verloopt_binnen_30_dagen: int
    afgedaan: int
    vervallen: int
    nog_niet_beoordeeld: int
    moties: int
    dagen_tot_nakoming: int | None = Field(description="Het midden van wat is nagekomen.")
    maanden: list[Maand]


class Ingang(Shape):
    """Waar de API begint."""

    naam: str
    versie: str
    uitleg: str = Field(description="De beschrijving voor mensen.")
    beschrijving: str = Field(description="De beschrijving in OpenAPI.")
    let_op: str
    lijsten: dict[str, str]


class Fout(Shape):
    """Wat er met een waarde mis is."""

    veld: str
    uitleg: str


class Probleem(BaseModel):
    """Wat er niet kan, en wat u nu kunt doen (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    fouten: list[Fout] = []
