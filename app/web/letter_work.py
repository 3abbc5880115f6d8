"""What a clerk does by hand in a letter: choose words, make a toezegging, link, correct."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.commitments import Verdict
from app.domain.errors import AlreadyThere, Invalid, Stale
from app.services.commitments import enter_commitment
from app.services.documents import Corrections, correct_document
from app.services.manual_links import link_passage
from app.services.overview.letters import get_letter
from app.services.overview.proposing import propose_term
from app.services.overview.register import find_committees, find_register_items
from app.services.overview.rows.letters import LetterPage
from app.services.overview.rows.register import RegisterFilter, RegisterPage
from app.web.auth import requires, visitor
from app.web.candidates import WITHDRAWN_AT_ONCE
from app.web.chosen_words import Words, get_paper, get_words, read_span
from app.web.context import calendar, changing, looking
from app.web.forms import CorrectionForm, EnterForm, LinkForm
from app.web.items import StaleView
from app.web.numbers import read_dossier, read_number
from app.web.pages import item_url, notify, page
from app.web.promise_forms import NewWords, fields_of, fill_new
from app.web.speaking import _

bp = Blueprint("letter_work", __name__, url_prefix="/brieven")
MOST_FOUND = 10
AIMS = {"koppeling": ".link", "motie": "marking.motion", "mededeling": "marking.statement"}
"""Where each button under the sentences of a letter leads; the first one makes a toezegging."""


@bp.get("/<int:document_id>/kiezen")
@requires(Permission.JUDGE)
def choose(document_id: int) -> ResponseReturnValue:
    """Show the sentences of a letter, each with a box to tick."""
    with looking() as session:
        letter = get_letter(session, document_id, today=today())
    missing = "niets" in request.args
    return page("letters/choose.html", section="brieven", letter=letter, nothing_chosen=missing), (
        422 if missing else 200
    )


@bp.get("/<int:document_id>/gekozen")
@requires(Permission.JUDGE)
def chosen(document_id: int) -> ResponseReturnValue:
    """Go on with the ticked sentences: from the first to the last of them."""
    spans = [
        span for value in request.args.getlist("zin") if (span := read_span(*value.split("-")))
    ]
    if not spans:
        return redirect(url_for(".choose", document_id=document_id, niets="ja"), 303)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    endpoint = AIMS.get(request.args.get("doel", ""), ".enter")
    return redirect(url_for(endpoint, document_id=document_id, start=start, end=end), 303)


@bp.get("/<int:document_id>/toezegging")
@requires(Permission.JUDGE)
def enter(document_id: int) -> ResponseReturnValue:
    """Show the form for a toezegging that no machine found."""
    words = get_words(document_id, request.args)
    with looking() as session:
        committees = find_committees(session)
    actor = words.letter.from_functions[0] if words.letter.from_functions else ""
    term = propose_term(words.quoted, words.letter.letter.timing.day, calendar())
    form = fill_new(NewWords(actor, words.quoted, words.span), term, committees)
    return _enter_page(words, form)


@bp.post("/<int:document_id>/toezegging")
@requires(Permission.JUDGE)
def make(document_id: int) -> ResponseReturnValue:
    """Put down the toezegging."""
    form = EnterForm(request.form)
    with looking() as session:
        form.offer(find_committees(session))
    words = get_words(document_id, request.form)
    if not form.validate():
        return _enter_page(words, form), 422
    with changing() as session:
        number = enter_commitment(
            session,
            document_id=document_id,
            span=words.span,
            fields=fields_of(form),
            actor=visitor().name,
            at=now(),
            reason=form.reason.data or None,
        )
    notify(
        _("Toezegging %(number)s is vastgelegd.", number=number) + _without_day(form),
        undo=url_for("commitments.withdraw", number=number),
        seen=1,
        reason=WITHDRAWN_AT_ONCE,
    )
    return redirect(item_url(number), 303)


@bp.get("/<int:document_id>/koppelen")
@requires(Permission.JUDGE)
def link(document_id: int) -> ResponseReturnValue:
    """Show the chosen passage, and the items found for it."""
    words = get_words(document_id, request.args)
    form = LinkForm(start=words.span.start, end=words.span.end)
    return _link_page(words, form, request.args.get("q", "").strip())


@bp.post("/<int:document_id>/koppelen")
@requires(Permission.JUDGE)
def make_link(document_id: int) -> ResponseReturnValue:
    """Put down that the passage belongs to the chosen item."""
    form = LinkForm(request.form)
    words = get_words(document_id, request.form)
    number = form.number.data or ""
    form.number.choices = {number: number}
    if not form.validate():
        return _link_page(words, form, request.form.get("q", "").strip()), 422
    verdict = form.verdict.data
    assert isinstance(verdict, Verdict)
    with changing() as session:
        link_passage(
            session,
            number,
            document_id=document_id,
            span=words.span,
            verdict=verdict,
            item_seen=request.form.get(f"seen-{number}", 0, type=int),
            reason=form.reason.data or None,
            actor=visitor().name,
            at=now(),
        )
    notify(_("De passage is gekoppeld aan %(number)s.", number=number))
    return redirect(item_url(number), 303)


@bp.get("/<int:document_id>/verbeteren")
@requires(Permission.JUDGE)
def correct(document_id: int) -> ResponseReturnValue:
    """Show the form to put right what a paper prints about itself."""
    letter = get_paper(document_id)
    form = CorrectionForm(
        date=letter.letter.timing.day,
        dossier=letter.dossier,
        number=letter.number,
        from_functions="\n".join(letter.from_functions),
        seen=letter.version,
    )
    return _correct_page(letter, form)


@bp.post("/<int:document_id>/verbeteren")
@requires(Permission.JUDGE)
def put_right(document_id: int) -> ResponseReturnValue:
    """Put the correction down."""
    form = CorrectionForm(request.form)
    if not form.validate():
        return _correct_page(get_paper(document_id), form), 422
    try:
        with changing() as session:
            correct_document(
                session,
                document_id,
                _corrections(form),
                seen=form.seen.data or 0,
                reason=form.reason.data or None,
                calendar=calendar(),
                actor=visitor().name,
                at=now(),
            )
    except (AlreadyThere, Invalid) as error:
        _tell_field(form, error)
        return _correct_page(get_paper(document_id), form), 422
    except Stale as stale:
        return _correct_page(get_paper(document_id), form, stale), 409
    notify(_("De gegevens van het stuk zijn verbeterd."))
    return redirect(url_for("letters.letter", document_id=document_id), 303)


def _without_day(form: EnterForm) -> str:
    """Say that a term in words alone never falls due."""
    if not form.term_text.data or form.term_latest.day:
        return ""
    told = _(
        "De termijn “%(term)s” heeft geen laatste dag en kan dus niet verstrijken.",
        term=form.term_text.data,
    )
    return f" {told}"


def _tell_field(form: CorrectionForm, error: AlreadyThere | Invalid) -> None:
    """Put beside its field what the register refuses."""
    if isinstance(error, AlreadyThere):
        field: Field = form.number
        told = _(
            "Dit nummer heeft een ander stuk al: %(number)s. Kijk welk van de twee klopt.",
            number=error.number,
        )
    else:
        field = getattr(form, error.field, form.number)
        told = _("Dit kan niet juist zijn; kijk het na.")
    field.errors = [*field.errors, told]


def _corrections(form: CorrectionForm) -> Corrections:
    """Read what the clerk put right; a dossier may be typed as papers print it."""
    return Corrections(
        date=form.date.day,
        dossier=read_dossier(form.dossier.data),
        number=read_number(form.number.data) or None,
        from_functions=tuple((form.from_functions.data or "").splitlines()),
    )


def _enter_page(words: Words, form: EnterForm) -> str:
    return page(
        "letters/enter.html",
        section="brieven",
        letter=words.letter,
        quoted=words.quoted,
        form=form,
    )


def _link_page(words: Words, form: LinkForm, q: str) -> str:
    found: RegisterPage | None = None
    if q:
        with looking() as session:
            wanted = RegisterFilter(q=q, size=MOST_FOUND)
            found = find_register_items(session, wanted, today=today())
    return page(
        "letters/link.html",
        section="brieven",
        letter=words.letter,
        quoted=words.quoted,
        form=form,
        found=found,
        q=q,
    )


def _correct_page(letter: LetterPage, form: CorrectionForm, stale: Stale | None = None) -> str:
    view = None
    if stale:
        view = StaleView(letter.history[: max(1, stale.current - stale.seen)], keeps=True)
        form.seen.data, form.seen.raw_data = letter.version, None
    return page("letters/correct.html", section="brieven", letter=letter, form=form, stale=view)
