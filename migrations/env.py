"""How Alembic meets the register; services/registers.py hands the connection in."""

from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine

from app.store import Base
from app.store.fts import is_search_part


def include_object(
    _object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any
) -> bool:
    """Leave the parts of full-text search alone: they are plain SQL of the first migration."""
    return not is_search_part(name, kind)


def run(connection: Connection) -> None:
    """Carry out what was asked on an open connection, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_in: Connection | None = context.config.attributes.get("connection")
if handed_in is not None:
    run(handed_in)
else:
    engine = create_engine(context.get_x_argument(as_dictionary=True)["url"])
    with engine.begin() as opened:
        run(opened)
