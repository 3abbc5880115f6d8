"""Pages for what people ask about: a member, an office, a ministry, a committee, a dossier."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.clock import today
from app.domain.accounts import Permission
from app.domain.commitments import TermLevel
from app.domain.papers import PaperKind
from app.services.overview.bodies import (
    MemberLine,
    find_committee_lines,
    find_dossier_lines,
    find_member_lines,
    find_offices,
)
from app.services.overview.rows.common import LetterRef, Standing
from app.services.overview.rows.subjects import Subject, SubjectKind, SubjectPage
from app.services.overview.subjects import get_subject_page
from app.web.auth import requires
from app.web.context import looking
from app.web.followed import follow_of_list
from app.web.numbers import dossier_words, read_dossier
from app.web.pages import page
from app.web.pictures import flow_chart, standing_chart, strip_chart
from app.web.reading_args import page_number
from app.web.register import Figure, wanted_items
from app.web.since import item_changes
from app.web.speaking import _, later, speaker
from app.web.words import paper_line

bp = Blueprint("subjects", __name__)
DOSSIERS = 50  # lines of a page

# What narrows the register to a subject.
FILTERS = {
    SubjectKind.MEMBER: "lid",
    SubjectKind.OFFICE: "wie",
    SubjectKind.MINISTRY: "ministerie",
    SubjectKind.COMMITTEE: "commissie",
    SubjectKind.PAPER: "brief",
    SubjectKind.DOSSIER: "dossier",
}
_HEADS = {
    SubjectKind.ALL: later("Cijfers"),
    SubjectKind.MEMBER: later("Lid van de Kamer"),
    SubjectKind.OFFICE: later("Ambt"),
    SubjectKind.MINISTRY: later("Ministerie"),
    SubjectKind.COMMITTEE: later("Commissie"),
    SubjectKind.DOSSIER: later("Dossier"),
    SubjectKind.PAPER: later("Debat of stuk"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """How a subject is named on its page and away from it, and how the register is narrowed to it."""

    title: str
    called: str
    head: str
    address: Callable[..., str]


@bp.get("/cijfers")
@requires(Permission.OPEN)
def whole() -> ResponseReturnValue:
    """Show the figures of the whole register."""
    return _show(Subject(SubjectKind.ALL, ""))


@bp.get("/cijfers/commissies")
@requires(Permission.OPEN)
def committees() -> ResponseReturnValue:
    """Show every committee, with how much it leads on."""
    with looking() as session:
        lines = find_committee_lines(session, today=today())
    return page("subjects/committees.html", section="cijfers", lines=lines)


@bp.get("/leden")
@requires(Permission.OPEN)
def members() -> ResponseReturnValue:
    """Show the members to whom something was promised, or who moved a motion."""
    with looking() as session:
        found = find_member_lines(session, today=today())
    wanted = wanted_fractie()
    return page(
        "subjects/members.html",
        section="cijfers",
        members=of_fractie(found, wanted),
        fracties=sorted({one.fractie for one in found if one.fractie}),
        wanted=wanted,
    )


@bp.get("/ambten")
@requires(Permission.OPEN)
def offices() -> ResponseReturnValue:
    """Show the offices, who holds each now, and what it answers for."""
    with looking() as session:
        found = find_offices(session, today=today())
    return page("subjects/offices.html", section="cijfers", offices=found)


@bp.get("/dossiers")
@requires(Permission.OPEN)
def dossiers() -> ResponseReturnValue:
    """Show the dossiers, a page of them, or go to the one that is asked for."""
    known = read_dossier(request.args.get("dossier"))
    if known is not None:
        return redirect(url_for(".dossier", name=known))
    with looking() as session:
        found, paging = find_dossier_lines(
            session, page=page_number(request.args.get("pagina")), size=DOSSIERS, today=today()
        )
    return page(
        "subjects/dossiers.html",
        section="cijfers",
        dossiers=found,
        paging=paging,
        page_address=lambda number: url_for(".dossiers", pagina=number),
    )


@bp.get("/leden/<path:name>")
@requires(Permission.OPEN)
def member(name: str) -> ResponseReturnValue:
    """Show what was promised to a member, and the motions that they moved."""
    return _show(Subject(SubjectKind.MEMBER, name))


@bp.get("/ambten/<path:name>")
@requires(Permission.OPEN)
def office(name: str) -> ResponseReturnValue:
    """Show what an office answers for now."""
    return _show(Subject(SubjectKind.OFFICE, name))


@bp.get("/ministeries/<slug>")
@requires(Permission.OPEN)
def ministry(slug: str) -> ResponseReturnValue:
    """Show what a ministry answers for."""
    return _show(Subject(SubjectKind.MINISTRY, slug))


@bp.get("/commissies/<slug>/cijfers")
@requires(Permission.OPEN)
def committee(slug: str) -> ResponseReturnValue:
    """Show how the commitments stand that a committee leads on."""
    return _show(Subject(SubjectKind.COMMITTEE, slug))


@bp.get("/dossiers/<path:name>")
@requires(Permission.OPEN)
def dossier(name: str) -> ResponseReturnValue:
    """Show what was promised in the papers of a dossier, and its motions."""
    known = read_dossier(name)
    if known is None:
        abort(404)
    return _show(Subject(SubjectKind.DOSSIER, known))


@bp.get("/debatten/<int:document_id>")
@requires(Permission.OPEN)
def debate(document_id: int) -> ResponseReturnValue:
    """Show what was promised in a debate, or in any other paper, and the motions it names."""
    return _show(Subject(SubjectKind.PAPER, str(document_id)))


def wanted_fractie() -> str | None:
    """Give the fractie of which members are wanted; None for all."""
    return request.args.get("fractie", "").strip() or None


def of_fractie(members: tuple[MemberLine, ...], fractie: str | None) -> tuple[MemberLine, ...]:
    """Keep the members of a fractie; all of them for None."""
    return tuple(one for one in members if fractie in (None, one.fractie))


def is_debate(letter: LetterRef) -> bool:
    """Say whether a paper is the report of a debate, or words put down from one."""
    return letter.is_spoken or letter.kind is PaperKind.DEBATE


def _show(subject: Subject) -> str:
    """Render the page of a subject."""
    with looking() as session:
        found = get_subject_page(session, subject, today=today())
        shown_rows = (*found.late, *found.coming, *found.others, *found.motions)
        follow = follow_of_list(session, wanted_items(MultiDict(narrowed(subject))))
        changes = item_changes(session, [row.number for row in shown_rows])
    shown = _shown(found)
    pictures = found.pictures
    months = [speaker().month(number) for number in range(1, 13)]
    return page(
        "subjects/subject.html",
        section="commissies" if subject.kind is SubjectKind.COMMITTEE else "cijfers",
        found=found,
        changes=changes,
        follow=follow,
        list_query=urlencode(narrowed(subject)),
        shown=shown,
        figures=_figures(found, shown),
        standing=standing_chart(pictures.months),
        flow=flow_chart(pictures.months),
        strip=strip_chart(pictures.weeks, months),
    )


def _shown(found: SubjectPage) -> Shown:
    """Name a subject on its page."""
    kind, key = found.subject.kind, found.subject.key
    head = str(_HEADS[kind])
    title = found.name[:1].upper() + found.name[1:]
    if kind is SubjectKind.ALL:
        title, head = head, ""
    elif kind is SubjectKind.DOSSIER:
        title = dossier_words(key)
    elif kind is SubjectKind.PAPER and found.papers and not title:
        title = paper_line(found.papers[0])

    def address(**filters: str) -> str:
        values: dict[str, Any] = narrowed(found.subject) | filters
        return url_for("register.index", **values)

    called = title
    if kind is SubjectKind.DOSSIER:
        called = _("Dossier %(number)s", number=title)
    elif kind is SubjectKind.MEMBER:
        called = _("Het lid %(name)s", name=title)
    return Shown(title, called, head, address)


def narrowed(subject: Subject) -> dict[str, str]:
    """Give what narrows the register to a subject, as its addresses have it."""
    name = FILTERS.get(subject.kind)
    return {name: subject.key} if name else {}


def _figures(found: SubjectPage, shown: Shown) -> tuple[Figure, ...]:
    """Give the figures at the head of the page, each with the list behind it."""
    counts, of = found.counts, shown.address
    kept = {"soort": "toezegging"}
    figures = [
        Figure(counts.open, later("openstaand"), "info", of(**kept, status="lopend")),
        Figure(counts.late, later("termijn verstreken"), "bad", of(**kept, termijn="te-laat")),
        Figure(
            counts.soon,
            later("verloopt binnen 30 dagen"),
            "wait",
            of(**kept, termijn=TermLevel.SOON.value),
        ),
        Figure(
            counts.settled, later("afgedaan"), "good", of(**kept, status=Standing.SETTLED.value)
        ),
    ]
    if found.subject.kind is not SubjectKind.MINISTRY:
        waiting = of(status=Standing.WAITING.value)
        figures.append(Figure(counts.waiting, later("nog niet beoordeeld"), "quiet", waiting))
    return tuple(figures)
