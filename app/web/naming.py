"""Names of people: put down from a form, or refused beside its field."""

from app.clock import now
from app.domain.errors import Invalid
from app.services.accounts import rename_account
from app.web.account_forms import NameForm
from app.web.auth import visitor
from app.web.context import changing
from app.web.speaking import _, later

REFUSED = {
    "already has an account": later("Dit e-mailadres heeft al een account, open of gesloten."),
    "not an e-mail address": later("Dit is geen e-mailadres."),
    "already in use": later(
        "Een collega heet al zo. Voeg iets toe, zoals een voornaam: in de "
        "geschiedenis moeten u beiden te herkennen zijn."
    ),
    "reserved": later("Deze naam gebruikt Gestand zelf."),
}


def put_name(account_id: int, form: NameForm) -> bool:
    """Give a person the name of the form; False, and told beside the field, when refused."""
    try:
        with changing() as session:
            name = form.name.data or ""
            rename_account(session, account_id, name, actor=visitor().name, at=now())
    except Invalid as refused:
        form.name.errors = [REFUSED.get(refused.message, _("Dit kan niet."))]
        return False
    return True
