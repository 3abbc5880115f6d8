"""A paper out of the register and back, and a newer edition in the place of an older one."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import AlreadyThere, RestsOnIt, Stale
from app.services.overview.letter_page import get_letter_deeds
from app.services.overview.letters import find_letters
from app.services.overview.papers import load_letters
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.letters import LetterDeeds, LetterFilter, LetterSort
from app.services.withdrawing import (
    Resting,
    find_resting,
    reinstate_document,
    replace_document,
    withdraw_document,
)
from app.web.auth import requires, visitor
from app.web.context import changing, looking
from app.web.items import StaleView
from app.web.pages import notify, page
from app.web.speaking import _
from app.web.withdrawing_forms import ReplaceForm, WithdrawForm

bp = Blueprint("withdrawing", __name__, url_prefix="/brieven")
MOST_FOUND = 10


@bp.get("/<int:document_id>/intrekken")
@requires(Permission.JUDGE)
def withdraw(document_id: int) -> ResponseReturnValue:
    """Show what rests on a paper, and the form where nothing does."""
    return _withdraw_page(document_id, WithdrawForm())


@bp.post("/<int:document_id>/intrekken")
@requires(Permission.JUDGE)
def take_out(document_id: int) -> ResponseReturnValue:
    """Withdraw a paper that was imported by mistake."""
    form = WithdrawForm(request.form)
    if not form.validate():
        return _withdraw_page(document_id, form), 422
    try:
        with changing() as session:
            withdraw_document(
                session,
                document_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return _withdraw_page(document_id, form, stale), 409
    except RestsOnIt:  # since the page was opened; it shows what
        return _withdraw_page(document_id, form), 409
    notify(_("Het stuk is ingetrokken. Het staat in geen lijst meer; u kunt het hier terugzetten."))
    return _to_letter(document_id)


@bp.get("/<int:document_id>/vervangen")
@requires(Permission.JUDGE)
def choose(document_id: int) -> ResponseReturnValue:
    """Show the papers among which the newer edition is."""
    return _replace_page(document_id, ReplaceForm(), request.args.get("q", "").strip())


@bp.post("/<int:document_id>/vervangen")
@requires(Permission.JUDGE)
def replace(document_id: int) -> ResponseReturnValue:
    """Let the newer edition take the paper's place."""
    form = ReplaceForm(request.form)
    query = request.form.get("q", "").strip()
    form.newer.choices = [(value, str(value)) for value in request.form.getlist("newer", type=int)]
    if not form.validate():
        return _replace_page(document_id, form, query), 422
    try:
        with changing() as session:
            replace_document(
                session,
                document_id,
                form.newer.data,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return _replace_page(document_id, form, query, stale), 409
    notify(_("De nieuwere uitgave staat nu in de plaats van dit stuk."))
    return _to_letter(document_id)


@bp.post("/<int:document_id>/terugzetten")
@requires(Permission.JUDGE)
def put_back(document_id: int) -> ResponseReturnValue:
    """Put a paper back that was withdrawn or replaced."""
    form = WithdrawForm(request.form)
    if not form.validate():
        return _put_back_page(document_id, form), 422
    try:
        with changing() as session:
            reinstate_document(
                session,
                document_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return _put_back_page(document_id, form, stale), 409
    except AlreadyThere as other:
        form.reason.errors = [
            _("Het nummer van dit stuk heeft nu een ander stuk: %(number)s.", number=other.number)
        ]
        return _put_back_page(document_id, form), 409
    notify(_("Het stuk is teruggezet."))
    return _to_letter(document_id)


@bp.get("/<int:document_id>/terugzetten")
@requires(Permission.JUDGE)
def ask_back(document_id: int) -> ResponseReturnValue:
    """Ask why a paper is put back."""
    return _put_back_page(document_id, WithdrawForm())


def _to_letter(document_id: int) -> ResponseReturnValue:
    return redirect(url_for("letters.letter", document_id=document_id), 303)


def _load(document_id: int) -> tuple[LetterDeeds, Resting, tuple[LetterRef, ...]]:
    """Load a paper, what rests on it, and its older editions."""
    with looking() as session:
        letter = get_letter_deeds(session, document_id)
        resting = find_resting(session, document_id)
        editions = load_letters(session, resting.editions)
    return letter, resting, tuple(editions.values())


def _withdraw_page(document_id: int, form: WithdrawForm, stale: Stale | None = None) -> str:
    letter, resting, editions = _load(document_id)
    return page(
        "letters/withdraw.html",
        section="brieven",
        letter=letter,
        resting=resting,
        editions=editions,
        is_free=resting == Resting(),
        form=_renewed(form, letter),
        stale=_stale(letter, stale),
    )


def _put_back_page(document_id: int, form: WithdrawForm, stale: Stale | None = None) -> str:
    letter, _, _ = _load(document_id)
    return page(
        "letters/put_back.html",
        section="brieven",
        letter=letter,
        form=_renewed(form, letter),
        stale=_stale(letter, stale),
    )


def _replace_page(
    document_id: int, form: ReplaceForm, query: str, stale: Stale | None = None
) -> str:
    with looking() as session:
        letter = get_letter_deeds(session, document_id)
        order = None if query else LetterSort.NEWEST
        wanted = LetterFilter(q=query, sort=order, size=MOST_FOUND)
        found = [row for row in find_letters(session, wanted).rows if row.letter.id != document_id]
    return page(
        "letters/replace.html",
        section="brieven",
        letter=letter,
        form=_renewed(form, letter),
        found=found,
        q=query,
        stale=_stale(letter, stale),
    )


def _renewed(form: WithdrawForm, letter: LetterDeeds) -> WithdrawForm:
    """Let a form name the version that is shown now."""
    form.seen.data, form.seen.raw_data = letter.version, None
    return form


def _stale(letter: LetterDeeds, stale: Stale | None) -> StaleView | None:
    """Say what happened since the person looked."""
    if stale is None:
        return None
    return StaleView(letter.history[: max(1, stale.current - stale.seen)], keeps=True)
