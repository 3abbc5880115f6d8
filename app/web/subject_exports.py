"""Members, offices, ministries, committees and dossiers as files: what was promised, and stands open."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.clock import today
from app.domain.accounts import Permission
from app.services.overview.bodies import (
    BodyLine,
    DossierLine,
    MemberLine,
    OfficeLine,
    find_committee_lines,
    find_member_lines,
    find_offices,
    stream_dossiers,
)
from app.services.overview.rows.subjects import Share, Subject, SubjectKind
from app.services.overview.subjects import get_subject_page
from app.web.auth import requires
from app.web.exports import Columns, Form, send_list
from app.web.numbers import dossier_words
from app.web.subjects import of_fractie, wanted_fractie

bp = Blueprint("subject_exports", __name__)

MEMBERS: Columns[MemberLine] = {
    "lid": lambda one: one.name,
    "fractie": lambda one: one.fractie,
    "toezeggingen aan dit lid": lambda one: one.promised,
    "moties": lambda one: one.moved,
}
MINISTRIES: Columns[Share] = {
    "ministerie": lambda one: one.name or None,
    "openstaand": lambda one: one.open,
    "te laat": lambda one: one.late,
    "afgedaan": lambda one: one.met,
}
ANSWERING: Columns[OfficeLine] = {
    "ambt": lambda one: one.name,
    "bewindspersoon nu": lambda one: one.holder,
    "toezeggingen": lambda one: one.tally.total,
    "openstaand": lambda one: one.tally.open,
    "termijn verstreken": lambda one: one.tally.late,
}
LEADING: Columns[BodyLine] = {
    "commissie": lambda one: one.body.name,
    "toezeggingen": lambda one: one.tally.total,
    "openstaand": lambda one: one.tally.open,
    "termijn verstreken": lambda one: one.tally.late,
}
DOSSIERS: Columns[DossierLine] = {
    "dossier": lambda one: dossier_words(one.dossier),
    "stukken": lambda one: one.papers,
    "toezeggingen": lambda one: one.tally.total,
    "openstaand": lambda one: one.tally.open,
    "termijn verstreken": lambda one: one.tally.late,
    "moties": lambda one: one.motions,
}
OF_MEMBERS = Form(MEMBERS, lambda one: ("subjects.member", {"name": one.name}))
OF_MINISTRIES = Form(
    MINISTRIES,
    lambda one: ("subjects.ministry", {"slug": one.key}) if one.key else ("subjects.whole", {}),
)
OF_ANSWERING = Form(ANSWERING, lambda one: ("subjects.office", {"name": one.name}))
OF_LEADING = Form(LEADING, lambda one: ("subjects.committee", {"slug": one.body.slug}))
OF_DOSSIERS = Form(DOSSIERS, lambda one: ("subjects.dossier", {"name": one.dossier}))


@bp.get("/leden.<kind>")
@requires(Permission.READ)
def of_members(kind: str) -> ResponseReturnValue:
    """Give the members, or those of a fractie, with what was promised to them and what they moved."""
    day, wanted = today(), wanted_fractie()
    return send_list(
        "leden",
        kind,
        OF_MEMBERS,
        lambda opened: of_fractie(find_member_lines(opened, today=day), wanted),
    )


@bp.get("/ministeries.<kind>")
@requires(Permission.READ)
def of_ministries(kind: str) -> ResponseReturnValue:
    """Give the ministries with how what they promised stands."""
    day = today()
    whole = Subject(SubjectKind.ALL, "")
    return send_list(
        "ministeries",
        kind,
        OF_MINISTRIES,
        lambda opened: get_subject_page(opened, whole, today=day).ministries,
    )


@bp.get("/ambten.<kind>")
@requires(Permission.READ)
def of_answering(kind: str) -> ResponseReturnValue:
    """Give the offices with who holds each, and what it answers for."""
    day = today()
    return send_list("ambten", kind, OF_ANSWERING, lambda opened: find_offices(opened, today=day))


@bp.get("/cijfers/commissies.<kind>")
@requires(Permission.READ)
def of_leading(kind: str) -> ResponseReturnValue:
    """Give every committee with how much it leads on."""
    day = today()
    return send_list(
        "commissies", kind, OF_LEADING, lambda opened: find_committee_lines(opened, today=day)
    )


@bp.get("/dossiers.<kind>")
@requires(Permission.READ)
def of_dossiers(kind: str) -> ResponseReturnValue:
    """Give the dossiers with what was promised and moved in each."""
    day = today()
    return send_list(
        "dossiers", kind, OF_DOSSIERS, lambda opened: stream_dossiers(opened, today=day)
    )
