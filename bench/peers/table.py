#!/usr/bin/python3
"""table.py          reads measures as lines of JSON and prints their medians as a Markdown table.
table.py --ours   reads what bench/Load prints and writes lines of JSON."""
import json
import re
import statistics
import sys

OURS = {
    r"^submissions: median (?P<per_s>\d+)/s": "submit",
    r"^drain: median (?P<per_s>\d+) tasks/s": "drain",
    r"^start: submit to start p50 (?P<p50_ms>[\d.]+) ms, p99 (?P<p99_ms>[\d.]+) ms": "start",
    r"^memory: (?P<bytes>-?\d+) bytes resident": "memory",
}
COLUMNS = [
    ("submitted/s", "submit", "per_s"), ("drained/s", "drain", "per_s"), ("start p50 ms", "start", "p50_ms"),
    ("start p99 ms", "start", "p99_ms"), ("bytes a waiting job", "memory", "bytes"), ("HTTP/s", "http", "per_s"),
]


def shown(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


if sys.argv[1:] == ["--ours"]:
    for line in sys.stdin:
        for pattern, measure in OURS.items():
            if found := re.search(pattern, line):
                print(json.dumps({"system": "TradingAgents", "measure": measure, **{key: float(value) for key, value in found.groupdict().items()}}))
    sys.exit()

rows = [json.loads(line) for line in sys.stdin if line.startswith("{")]
failed = [row for row in rows if row.get("errors")]
for row in failed:
    print(f"{row['system']}: {row['errors']} requests failed; its rate counts them.", file=sys.stderr)
print("| system | " + " | ".join(title for title, _, _ in COLUMNS) + " |")
print("|---|" + "---|" * len(COLUMNS))
for system in dict.fromkeys(row["system"] for row in rows):
    cells = []
    for _, measure, key in COLUMNS:
        values = [row[key] for row in rows if row["system"] == system and row["measure"] == measure]
        spread = f" ({shown(min(values))} to {shown(max(values))})" if len(values) > 1 else ""
        cells.append(shown(statistics.median(values)) + spread if values else "")
    print(f"| {system} | " + " | ".join(cells) + " |")
