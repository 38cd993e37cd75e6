"""The search index: what only SQLite has (FTS5), kept to one table."""

SEARCH_TABLE = "petition_search"

SEARCH_TABLES = (
    (
        f"CREATE VIRTUAL TABLE {SEARCH_TABLE} "
        "USING fts5(names, words, initials, content='', contentless_delete=1, detail=none, tokenize='ascii')"
    ),
)
"""rowid is the petition's id. The program makes the tokens, ASCII all of them: see app/store/search_tokens.py."""
