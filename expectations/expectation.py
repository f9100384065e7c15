"""What an expectation is: a promise about a table's rows, and the query that finds those that break it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse.schema import Severity, Table

ROWS_QUERY = "expect_no_rows"


@dataclass(frozen=True, slots=True)
class Expectation:
    """A promise about the rows of `table`.

    A row breaks it where the SQL condition `where` holds for it, as `r`, in `source`: the rows of
    the table (`audited`) or a subquery over them. `kind` and `arguments` name the expectation of
    Great Expectations that says the same; the default counts the rows that the query finds. `whole`
    says that a row may break it although no row of its own document has changed.
    """

    table: Table
    name: str
    severity: Severity
    description: str
    where: str
    source: str = "audited"
    column: str | None = None
    kind: str = ROWS_QUERY
    arguments: Mapping[str, object] = field(default_factory=dict)
    whole: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it can only be broken by the documents that a run loaded."""
        return self.table.per_document and not self.whole

    @property
    def expectation_id(self) -> str:
        """Name by which the expectation is known from run to run."""
        return f"{self.table.name}.{self.name}"

    @property
    def offending_sql(self) -> str:
        """Query that lists the rows that break the promise, whole, in any Chancery warehouse."""
        return self._query(self.table.qualified_name, self.source, self.where)

    def offending_sql_of(self, run_id: str) -> str:
        """Return the same query for the documents that a run loaded, and those reviewers decided on."""
        literal = run_id.replace("'", "''")
        of_run = f"SELECT document_id FROM core.documents WHERE run_id = '{literal}'"  # noqa: S608
        decided = "SELECT matched_document_id FROM audit.overrides"
        rows = f"{self.table.qualified_name} WHERE document_id IN ({of_run} UNION ALL {decided})"
        return self._query(rows, self.source, self.where)

    @property
    def batch_query(self) -> str:
        """The same query in the form that Great Expectations fills in, with braces and colons escaped."""
        return self._query("{batch}", _escaped(self.source), _escaped(self.where))

    @staticmethod
    def _query(rows: str, source: str, where: str) -> str:
        audited = f"WITH audited AS NOT MATERIALIZED (SELECT * FROM {rows})"  # noqa: S608
        return f"{audited}\nSELECT r.* FROM {source} AS r\nWHERE {where}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an expectation was met; `error` is the exception that evaluating it raised."""

    success: bool
    error: str | None


def _escaped(sql: str) -> str:
    """Keep str.format from reading braces as fields, and SQLAlchemy colons as parameters."""
    return sql.replace("{", "{{").replace("}", "}}").replace(":", r"\:")
