"""Write the facts of the samples anew and say which have changed."""

from __future__ import annotations

from tests.golden import FOLDER, SAMPLES, facts_of, golden_path

for stale in sorted(set(FOLDER.glob("*.json")) - {golden_path(name) for name in SAMPLES}):
    stale.unlink()
    print(f"removed {stale.name}")
for name in SAMPLES:
    path, facts = golden_path(name), facts_of(name)
    if not path.exists() or path.read_text("utf-8") != facts:
        path.write_text(facts, "utf-8")
        print(f"wrote {path.name}")
