"""Which pages of a register are measured, and with which items, letters and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus

from sqlalchemy import Engine, Select, func, select

from app.domain.commitments import CandidateState, Status
from app.session import reading
from app.store.documents import Document, MentionedMotion, Passage
from app.store.finding import Member
from app.store.items import Candidate, Commitment, Committee, Item, Motion
from app.store.links import Suggestion
from app.store.meetings import Meeting
from app.store.motions import MotionConflict
from app.store.reminders import Reminder

SAMPLE = 12  # items or letters of a kind
_DEEP = 40  # a page far down a list


@dataclass(frozen=True, slots=True)
class Measured:
    """A kind of page, and the addresses that stand for it."""

    name: str
    addresses: tuple[str, ...]


def list_pages(engine: Engine) -> list[Measured]:
    """Give every kind of page that this register has."""
    lists = [*_lists(engine), *_searches(engine), *_subjects(engine)]
    found = [*lists, *_items(engine), *_desks(), *_tables(engine), *_api(engine)]
    return [Measured(name, tuple(addresses)) for name, addresses in found if addresses]


def list_known(engine: Engine) -> list[Measured]:
    """Give what strangers ask for again while they have it: lists, items and letters."""
    promised = (Commitment, Commitment.item_id == Item.id)
    items, letters = _spread(engine, Item.number, joined=promised), _spread(engine, Document.id)
    return [
        Measured("opnieuw, register", ("/register", "/register?q=havenbeleid")),
        Measured("opnieuw, brieven", ("/brieven", "/brieven?q=havenbeleid")),
        Measured("opnieuw, item", tuple(f"/register/{one}" for one in items)),
        Measured("opnieuw, brief", tuple(f"/brieven/{one}" for one in letters)),
        Measured("opnieuw, api", ("/api/v1/register", f"/api/v1/register/{items[0]}")),
    ]


Named = tuple[str, Sequence[str]]


def _ask(engine: Engine, query: Select[Any]) -> list[Any]:
    with reading(engine) as session:
        return list(session.scalars(query))


def _spread(engine: Engine, column: Any, *where: Any, joined: Any = None) -> list[Any]:
    """Give some values of a column, evenly spread over all that there are."""
    query = select(column)
    if joined is not None:
        query = query.join(*joined)
    values = _ask(engine, query.where(*where).order_by(column))
    step = max(1, len(values) // SAMPLE)
    return values[step // 2 :: step][:SAMPLE]


def _lists(engine: Engine) -> list[Named]:
    """Give the register and the list of letters, whole, filtered and sorted."""
    offices = _most(engine, Commitment.responsible)
    members = _most(engine, Commitment.member)
    ministry, committee = "binnenlandse-zaken-en-koninkrijksrelaties", _busiest(engine)
    letters = _spread(engine, Document.id)
    return [
        ("register", ["/register"]),
        ("register, verder", [f"/register?pagina={_DEEP}", "/register?pagina=400"]),
        ("register, soort", [f"/register?soort={kind}" for kind in ("toezegging", "mogelijk", "motie")]),
        ("register, status", [f"/register?status={one}" for one in ("lopend", "afgedaan", "afgewezen", "nog+niets+gemeld")]),
        ("register, termijn", ["/register?termijn=te-laat", "/register?termijn=loopt", "/register?termijn=verloopt+binnenkort&soort=toezegging"]),
        ("register, wie", [f"/register?wie={quote_plus(one)}" for one in offices]),
        ("register, ministerie", [f"/register?ministerie={ministry}"]),
        ("register, commissie", [f"/register?commissie={committee}", "/register?commissie=zonder"]),
        ("register, lid", [f"/register?lid={quote_plus(one)}" for one in members]),
        ("register, fractie", [f"/register?fractie={quote_plus(one)}" for one in _most(engine, Member.fractie)]),
        ("register, dossier", [f"/register?dossier={one}" for one in _most(engine, Document.dossier)]),
        ("register, bron", ["/register?bron=schriftelijk", "/register?bron=mondeling"]),
        ("register, periode", ["/register?van=01-01-2025&tot=31-12-2025", "/register?van=10-03-2026"]),
        ("register, brief", [f"/register?brief={one}" for one in letters]),
        ("register, sinds", ["/register?sinds=2026-11-14", "/register?sinds=2026-11-14&soort=toezegging"]),
        ("register, gesorteerd", [f"/register?sorteer={one}" for one in ("datum", "status", "nummer", "nieuwste")]),
        ("brieven", ["/brieven", "/brieven?sorteer=nieuwste"]),
        ("brieven, gefilterd", [f"/brieven?{one}" for one in ("soort=brief", "ministerie=fin", "dossier=36250", "met=toezeggingen", "van=2026-01-01", "sinds=2026-11-14")]),
        ("brieven, verder", [f"/brieven?pagina={_DEEP}", "/brieven?pagina=4000"]),
    ]  # fmt: skip


def _searches(engine: Engine) -> list[Named]:
    """Give searches: rare and common words, several, phrases, beginnings, numbers."""
    motions = _spread(engine, Motion.canonical)
    numbers = _spread(engine, Item.number)
    words = {
        "zeldzaam": ["arbeidsdatabudget", "museumvaccinplan", "dijkcyberraad"],
        "gewoon": ["havenbeleid", "schoolbeleid", "waterfonds"],
        "zeer gewoon": ["gemeenten", "jaarlijkse"],
        "twee woorden": ["havenbeleid scholen", "duurzame energiebeleid"],
        "woordgroep": ['"betaalbare havenbeleid"', '"de gemeenten"'],
        "begin": ["spoor*", "haven*"],
        "zonder": ["havenbeleid -gemeenten", "schoolplan -duurzame"],
        "nummer": [f"{one.removeprefix('kst-')[:2]} {one.removeprefix('kst-')[2:].replace('-', ', nr. ')}" for one in motions[:6]]
        + numbers[:3],
        "niets": ["onvindbaarwoord", "havenbeleid onvindbaarwoord"],
    }  # fmt: skip
    places = (("register", "/register"), ("brieven", "/brieven"), ("overal", "/zoeken"))
    return [
        (f"zoeken {where}, {name}", [f"{path}?q={quote_plus(one)}" for one in asked])
        for where, path in places
        for name, asked in words.items()
        if (where, name) != ("overal", "nummer")  # which leads to the item itself
    ]


def _subjects(engine: Engine) -> list[Named]:
    """Give the pages about what people ask about."""
    offices, members = _most(engine, Commitment.responsible), _most(engine, Commitment.member)
    promised = Item.id.in_(select(Commitment.item_id))
    papers = _spread(engine, Item.document_id, promised, Item.document_id.is_not(None))
    dossiers = _ask(engine, select(Document.dossier).where(Document.id.in_(papers)).distinct())
    return [
        ("cijfers", ["/cijfers"]),
        ("ministerie", ["/ministeries/vws", "/ministeries/bzk"]),
        ("commissie, cijfers", [f"/commissies/{_busiest(engine)}/cijfers"]),
        ("ambt", [f"/ambten/{quote(one)}" for one in offices]),
        ("leden", ["/leden"]),
        ("lid", [f"/leden/{quote(one)}" for one in members]),
        ("dossier", [f"/dossiers/{quote(one)}" for one in dossiers if one]),
        ("debat", [f"/debatten/{one}" for one in papers]),
    ]


def _items(engine: Engine) -> list[Named]:
    """Give items and letters, ordinary ones and those with the most on them."""
    accepted = _spread(engine, Item.number, joined=(Commitment, Commitment.item_id == Item.id))
    waiting = _spread(
        engine,
        Item.number,
        Candidate.state == CandidateState.WAITING,
        joined=(Candidate, Candidate.item_id == Item.id),
    )
    settled = _spread(
        engine,
        Item.number,
        Commitment.status == Status.SETTLED,
        joined=(Commitment, Commitment.item_id == Item.id),
    )
    motions = _spread(engine, Item.number, joined=(Motion, Motion.item_id == Item.id))
    most_named = _ask(engine, _most_of(MentionedMotion.item_id))
    busiest = _ask(engine, _most_of(Suggestion.document_id))
    longest = _ask(engine, _most_of(Passage.document_id))
    letters = _spread(engine, Document.id)
    return [
        ("toezegging", [f"/register/{one}" for one in accepted]),
        ("toezegging, afgedaan", [f"/register/{one}" for one in settled]),
        ("mogelijke toezegging", [f"/register/{one}" for one in waiting]),
        ("motie", [f"/moties/{one}" for one in motions]),
        ("motie, vaak genoemd", [f"/moties/{one}" for one in _numbers(engine, most_named)]),
        ("brief", [f"/brieven/{one}" for one in letters]),
        ("brief, drukste", [f"/brieven/{one}" for one in [*busiest, *longest]]),
        ("brief, verbeteren", [f"/brieven/{one}/verbeteren" for one in letters[:4]]),
        ("brief, kiezen", [f"/brieven/{one}/kiezen" for one in letters[:4]]),
        ("brief, intrekken", [f"/brieven/{one}/intrekken" for one in letters[:4]]),
        ("brief, vervangen", [f"/brieven/{one}/vervangen" for one in letters[:4]]),
        ("geschiedenis", [f"/register/{one}/geschiedenis.csv" for one in accepted[:4]]),
    ]


def _desks() -> list[Named]:
    """Give the pages of the desk."""
    return [
        ("bureau", ["/bureau"]),
        ("bureau, verder", [f"/bureau?pagina={_DEEP}", "/bureau?pagina=2000"]),
        ("bureau, suggesties", ["/bureau/suggesties", f"/bureau/suggesties?pagina={_DEEP}"]),
        ("bureau, tegenstrijdig", ["/bureau/tegenstrijdig", "/bureau/tegenstrijdig?beslist=ja"]),
        ("bureau, zonder nummer", ["/bureau/zonder-nummer", "/bureau/zonder-nummer?pagina=20"]),
        ("bureau, mijn werk", ["/bureau/mijn-werk"]),
        ("bureau, mondeling", ["/bureau/mondeling"]),
        ("bureau, inlezen", ["/bureau/inlezen"]),
    ]


def _tables(engine: Engine) -> list[Named]:
    """Give committees, meetings, rappels, tables and accounts."""
    meetings, reminders = _spread(engine, Meeting.id), _spread(engine, Reminder.id)
    conflicts = _spread(engine, MotionConflict.id)
    return [
        ("commissies", ["/commissies"]),
        ("commissie", [f"/commissies/{_busiest(engine)}"]),
        ("vergadering", [f"/vergaderingen/{one}" for one in meetings]),
        ("vergadering, besluiten", [f"/vergaderingen/{one}/besluiten" for one in meetings]),
        ("rappels", ["/rappels"]),
        ("rappel", [f"/rappels/{one}" for one in reminders]),
        ("rappel, nieuw", [f"/rappels/nieuw?ambt={quote_plus(one)}" for one in _most(engine, Commitment.responsible)[:2]]),
        ("tegenstrijdigheid", [f"/bureau/tegenstrijdig/{one}" for one in conflicts]),
        ("tabellen", [f"/tabellen/{one}" for one in ("ambten", "bewindspersonen", "dossiers")]),
        ("tabellen, bijwerken", ["/tabellen/bijwerken"]),
        ("account", ["/account"]),
        ("mensen", ["/beheer/mensen/"]),
    ]  # fmt: skip


def _api(engine: Engine) -> list[Named]:
    """Give what programs ask: the lists of the pages, what has no page, an item and a paper."""
    items, letters = _spread(engine, Item.number), _spread(engine, Document.id)
    bodies = ("leden", "ambten", "ministeries", "commissies", "dossiers")
    return [
        ("api, register", ["/api/v1/register", "/api/v1/moties"]),
        (
            "api, register, gefilterd",
            [
                f"/api/v1/register?{one}"
                for one in (
                    "soort=toezegging&status=lopend",
                    "termijn=te-laat",
                    f"commissie={_busiest(engine)}",
                    "q=gemeenten",
                )
            ],
        ),
        (
            "api, register, verder",
            [f"/api/v1/register?pagina={_DEEP}", "/api/v1/register?pagina=400"],
        ),
        ("api, brieven", ["/api/v1/brieven"]),
        (
            "api, brieven, gefilterd",
            [
                f"/api/v1/brieven?{one}"
                for one in ("soort=brief", "van=2026-01-01", "q=havenbeleid")
            ],
        ),
        (
            "api, zoeken",
            [f"/api/v1/zoeken?q={one}" for one in ("museumvaccinplan", "havenbeleid", "gemeenten")],
        ),
        (
            "api, brieven, verder",
            [f"/api/v1/brieven?pagina={_DEEP}", "/api/v1/brieven?pagina=4000"],
        ),
        ("api, item", [f"/api/v1/register/{one}" for one in items]),
        ("api, brief", [f"/api/v1/brieven/{one}" for one in letters]),
        *((f"api, {name}", [f"/api/v1/{name}"]) for name in bodies),
        ("api, beschrijving", ["/api/v1/openapi.json"]),
    ]


def _most(engine: Engine, column: Any) -> list[str]:
    """Give the two values that most rows have, and one that few have."""
    query = select(column).where(column.is_not(None)).group_by(column)
    values = _ask(engine, query.order_by(func.count().desc(), column))
    return list(dict.fromkeys([*values[:2], *values[-1:]]))


def _most_of(column: Any) -> Select[Any]:
    """Select the three ids that most rows have."""
    return select(column).group_by(column).order_by(func.count().desc(), column).limit(3)


def _numbers(engine: Engine, ids: Sequence[int]) -> list[str]:
    return _ask(engine, select(Item.number).where(Item.id.in_(ids)).order_by(Item.number))


def _busiest(engine: Engine) -> str:
    """Give the committee that leads most commitments."""
    query = select(Committee.slug).join(Commitment, Commitment.committee_id == Committee.id)
    slugs = query.group_by(Committee.slug).order_by(func.count().desc(), Committee.slug)
    return str(_ask(engine, slugs.limit(1))[0])
