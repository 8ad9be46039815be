#!/usr/bin/env bash
# Stops what start-cluster.sh started, and nothing else: nginx, the silos (which hand their work over, up to 60 s), Redis.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
run=${TRADINGAGENTS_CLUSTER_DIR:-$root/.cluster}

alive() { [ -e "$run/$1.pid" ] && kill -0 "$(cat "$run/$1.pid")" 2>/dev/null; }

stop() { # name, seconds
  alive "$1" || { rm -f "$run/$1.pid"; return 0; }
  local pid; pid=$(cat "$run/$1.pid")
  kill "$pid"
  for _ in $(seq $(($2 * 5))); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
  if kill -0 "$pid" 2>/dev/null; then echo "$1 did not stop within $2 s; killing it." >&2; kill -9 "$pid"; fi
  rm -f "$run/$1.pid"
}

stop nginx 10
for number in 1 2 3; do alive "node-$number" && kill "$(cat "$run/node-$number.pid")"; done # All at once: nothing is left to hand over to.
for number in 1 2 3; do stop "node-$number" 60; done
stop redis 10
