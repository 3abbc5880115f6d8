"""From an item to the pages about what it has to do with: member, office, committee, dossier."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from app.domain.matching import ItemKind
from app.services.overview.rows.common import Choice, LetterRef
from app.services.overview.rows.letters import LetterPage
from app.services.overview.rows.stories import ItemStory
from app.services.overview.rows.subjects import Named, SubjectKind
from app.web.numbers import dossier_words
from app.web.pages import MOTION_PREFIX
from app.web.publisher import motion_canonical, published
from app.web.speaking import _, speaker
from app.web.subjects import is_debate
from app.web.words import capitalize_first


@dataclass(frozen=True, slots=True)
class Link:
    """A page, and the words that lead to it."""

    words: str
    address: str


def links_of(
    story: ItemStory, ministries: Iterable[Choice], committees: Iterable[Choice]
) -> tuple[Link, ...]:
    """Give the pages about what an item has to do with."""
    if story.motion:
        dossier = story.number.removeprefix(MOTION_PREFIX).rpartition("-")[0]
        paper = _official(motion_canonical(story.number))
        return (*map(_member, story.motion.movers), _dossier(dossier), *paper)
    links = []
    if story.promise and story.promise.member:
        links.append(_member(story.promise.member))
    if story.answering and story.answering.now and story.kind is ItemKind.COMMITMENT:
        office = story.answering.now
        links.append(Link(office, url_for("subjects.office", name=office)))
    if story.registered:
        links += [
            Link(capitalize_first(one.name), url_for(endpoint, slug=one.slug))
            for name, some, endpoint in (
                (story.registered.ministry, ministries, "subjects.ministry"),
                (story.registered.committee, committees, "subjects.committee"),
            )
            for one in some
            if one.name == name
        ]
    return (*links, *_of_paper(story.letter))


def links_of_named(named: Iterable[Named]) -> tuple[Link, ...]:
    """Give the pages that a search names."""
    return tuple(map(_of_named, named))


def _of_named(one: Named) -> Link:
    key = one.subject.key
    match one.subject.kind:
        case SubjectKind.DOSSIER:
            return _dossier(key)
        case SubjectKind.MEMBER:
            link = _member(key)
        case SubjectKind.OFFICE:
            link = Link(one.name, url_for("subjects.office", name=key))
        case SubjectKind.MINISTRY:
            link = Link(one.name, url_for("subjects.ministry", slug=key))
        case _:
            link = Link(one.name, url_for("subjects.committee", slug=key))
    beside = one.beside
    if beside and one.until:
        beside = _("%(name)s, tot en met %(day)s", name=beside, day=speaker().day(one.until))
    words = capitalize_first(link.words)
    return Link(f"{words} ({beside})" if beside else words, link.address)


def _of_paper(letter: LetterRef | None) -> list[Link]:
    """Give the dossier of a paper, and the debate that it is."""
    if letter is None:
        return []
    links = []
    if letter.canonical and letter.canonical.startswith("kst-"):
        links.append(_dossier(letter.canonical.removeprefix("kst-").rpartition("-")[0]))
    if is_debate(letter):
        links.append(Link(_("dit debat"), url_for("subjects.debate", document_id=letter.id)))
    return [*links, *_official(letter.canonical)]


def links_of_letter(letter: LetterPage) -> tuple[Link, ...]:
    """Give the pages about what a paper is in and what it holds; of one withdrawn there are none."""
    if letter.withdrawn_at:
        return ()
    links = [_dossier(letter.dossier)] if letter.dossier else []
    words = _("alles uit dit debat") if is_debate(letter.letter) else _("alles uit dit stuk")
    links.append(Link(words, url_for("subjects.debate", document_id=letter.letter.id)))
    return (*links, *_official(letter.letter.canonical))


def _official(canonical: str | None) -> list[Link]:
    """Give where a paper stands as it was published."""
    address = published(canonical)
    return [Link(_("de officiële uitgave"), address)] if address else []


def _member(name: str) -> Link:
    return Link(_("het lid %(name)s", name=name), url_for("subjects.member", name=name))


def _dossier(dossier: str) -> Link:
    number = dossier_words(dossier)
    return Link(_("dossier %(number)s", number=number), url_for("subjects.dossier", name=dossier))
