"""An item and a paper as the API tells them whole."""

from collections.abc import Iterator

from app.domain.commitments import PlaceKind
from app.services.overview.rows.common import HistoryLine, LetterRef, SuggestionView
from app.services.overview.rows.exports import ItemLine
from app.services.overview.rows.letters import LetterBlock, LetterPage, Mark, MarkKind
from app.services.overview.rows.stories import ItemStory
from app.web.api.shapes import (
    Alinea,
    Gebeurtenis,
    HeelItem,
    HeelStuk,
    Koppeling,
    Suggestie,
    Verband,
    Vermelding,
    Vindplaats,
    Vondst,
)
from app.web.api.shaping import (
    item_address,
    item_values,
    paper,
    paper_or_none,
    paper_values,
    passage,
)
from app.web.deeds import ACTIONS
from app.web.public import OF_THE_DESK
from app.web.publisher import motion_canonical

_MARKS = {
    MarkKind.PROMISE: "toezegging",
    MarkKind.MOTION: "motie",
    MarkKind.STATEMENT: "mededeling",
    MarkKind.CITATION: "verwijzing",
    MarkKind.SUGGESTED: "suggestie",
    MarkKind.LINKED: "koppeling",
}


def whole_item(story: ItemStory) -> HeelItem:
    """Tell an item whole."""
    promise, mentions = story.promise, story.motion.mentions if story.motion else ()
    return HeelItem(
        **item_values(_line(story)),
        soort_toezegging=promise.kind if promise else None,
        voorwaarde=promise.condition if promise else None,
        bron=passage(story.source) if story.source else None,
        suggesties=[_suggestion(one) for one in story.suggestions],
        koppelingen=list(_links(story)),
        vindplaatsen=[
            Vindplaats(
                nummer=one.number, wat=one.kind or PlaceKind.REPEAT, passage=passage(one.quote)
            )
            for one in story.places
        ],
        vermeldingen=[Vermelding(passage=passage(one.quote), stand=one.stance) for one in mentions],
        verbanden=list(_relations(story)),
        geschiedenis=[_deed(one) for one in story.history if one.action not in OF_THE_DESK],
    )


def _line(story: ItemStory) -> ItemLine:
    """Give an item as lists have it."""
    promise, kept, motion, who = story.promise, story.registered, story.motion, story.answering
    mentions = motion.mentions if motion else ()
    days = [one.letter.timing.day for one in mentions if one.letter.timing.day]
    return ItemLine(
        number=story.number,
        official_number=kept.official_number if kept else None,
        kind=story.kind,
        standing=story.standing,
        words=story.words,
        subject=promise.subject if promise else motion.subject if motion else None,
        actor=promise.actor if promise else None,
        responsible=who.now if who else None,
        responsible_name=kept.responsible_name if kept else None,
        ministry=kept.ministry if kept else None,
        committee=kept.committee if kept else None,
        member=promise.member if promise else None,
        term=promise.term if promise else None,
        letter=None if motion else story.letter,
        dossier=_dossier(story),
        settled_by=_settling(story),
        waiting=sum(one.verdict is None for one in story.suggestions),
        kamerstuk=motion.kamerstuk if motion else None,
        movers=motion.movers if motion else (),
        facts=motion.facts if motion else None,
        mentions=len({one.letter.id for one in mentions}),
        last_mention=max(days, default=None),
    )


def _dossier(story: ItemStory) -> str | None:
    """Give the dossier of an item's paper."""
    letter = story.letter
    if story.motion:
        canonical: str | None = motion_canonical(story.number)
    else:
        canonical = letter.canonical if letter else None
    if canonical is None or not canonical.startswith("kst-"):
        return None
    return canonical.removeprefix("kst-").rpartition("-")[0]


def _settling(story: ItemStory) -> tuple[LetterRef, ...]:
    """Give the papers that a person linked to an item and did not take away, each once."""
    standing = [one.quote.letter for one in story.fulfilments if one.withdrawn_at is None]
    return tuple({letter.id: letter for letter in standing}.values())


def _suggestion(view: SuggestionView) -> Suggestie:
    return Suggestie(
        id=view.id,
        relatie=view.relation,
        score=round(view.score, 2),
        passage=passage(view.later),
        oordeel=view.verdict,
        beoordeeld_op=view.judged_at,
    )


def _links(story: ItemStory) -> Iterator[Koppeling]:
    for one in story.fulfilments:
        yield Koppeling(
            oordeel=one.verdict,
            passage=passage(one.quote),
            gekoppeld_op=one.made_at,
            ingetrokken_op=one.withdrawn_at,
        )


def _relations(story: ItemStory) -> Iterator[Verband]:
    """Give the other items that an item has to do with."""
    joined = story.joined
    if story.repeats:
        yield Verband(wat="herhaalt", nummer=story.repeats, adres=item_address(story.repeats))
    if joined.into:
        yield Verband(wat="samengevoegd met", nummer=joined.into, adres=item_address(joined.into))
    for one in joined.merged:
        yield Verband(wat="ook vastgelegd als", nummer=one.number, adres=item_address(one.number))
    if joined.split_from:
        yield Verband(
            wat="afgesplitst van",
            nummer=joined.split_from,
            adres=item_address(joined.split_from),
        )
    for one in joined.split_off:
        yield Verband(wat="afgesplitst", nummer=one.number, adres=item_address(one.number))
    if story.motion:
        relations = story.motion.relations
        for wat, some in (
            ("staat onder", [relations.kept_as]),
            ("ook genummerd", relations.also),
            ("vervangen door", [relations.replaced_by]),
            ("vervangt", relations.replaces),
        ):
            for other in some:
                if other is not None:
                    address = item_address(other.number) if other.number else None
                    yield Verband.model_validate(
                        {"wat": wat, "nummer": other.number or other.kamerstuk, "adres": address}
                    )


def _deed(line: HistoryLine) -> Gebeurtenis:
    return Gebeurtenis(
        op=line.at,
        wat=str(ACTIONS[line.action]),
        door="computer" if line.by_machine else "mens",
        stuk=paper_or_none(line.letter),
    )


def whole_paper(found: LetterPage) -> HeelStuk:
    """Tell a paper whole."""
    return HeelStuk(
        **paper_values(found.letter),
        dossier=found.dossier,
        afzenders=list(found.from_functions),
        ingelezen_op=found.imported_at,
        ingetrokken_op=found.withdrawn_at,
        vervangen_door=paper_or_none(found.replaced_by),
        vervangt=[paper(one) for one in found.replaces],
        aangehaald_in=[paper(one) for one in found.cited_by],
        alineas=[_block(one) for one in found.blocks],
        voetnoten=[_block(one) for one in found.notes],
        vondsten=[_mark(one) for one in found.marks],
    )


def _block(block: LetterBlock) -> Alinea:
    return Alinea(
        anker=block.anchor,
        soort=block.kind.value,
        nummer=block.label,
        spreker=block.speaker,
        tekst="".join(segment.text for segment in block.segments),
    )


def _mark(mark: Mark) -> Vondst:
    return Vondst.model_validate(
        {
            "soort": _MARKS[mark.kind],
            "woorden": mark.words,
            "anker": mark.anchor,
            "bladzijde": mark.page,
            "nummer": mark.number,
            "adres": item_address(mark.number) if mark.number else None,
            "stand": mark.motion.stance if mark.motion else None,
            "over": mark.statement.target if mark.statement else None,
            "mededeling": mark.statement.status if mark.statement else None,
            "verwijst_naar": [cited.printed for cited in mark.citations],
        }
    )
