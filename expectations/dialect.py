"""A small read-only SQLAlchemy dialect with which Great Expectations audits a DuckDB file.

The published dialects fail with it: Great Expectations gives a connection back before it fetches
the rows. Here the rows are fetched as soon as a statement has run. Nothing can be written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import duckdb
import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.engine import default, reflection
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy

NAME = "chancery_duckdb"

_TYPES: dict[str, type[sa.types.TypeEngine[Any]]] = {
    "BIGINT": sa.BIGINT,
    "BOOLEAN": sa.BOOLEAN,
    "DATE": sa.DATE,
    "DOUBLE": sa.Double,
    "INTEGER": sa.INTEGER,
    "TIMESTAMP": sa.TIMESTAMP,
    "VARCHAR": sa.VARCHAR,
}


def url_of(database: Path) -> str:
    """Return the SQLAlchemy URL of a DuckDB file; any path will do, whatever its characters."""
    return f"{NAME}:///{quote(str(database.resolve()), safe='')}"


class _FetchAtOnce(default.DefaultExecutionContext):
    def post_exec(self) -> None:
        description = self.cursor.description
        if description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, alternate_description=description, initial_buffer=self.cursor.fetchall()
            )


class DuckDBDialect(default.DefaultDialect):
    """What SQLAlchemy and Great Expectations need to know of DuckDB in order to read from it."""

    name = NAME
    driver = "duckdb"
    execution_ctx_cls = _FetchAtOnce
    default_paramstyle = "qmark"
    supports_statement_cache = True
    supports_native_boolean = True
    postfetch_lastrowid = False

    @classmethod
    def import_dbapi(cls) -> Any:
        """Return the driver."""
        return duckdb

    def create_connect_args(self, url: sa.URL) -> tuple[list[Any], dict[str, Any]]:
        """Return the driver's arguments: the file, never for writing."""
        return [unquote(url.database or "")], {"read_only": True}

    # There is nothing to commit or roll back, and doing so would discard rows not fetched yet.
    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin nothing."""

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit nothing."""

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Roll nothing back."""

    def _get_default_schema_name(self, connection: sa.Connection) -> str:
        return "main"

    def _get_server_version_info(self, connection: sa.Connection) -> tuple[int, ...]:
        return tuple(int(part) for part in duckdb.__version__.split(".")[:3])

    @reflection.cache
    def get_schema_names(self, connection: sa.Connection, **kw: Any) -> list[str]:
        """Return the names of the file's own schemas."""
        sql = "SELECT schema_name FROM duckdb_schemas() WHERE database_name = current_database()"
        return list(connection.scalars(sa.text(sql)))

    @reflection.cache
    def get_table_names(self, connection: sa.Connection, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of a schema's tables."""
        sql = "SELECT table_name FROM duckdb_tables() WHERE schema_name = :schema"
        return list(connection.scalars(sa.text(sql), {"schema": schema or "main"}))

    @reflection.cache
    def get_view_names(self, connection: sa.Connection, schema: str | None = None, **kw: Any) -> list[str]:
        """Return the names of a schema's views."""
        sql = "SELECT view_name FROM duckdb_views() WHERE schema_name = :schema AND NOT internal"
        return list(connection.scalars(sa.text(sql), {"schema": schema or "main"}))

    def has_table(
        self, connection: sa.Connection, table_name: str, schema: str | None = None, **kw: Any
    ) -> bool:
        """Tell whether there is a table of that name."""
        return table_name in self.get_table_names(connection, schema)

    @reflection.cache
    def get_columns(
        self, connection: sa.Connection, table_name: str, schema: str | None = None, **kw: Any
    ) -> list[Any]:
        """Return name, type and nullability of a table's columns, in order."""
        sql = (
            "SELECT column_name, data_type, is_nullable FROM duckdb_columns() "
            "WHERE schema_name = :schema AND table_name = :table ORDER BY column_index"
        )
        found = connection.execute(sa.text(sql), {"schema": schema or "main", "table": table_name})
        return [
            {
                "name": name,
                "type": _TYPES.get(kind, sa.types.NullType)(),
                "nullable": nullable,
                "default": None,
            }
            for name, kind, nullable in found
        ]

    def get_pk_constraint(self, *args: Any, **kw: Any) -> Any:
        """Return no key: the audit looks at the rows."""
        return {"constrained_columns": [], "name": None}

    def get_foreign_keys(self, *args: Any, **kw: Any) -> list[Any]:
        """Return no foreign keys: there are none."""
        return []

    def get_indexes(self, *args: Any, **kw: Any) -> list[Any]:
        """Return no indexes: there are none."""
        return []


registry.register(NAME, __name__, DuckDBDialect.__name__)
