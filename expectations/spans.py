"""The span invariant in SQL: the words at [start, end) of a document's text, fast on long texts too.

DuckDB's substr counts code points from the start of the string, so cutting thousands of quotes from
a megabyte takes seconds. Here each text is cut into pieces once, in steps that keep every cut
short, and a quote is put together from the one or two pieces that hold it.
"""

from __future__ import annotations

PIECE_SIZES = (1 << 20, 1 << 15, 1 << 11)  # each step cuts a string into at most some dozens


def words_source(start: str, end: str) -> str:
    """Return SQL for `audited` with a column `words`: what the text holds at each row's span.

    `start` and `end` name the columns with the span's offsets. `words` is NULL where the text holds
    nothing there.
    """
    size = PIECE_SIZES[-1]
    first = f"greatest(s.{start} - p.char_offset, 0)"
    return f"""(
    SELECT a.*, w.words FROM audited AS a LEFT JOIN (
        SELECT s.document_id, s.{start}, s.{end}, nullif(string_agg(
            substr(p.piece, {first} + 1, least(s.{end} - p.char_offset, {size}) - {first}), ''
            ORDER BY p.char_offset
        ), '') AS words
        FROM (
            SELECT document_id, {start}, {end},
                unnest(range({start} // {size}, ({end} - 1) // {size} + 1)) * {size} AS char_offset
            FROM (SELECT DISTINCT document_id, {start}, {end} FROM audited
                WHERE 0 <= {start} AND {start} < {end})
        ) AS s
        JOIN ({_pieces()}) AS p USING (document_id, char_offset)
        GROUP BY ALL
    ) AS w USING (document_id, {start}, {end})
)"""  # noqa: S608


def _pieces() -> str:
    """Return SQL that lists the texts in pieces of the last size, with the offset of each."""
    sql = "SELECT document_id, 0 AS char_offset, text AS piece FROM raw.document_texts"
    for size in PIECE_SIZES:
        numbered = f"SELECT *, unnest(range(0, length(piece) // {size} + 1)) AS n FROM ({sql})"  # noqa: S608
        columns = f"char_offset + n * {size} AS char_offset, substr(piece, n * {size} + 1, {size}) AS piece"
        sql = f"SELECT document_id, {columns} FROM ({numbered})"  # noqa: S608
    return sql
