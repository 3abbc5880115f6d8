"""The website for whatever serves it: the server of `./run serve`, or one of the operator's."""

import gc
import sys
from collections.abc import Callable

from flask import Flask

from app import create_app
from app.cli.register import open_own
from app.services.stemming import load_words
from app.settings import get_settings, real_register

if sys.platform != "win32":
    from gunicorn.app.base import BaseApplication

    class _Website(BaseApplication):  # type: ignore[misc] # gunicorn ships no types
        """Gunicorn with settings of our own; each worker makes its own application."""

        def __init__(self, make: Callable[[], Flask], bind: str) -> None:
            self.make = make
            self.bind = bind
            super().__init__()

        def load_config(self) -> None:
            """Set what differs from gunicorn's defaults."""
            for name, value in (
                ("bind", self.bind),
                ("workers", 2),
                ("threads", 4),
                ("loglevel", "warning"),
                ("proc_name", "gestand"),
                ("control_socket_disable", True),  # it would be a file in the home folder
            ):
                self.cfg.set(name, value)

        def load(self) -> Flask:
            """Make the application, in the worker that will serve it."""
            return settled(self.make())


def make_website() -> Flask:
    """Make the application on the register of one's own, in its newest form.

    For any WSGI server, as `app.cli.website:make_website()`. Never the demo: its accounts
    trust the machine itself, and behind a proxy every visitor seems to come from there.
    Raises ClickException where there is no register yet or it does not open.
    """
    open_own().dispose()  # brought up to date; the application opens it for itself
    settings = get_settings()
    return settled(create_app(settings, real_register(settings)))


def settled(app: Flask) -> Flask:
    """Give the application with its words loaded, and let Python look no more for garbage in it.

    That is most of what a process holds, and stays until its end: to look through it again and
    again takes longer than many a page.
    """
    load_words()
    gc.collect()
    gc.freeze()
    return app


def run_website(make: Callable[[], Flask], host: str, port: int) -> None:
    """Serve until stopped; `make` is called in each process that serves."""
    if sys.platform == "win32":
        make().run(host=host, port=port, threaded=True)
    else:
        address = f"[{host}]" if ":" in host else host
        _Website(make, f"{address}:{port}").run()
