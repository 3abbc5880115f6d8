"""All forms of a promise, in the order of looking, and which of them a sentence can have."""

from app.reading.chamber_forms import chamber_told
from app.reading.coming_forms import (
    announced,
    comes_with,
    goes_to_chamber,
    keeps_informing,
    paper_comes,
    paper_follows,
    to_chamber,
)
from app.reading.dated_forms import does_by_a_day, raises_in_meeting
from app.reading.deadlines import LITERALS as TERMS
from app.reading.intent_forms import (
    aim,
    can_tell,
    decided,
    expect,
    foreseen,
    intend,
    listed,
    promise_now,
)
from app.reading.literals import Choice, needed
from app.reading.passive_forms import addressed, passive_now, take_along
from app.reading.plain_forms import (
    acts_at_once,
    agreed_with,
    at_our_request,
    comes_about,
    pleads_there,
    speaks_with,
)
from app.reading.planned_forms import planned
from app.reading.present_forms import (
    act_now,
    has_things_done,
    inform_now,
    looks_into,
    raises,
    reaches_out,
)
from app.reading.promise_forms import (
    Form,
    go,
    shall,
    shall_passive,
)
from app.reading.spoken_forms import (
    agrees,
    chamber_hears,
    does_it,
    into_letter,
    letter_comes,
    reports,
    sees_to_it,
    talks_about,
    what_i_do,
)
from app.reading.step_forms import (
    expected,
    follows,
    founded,
    held,
    orders,
    results,
    starts,
    step_taken,
    strives,
    takes_initiative,
)

FORMS: tuple[tuple[frozenset[str], Form], ...] = (
    (needed("zeg|beloof|beloven"), promise_now),
    (needed("zal|zullen"), shall),
    (needed("zal|zullen|zult"), shall_passive),
    (needed("ga |gaan |gaat |treed"), go),
    (needed(""), inform_now),
    (needed("neem|nemen|doe|betrek"), take_along),
    (needed("ontvang|krijg|word|tegemoet|verwachten"), chamber_told),
    (needed("contact"), reaches_out),
    (needed("aandacht"), raises),
    (needed(" na|zoek|navraag"), looks_into),
    (needed(""), act_now),
    (needed("laat|laten"), has_things_done),
    (needed("word"), passive_now),
    (needed("voornemen|plan|mij voor|zich voor|ons voor"), intend),
    (needed("verwacht|hoop|hopen|stre|beo|mik|probeer|wil|wens|bereid"), expect),
    (
        needed(
            "streven|gestreefd|bedoeling|planning|voornemen|doel|inzet|ambitie|erop|ernaar|doelstelling"
        ),
        aim,
    ),
    (needed("kan|kunnen"), can_tell),
    (needed("beslo|besluit"), decided),
    (needed("voorzien|gepland|beoogd"), foreseen),
    (needed("zal|zullen|volg|verschijnt|kom"), paper_comes),
    (needed("kom"), comes_with),
    (needed("komt|volgt|verschijnt"), announced),
    (needed("volg|verschijn|kom"), paper_follows),
    (needed("toe|bereiken"), goes_to_chamber),
    (needed("kamer"), to_chamber),
    (needed("verwacht|bedoeling|planning|streven|plan|voornemen"), expected),
    (needed("plaats|gereed|klaar"), held),
    (needed("stre|mik"), strives),
    (needed("opdracht|vraag|verzoek"), orders),
    (
        needed("aandacht|de orde|aan bod|een plek|zal zijn|zal gebeuren|onderdeel|deel uit"),
        addressed,
    ),
    (needed("start|begin|aanvangen|open"), starts),
    (needed("volg"), follows),
    (needed("initiatief|over om|over tot"), takes_initiative),
    (needed("gereed|klaar|beschikbaar|afgerond|verwacht|opgeleverd|komt|komen"), results),
    (needed("kom|wordt|stel|richt"), founded),
    (
        needed("beslui|beslissing|consultatie|werking|start|state|kamer|beoogd|gaat|gaan"),
        step_taken,
    ),
    (needed("blijf|blijven"), keeps_informing),
    (
        needed(
            "brief|reactie|rapportage|nota|evaluatie|beantwoording|appreciatie|plan|toelichting"
        ),
        into_letter,
    ),
    (needed("kom|ligt|liggen|heeft|onderweg"), letter_comes),
    (needed("krijgt|hoort"), chamber_hears),
    (needed("dat doe|dit doe|dat ga|dit ga|ik doe"), does_it),
    (needed("hebben"), talks_about),
    (needed("zorg"), sees_to_it),
    (
        needed("dat zal|dit zal|dat doe|dit doe|dat ga|dit ga|dat kan|dat wil|zal ik|ga ik|ik zal"),
        agrees,
    ),
    (needed("wat ik|wat wij|wat we|wat het kabinet"), what_i_do),
    (needed("meld|rapporteer|koppel|stuur|sturen|zend|lever"), reports),
    (
        needed(
            "gaat|gaan|komt|komen|krijg|ontvang|geschiedt|plaats|datum|planning|volg|verschijnt|valt|beslui|"
            "beslissing|keuze|verwacht|werking|aangepast|gewijzigd|aangevuld|verduidelijkt|herzien|"
            "werking|resultaten|uitkomsten|bevindingen|aangescherpt|gecorrigeerd|geactualiseerd|uitkom|uitgebracht|van kracht|bereik|gebeurt|leest|hoort|verneemt|tegemoet|briefing|reken|in huis|ter inzage|operationeel|beschikbaar|gereed|bereikbaar|in gebruik|in bedrijf|in de lucht"
        ),
        comes_about,
    ),
    (
        needed("op mijn verzoek|op ons verzoek|in mijn opdracht|in onze opdracht|in opdracht van"),
        at_our_request,
    ),
    (needed("onmiddellijk|direct|meteen|terstond|onverwijld"), acts_at_once),
    (needed("spreek|spreken|overleg|heb |hebben|tafel"), speaks_with),
    (needed("afgesproken dat"), agreed_with),
    (needed("pleiten|aandacht vragen|inbrengen|agenderen"), pleads_there),
    (needed("20"), planned),
    (
        needed("raad|top|bijeenkomst|conferentie|ministeri|eurogroep|overleg|zitting"),
        raises_in_meeting,
    ),
    (TERMS, does_by_a_day),
    (needed(""), listed),
)
"""The forms in the order of looking, each with small letters of which a sentence must have some;
of two that find the same verb the first counts."""

_CHOICE = Choice(FORMS)


def forms_for(held: frozenset[str]) -> list[Form]:
    """Give the forms that a sentence which holds these words can have, in the order of looking."""
    return _CHOICE.of(held)
