"""What the API answers: shapes, of which OpenAPI's description is made. Their words are Dutch.

No shape names a person who works with the register; who made a promise, or to whom, it does.
"""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.domain.commitments import PlaceKind, TermLevel, Verdict
from app.domain.matching import Relation
from app.domain.motions import Advice, Outcome
from app.domain.papers import PaperKind
from app.domain.reading import FulfilmentStatus, PromiseKind, Stance, TargetKind
from app.services.overview.rows.common import Standing

Kind = Literal["toezegging", "mogelijk", "motie"]


class Shape(BaseModel):
    """A part of an answer; every name in it is always there, null where there is nothing."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        frozen=True,
        json_schema_serialization_defaults_required=True,
    )


class Stuk(Shape):
    """Een brief, verslag of ander stuk."""

    id: int
    adres: str = Field(description="Dit stuk in de API.")
    pagina: str = Field(description="Dit stuk op de website.")
    naam: str = Field(description="Hoe het stuk wordt aangehaald.")
    soort: PaperKind
    titel: str | None
    kamerstuk: str | None = Field(description="Het nummer, zoals het wordt gedrukt.")
    datum: dt.date | None
    officieel: str | None = Field(
        description="De officiële uitgave. Null waar het stuk geen nummer heeft, en in het "
        "demonstratieregister: daar zijn de stukken verzonnen."
    )


class Termijn(Shape):
    """Wanneer iets nagekomen moet zijn."""

    woorden: str | None = Field(description="De termijn, in de woorden van het stuk.")
    uiterlijk: dt.date | None = Field(description="De laatste dag, zoals die nu geldt.")
    eerst_uiterlijk: dt.date | None = Field(description="De laatste dag vóór uitstel.")
    stand: TermLevel = Field(description="Hoe de termijn er vandaag voor staat.")


class Uitkomst(Shape):
    """Wat er in de Kamer met een motie gebeurde, voor zover dat is vastgelegd."""

    uitkomst: Outcome | None
    op: dt.date | None
    stemmen: str | None
    appreciatie: Advice | None


class Item(Shape):
    """Een toezegging, een mogelijke toezegging of een motie."""

    nummer: str = Field(description="Het vaste nummer in dit register.")
    nummer_kamer: str | None = Field(description="Het nummer in het register van de Kamer.")
    adres: str = Field(description="Dit item in de API.")
    pagina: str = Field(description="Dit item op de website.")
    soort: Kind = Field(
        description="“mogelijk” en “motie” vond de computer; een “toezegging” heeft een griffier aanvaard of ingevoerd."
    )
    status: Standing
    tekst: str = Field(description="De zin zelf, zoals die in het stuk staat.")
    onderwerp: str | None
    toegezegd_door: str | None = Field(description="Wie het toezegde, in de woorden van het stuk.")
    verantwoordelijk: str | None = Field(description="Het ambt dat er nu over gaat.")
    bewindspersoon: str | None = Field(description="Wie dat ambt nu bekleedt.")
    ministerie: str | None
    commissie: str | None
    lid: str | None = Field(description="Het Kamerlid aan wie het is toegezegd.")
    termijn: Termijn | None
    stuk: Stuk | None = Field(description="Het stuk waarin het staat.")
    dossier: str | None
    voldaan_met: list[Stuk] = Field(description="De stukken waarmee eraan is voldaan.")
    wachtende_suggesties: int = Field(
        description="Hoeveel latere passages de computer vond die nog niemand beoordeelde."
    )
    kamerstuk: str | None = Field(description="Van een motie: haar eigen nummer.")
    officieel: str | None = Field(description="Van een motie: haar officiële uitgave.")
    indieners: list[str] = Field(description="Van een motie.")
    uitkomst: Uitkomst | None = Field(description="Van een motie.")
    stukken: int = Field(description="Van een motie: in hoeveel stukken zij wordt genoemd.")
    laatst_genoemd: dt.date | None = Field(description="Van een motie.")


class Passage(Shape):
    """Woorden van een stuk, met wat ervoor en erna staat."""

    stuk: Stuk
    adres: str = Field(description="De alinea op de website.")
    ervoor: str
    woorden: str
    erna: str
    bladzijde: int | None


class Suggestie(Shape):
    """Een latere passage die de computer erbij vond, en wat een griffier ervan zei."""

    id: int
    relatie: Relation = Field(description="Wat de computer denkt dat de passage ermee doet.")
    score: float = Field(description="Hoe sterk de woorden op elkaar lijken; geen kans.")
    passage: Passage
    oordeel: Verdict | None = Field(description="Null: nog door niemand beoordeeld.")
    beoordeeld_op: dt.datetime | None


class Koppeling(Shape):
    """Een latere passage die een griffier aan het item koppelde."""

    oordeel: Verdict
    passage: Passage
    gekoppeld_op: dt.datetime
    ingetrokken_op: dt.datetime | None


class Vindplaats(Shape):
    """Waar dezelfde toezegging nog meer staat."""

    nummer: str
    wat: PlaceKind = Field(description="Wat de plaats is ten opzichte van de toezegging.")
    passage: Passage


class Vermelding(Shape):
    """Wat een stuk over een motie zegt; zonder stand noemt het alleen het nummer."""

    passage: Passage
    stand: Stance | None


class Verband(Shape):
    """Een ander item waar dit item mee te maken heeft."""

    wat: Literal[
        "herhaalt",
        "samengevoegd met",
        "ook vastgelegd als",
        "afgesplitst van",
        "afgesplitst",
        "staat onder",
        "ook genummerd",
        "vervangen door",
        "vervangt",
    ]
    nummer: str
    adres: str | None = Field(description="Null waar het register dat nummer niet heeft.")


class Gebeurtenis(Shape):
    """Iets wat met een item gebeurde."""

    op: dt.datetime
    wat: str = Field(description="De daad, in woorden.")
    door: Literal["computer", "mens"]
    stuk: Stuk | None = Field(description="Het stuk waarop het berust.")


class HeelItem(Item):
    """Een item met zijn hele verhaal."""

    soort_toezegging: PromiseKind | None
    voorwaarde: str | None
    bron: Passage | None = Field(description="De zin in haar alinea.")
    suggesties: list[Suggestie]
    koppelingen: list[Koppeling]
    vindplaatsen: list[Vindplaats]
    vermeldingen: list[Vermelding]
    verbanden: list[Verband]
    geschiedenis: list[Gebeurtenis] = Field(description="De nieuwste eerst.")


class Keuze(Shape):
    """Een waarde van een filter, en hoeveel er met die waarde overblijven."""

    waarde: str
    naam: str
    aantal: int


class Keuzes(Shape):
    """Waarden om de lijst mee te verkleinen, naast de filters die al gelden.

    Van meer dan 10.000 gevonden items zijn leden, dossiers, bronnen, fracties en jaren niet geteld.
    """

    soort: list[Keuze]
    status: list[Keuze]
    termijn: list[Keuze]
    wie: list[Keuze]
    ministerie: list[Keuze]
    commissie: list[Keuze]
    lid: list[Keuze]
    dossier: list[Keuze] = Field(description="De dossiers met de meeste items.")
    bron: list[Keuze]
    fractie: list[Keuze]
    jaar: list[Keuze] = Field(description="Van het stuk; te kiezen met “van” en “tot”.")


class Lijst(Shape):
    """Een pagina van een lijst; volg “volgende” tot die null is."""

    totaal: int
    pagina: int
    paginas: int
    per_pagina: int
    eerste: str
    vorige: str | None
    volgende: str | None
    laatste: str


class Gezocht(Shape):
    """Wat er met zoekwoorden gebeurde."""

    uitleg: str | None = Field(description="Waarom er met deze woorden niets te zoeken is.")
    niet_gezocht: list[str] = Field(description="Wat er van de zoekwoorden niet is gezocht.")


class Itemlijst(Lijst, Gezocht):
    """Een pagina van het register."""

    items: list[Item]
    keuzes: Keuzes


class Treffer(Shape):
    """Een passage met de zoekwoorden."""

    adres: str = Field(description="De alinea op de website.")
    tekst: str


class StukRegel(Stuk):
    """Een stuk in een lijst, met wat erin is gevonden."""

    afzenders: list[str]
    toezeggingen: int
    nog_te_beoordelen: int
    moties: int
    wachtende_suggesties: int
    treffers: list[Treffer]


class Stukkenlijst(Lijst, Gezocht):
    """Een pagina van de stukken."""

    items: list[StukRegel]


class Alinea(Shape):
    """Een alinea, kop, lijstregel of voetnoot."""

    anker: str
    soort: str
    nummer: str | None = Field(description="Van een voetnoot, vraag of antwoord.")
    spreker: str | None
    tekst: str


class Vondst(Shape):
    """Woorden die de computer of een griffier in een stuk aanwees."""

    soort: Literal["toezegging", "motie", "mededeling", "verwijzing", "suggestie", "koppeling"]
    woorden: str
    anker: str
    bladzijde: int | None
    nummer: str | None = Field(description="Van het item waar het bij hoort.")
    adres: str | None = Field(description="Dat item in de API.")
    stand: Stance | None = Field(description="Van een motie: wat het stuk ervan zegt.")
    over: TargetKind | None = Field(description="Van een mededeling.")
    mededeling: FulfilmentStatus | None
    verwijst_naar: list[str] = Field(description="Van een verwijzing: de nummers, zoals gedrukt.")


class HeelStuk(Stuk):
    """Een stuk met zijn tekst en wat erin is gevonden."""

    dossier: str | None
    afzenders: list[str]
    ingelezen_op: dt.datetime
    ingetrokken_op: dt.datetime | None
    vervangen_door: Stuk | None
    vervangt: list[Stuk]
    aangehaald_in: list[Stuk]
    alineas: list[Alinea]
    voetnoten: list[Alinea]
    vondsten: list[Vondst]
