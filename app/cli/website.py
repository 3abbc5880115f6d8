"""The production server, run from the command line."""

import sys
from collections.abc import Callable

from flask import Flask

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
            return self.make()


def run_website(make: Callable[[], Flask], host: str, port: int) -> None:
    """Serve until stopped; `make` is called in each process that serves."""
    if sys.platform == "win32":
        make().run(host=host, port=port, threaded=True)
    else:
        address = f"[{host}]" if ":" in host else host
        _Website(make, f"{address}:{port}").run()
