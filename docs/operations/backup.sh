#!/bin/sh
# backup.sh FOLDER: copy what cannot be made again, while Chancery runs. Run it where chancery.toml is.
set -eu
target="$1/$(date -u +%Y%m%dT%H%M%SZ)"
mkdir -p "$target"
# The published file is only ever replaced whole, so a plain copy of it is one version.
for file in data/chancery.duckdb data/chancery.key data/chancery.runs.jsonl chancery.toml overrides.toml; do
    if [ -e "$file" ]; then cp -p "$file" "$target/"; fi
done
if [ -d data/chancery.parses ]; then cp -Rp data/chancery.parses "$target/"; fi
# Prefect's database is written to all the time: SQLite's own backup takes a whole copy of it.
database=data/chancery.service/prefect/prefect.db
if [ -e "$database" ]; then
    "${PYTHON:-python3}" - "$database" "$target/prefect.db" <<'PYTHON'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as source, sqlite3.connect(sys.argv[2]) as copy:
    source.backup(copy)
PYTHON
fi
echo "$target"
