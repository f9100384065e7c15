"""Numbered migrations: each SQL file is applied once, in order, in a transaction of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError

FOLDER = Path(__file__).parent / "migrations"

LEDGER = """
CREATE SCHEMA IF NOT EXISTS audit;
CREATE TABLE IF NOT EXISTS audit.schema_migrations (
    version INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
);
"""
LEDGER_ROWS = "SELECT version, name, sha256 FROM audit.schema_migrations ORDER BY version"


@dataclass(frozen=True, slots=True)
class Migration:
    """A numbered SQL file, such as `0001_initial.sql`."""

    version: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Checksum by which a later change of the file is noticed."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Return the migrations of a folder in order."""
    files = sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    return tuple(Migration(int(f.name[:4]), f.stem, f.read_text(encoding="utf-8")) for f in files)


def pending_migrations(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Return what has yet to be applied; all of them for an empty database.

    Raises WarehouseError where the file is no warehouse, is newer than this code, or a migration
    was edited after it was applied.
    """
    known = {migration.version: migration for migration in migrations(folder)}
    applied = _applied(con)
    for version, (name, sha256) in applied.items():
        if version not in known:
            raise WarehouseError(f"the warehouse is newer than this Chancery (it has {name}); upgrade")
        if known[version].sha256 != sha256:
            raise WarehouseError(f"migration {name} was changed after the warehouse had applied it")
    return tuple(migration for version, migration in known.items() if version not in applied)


def migrate(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER) -> tuple[str, ...]:
    """Apply what is pending and return its names. Raises as `pending_migrations` does."""
    pending = pending_migrations(con, folder)
    con.execute(LEDGER)
    for migration in pending:
        _apply(con, migration)
    return tuple(migration.name for migration in pending)


def _applied(con: duckdb.DuckDBPyConnection) -> dict[int, tuple[str, str]]:
    tables = con.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
    if ("audit.schema_migrations",) not in tables:
        if tables:
            raise WarehouseError("the file is a DuckDB database, but not a Chancery warehouse")
        return {}
    rows = con.execute(LEDGER_ROWS).fetchall()
    return {version: (name, sha256) for version, name, sha256 in rows}


def _apply(con: duckdb.DuckDBPyConnection, migration: Migration) -> None:
    con.begin()
    try:
        con.execute(migration.sql)
        con.execute(
            "INSERT INTO audit.schema_migrations (version, name, sha256) VALUES (?, ?, ?)",
            [migration.version, migration.name, migration.sha256],
        )
        con.commit()
    except BaseException:
        con.rollback()
        raise
