"""Words of a letter that a clerk marks as a motion, or as a statement that something is met."""

from typing import TypeVar

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Invalid, Stale
from app.domain.text import Span
from app.services.marking import NamedMotion, SaidMet, mark_words, unmark_words
from app.web.auth import requires, visitor
from app.web.candidates import UNDONE_AT_ONCE
from app.web.chosen_words import Words, get_paper, get_words
from app.web.context import changing, local_path
from app.web.forms import UndoForm
from app.web.items import StaleView
from app.web.marking_forms import MotionMarkForm, StatementMarkForm
from app.web.pages import notify, page
from app.web.speaking import _

bp = Blueprint("marking", __name__, url_prefix="/brieven")
Form = TypeVar("Form", MotionMarkForm, StatementMarkForm)


@bp.get("/<int:document_id>/motie")
@requires(Permission.JUDGE)
def motion(document_id: int) -> ResponseReturnValue:
    """Ask which motion the chosen words name."""
    words = get_words(document_id, request.args)
    return _page("motion", words, _filled(MotionMarkForm, words))


@bp.post("/<int:document_id>/motie")
@requires(Permission.JUDGE)
def mark_motion(document_id: int) -> ResponseReturnValue:
    """Put down that the words name a motion."""
    form = MotionMarkForm(request.form)
    words = get_words(document_id, request.form)
    span = form.find_in(words.quoted, words.span) if form.validate() else None
    if span is None:
        return _page("motion", words, form), 422
    refused = _mark(words, span, form.motion(), form, "motion")
    if refused is not None:
        return refused
    return redirect(_letter(document_id), 303)


@bp.get("/<int:document_id>/mededeling")
@requires(Permission.JUDGE)
def statement(document_id: int) -> ResponseReturnValue:
    """Ask what the chosen words say to be met."""
    words = get_words(document_id, request.args)
    return _page("statement", words, _filled(StatementMarkForm, words))


@bp.post("/<int:document_id>/mededeling")
@requires(Permission.JUDGE)
def mark_statement(document_id: int) -> ResponseReturnValue:
    """Put down that the words say so, and go on to what they are about."""
    form = StatementMarkForm(request.form)
    words = get_words(document_id, request.form)
    span = form.find_in(words.quoted, words.span) if form.validate() else None
    if span is None:
        return _page("statement", words, form), 422
    refused = _mark(words, span, form.said(), form, "statement")
    if refused is not None:
        return refused
    onward = url_for(
        "letter_work.link",
        document_id=document_id,
        start=span.start,
        end=span.end,
        q=form.subject.data,
    )
    return redirect(onward, 303)


@bp.post("/<int:document_id>/aanwijzing/<int:mark_id>/intrekken")
@requires(Permission.JUDGE)
def unmark(document_id: int, mark_id: int) -> ResponseReturnValue:
    """Take a mark back."""
    form = UndoForm(request.form)
    if not form.validate():
        notify(_("Vul in waarom u de aanwijzing intrekt."), "error")
        return redirect(_letter(document_id), 303)
    with changing() as session:
        unmark_words(
            session,
            document_id,
            mark_id,
            seen=form.seen.data or 0,
            reason=form.reason.data or "",
            actor=visitor().name,
            at=now(),
        )
    notify(_("De aanwijzing is ingetrokken. Beide staan in de geschiedenis van het stuk."))
    return redirect(local_path(form.back.data, _letter(document_id)), 303)


def _mark(
    words: Words,
    span: Span,
    what: NamedMotion | SaidMet,
    form: MotionMarkForm | StatementMarkForm,
    name: str,
) -> ResponseReturnValue | None:
    """Put a mark down; the page again when that is refused."""
    document_id = words.letter.letter.id
    try:
        with changing() as session:
            version = mark_words(
                session,
                document_id,
                span,
                what,
                sentence=words.span,
                seen=form.seen.data or 0,
                actor=visitor().name,
                at=now(),
                reason=form.reason.data or None,
            )
    except Stale as stale:
        return _page(
            name, Words(get_paper(document_id), words.span, words.quoted), form, stale
        ), 409
    except Invalid:
        form.exact.errors = [_("Deze woorden zijn al zo aangewezen.")]
        return _page(name, words, form), 422
    made = max(one.id for one in get_paper(document_id).by_hand)
    notify(
        _("De woorden zijn aangewezen als motie.")
        if isinstance(what, NamedMotion)
        else _("De mededeling is aangewezen. Weet u waarover zij gaat, koppel haar dan hieronder."),
        undo=url_for(".unmark", document_id=document_id, mark_id=made),
        seen=version,
        reason=UNDONE_AT_ONCE,
        back=_letter(document_id),
    )
    return None


def _filled(kind: type[Form], words: Words) -> Form:
    """Make the form for chosen words."""
    data = {
        "start": words.span.start,
        "end": words.span.end,
        "exact": words.quoted,
        "seen": words.letter.version,
        "dossier": words.letter.dossier,
    }
    return kind(data=data)


def _letter(document_id: int) -> str:
    return url_for("letters.letter", document_id=document_id)


def _page(
    name: str,
    words: Words,
    form: MotionMarkForm | StatementMarkForm,
    stale: Stale | None = None,
) -> str:
    view = None
    if stale is not None:
        passed = max(1, stale.current - stale.seen)
        view = StaleView(words.letter.history[:passed], keeps=True)
        form.seen.data, form.seen.raw_data = words.letter.version, None
    return page(
        f"letters/mark_{name}.html",
        section="brieven",
        letter=words.letter,
        quoted=words.quoted,
        form=form,
        stale=view,
    )
