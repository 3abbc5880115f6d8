"""Gestand: the register that holds the government to its word."""

from flask import Flask

from app.seeds import read_seeds
from app.session import open_register
from app.settings import RegisterChoice, Settings
from app.web import BLUEPRINTS
from app.web.auth import check_permissions, watch_the_door
from app.web.context import KEY, Hall
from app.web.errors import handle_errors
from app.web.pages import prepare_templates
from app.web.security import secure
from app.web.single_sign_on import prepare_single_sign_on
from app.web.upload import make_room


def create_app(settings: Settings, register: RegisterChoice) -> Flask:
    """Make the web application on an open register; the tables must be up to date."""
    app = Flask(__name__, template_folder="web/templates", static_folder="web/static")
    seeds = read_seeds(settings.seeds)
    app.extensions[KEY] = Hall(
        engine=open_register(register.url),
        settings=settings,
        is_demo=register.is_demo,
        calendar=seeds.calendar,
        statuses=seeds.statuses,
    )
    make_room(app)
    secure(app, settings)
    watch_the_door(app)
    prepare_single_sign_on(app, settings, is_demo=register.is_demo)
    prepare_templates(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    handle_errors(app)
    check_permissions(app)
    return app
