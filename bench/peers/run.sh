#!/usr/bin/env bash
# Measures the peers and this engine on the same work, in turn, and prints a table. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
bench/peers/run.sh [SYSTEM...]   SYSTEM: ours bullmq celery rq graphile pgboss http; none: all of them

Installs what is missing (Debian's packages by apt, npm's by version), starts Redis and PostgreSQL of its own on the loopback interface, and stops them.

Variables: ROUNDS (default 3), REDIS_PORT (6390), PG_PORT (5490), HTTP_PORT (5088).
TEXT
}

case ${1-} in --help | -h)
  usage
  exit 0
  ;;
esac
systems=${*:-ours bullmq celery rq graphile pgboss http}
for system in $systems; do
  case $system in ours | bullmq | celery | rq | graphile | pgboss | http) ;; *)
    echo "run.sh: unknown system '$system'." >&2
    usage >&2
    exit 2
    ;;
  esac
done

export REDIS_PORT=${REDIS_PORT:-6390} PG_PORT=${PG_PORT:-5490} HTTP_PORT=${HTTP_PORT:-5088}
export PG_URL="postgres://bench:bench@127.0.0.1:$PG_PORT/bench"
rounds=${ROUNDS:-3}
root=$(cd ../.. && pwd)
data=$(mktemp -d)
chmod 755 "$data"
results=$data/results.jsonl
server=

as_postgres() { (cd / && su postgres -s /bin/bash -c "$1"); }

stop_server() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  server=
}

stop_redis() {
  [ ! -f "$data/redis.pid" ] || redis-cli -p "$REDIS_PORT" shutdown nosave >/dev/null 2>&1 || true
}

stop_postgres() {
  [ ! -d "$data/pg" ] || as_postgres "$postgres/pg_ctl -D $data/pg -m fast -w stop" >/dev/null 2>&1 || true
}

trap 'stop_server; stop_redis; stop_postgres; rm -rf "$data"' EXIT

command -v node >/dev/null && command -v npm >/dev/null || {
  echo "run.sh: Node.js 20 and npm must be there." >&2
  exit 2
}
for port in "$REDIS_PORT" "$PG_PORT" "$HTTP_PORT"; do
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || {
    echo "run.sh: something listens on port $port already, and this script empties what it measures. Name another port." >&2
    exit 2
  }
done

# Durable as their users run them: Redis syncs once a second, PostgreSQL before it answers.
start_redis() {
  redis-server --port "$REDIS_PORT" --bind 127.0.0.1 --dir "$data" --save "" --appendonly yes --appendfsync everysec \
    --maxmemory-policy noeviction --daemonize yes --pidfile "$data/redis.pid" --logfile "$data/redis.log" >/dev/null
  for _ in $(seq 100); do
    redis-cli -p "$REDIS_PORT" ping >/dev/null 2>&1 && return
    sleep 0.1
  done
  echo "run.sh: Redis did not start." >&2
  exit 1
}

start_postgres() {
  mkdir "$data/pg"
  chown postgres "$data/pg"
  as_postgres "$postgres/initdb -D $data/pg -A trust -E UTF8 --locale=C.UTF-8" >/dev/null
  as_postgres "$postgres/pg_ctl -D $data/pg -w -l $data/pg/server.log -o \"-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data/pg\" start" >/dev/null
  as_postgres "psql -h 127.0.0.1 -p $PG_PORT -qc \"create role bench login superuser password 'bench'\" -c 'create database bench owner bench' postgres"
}

measure() { timeout 300 "$@" >>"$results" || echo "run.sh: gave up: $*" >&2; }

ours() { timeout 600 "$root/artifacts/bin/Load/release/TradingAgents.Load" submissions drain start memory | ./table.py --ours >>"$results"; }

# wrk's last line is JSON.
post() {
  local url=$1
  for _ in $(seq 200); do
    curl -s -o /dev/null "$url" && break
    sleep 0.1
  done
  SYSTEM=$2 wrk -t2 -c64 -d3s -s post.lua "$url" >/dev/null
  SYSTEM=$2 wrk -t2 -c64 -d8s --latency -s post.lua "$url" | tail -n 1 >>"$results"
  stop_server
}

http() {
  "$root/artifacts/bin/Cli/release/tradingagents" serve --urls "http://127.0.0.1:$HTTP_PORT" --nodes 1 --max-queue 10000000 --allow-synthetic \
    --data-dir "$data/ours-$1" >/dev/null 2>&1 &
  server=$!
  post "http://127.0.0.1:$HTTP_PORT/api/v1/analysis/submit" TradingAgents
  redis-cli -p "$REDIS_PORT" flushall >/dev/null
  node node/http.mjs >/dev/null 2>&1 &
  server=$!
  post "http://127.0.0.1:$HTTP_PORT/jobs" "fastify + BullMQ"
}

missing=()
for tool in redis-server:redis-server redis-cli:redis-tools wrk:wrk curl:curl rq:python3-rq; do
  command -v "${tool%%:*}" >/dev/null || missing+=("${tool##*:}")
done
/usr/bin/python3 -c 'import celery, redis' 2>/dev/null || missing+=(python3-celery python3-redis)
ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
postgres=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
(cd node && npm install --silent)
dotnet build "$root/bench/Load" -c Release -v q >/dev/null
dotnet build "$root/src/Cli" -c Release -v q >/dev/null
start_redis
start_postgres

for round in $(seq "$rounds"); do
  for system in $systems; do
    echo "round $round of $rounds: $system" >&2
    case $system in
      ours) ours ;;
      bullmq) for what in submit drain start memory; do measure node node/bench.mjs bullmq $what; done ;;
      celery | rq) for what in submit drain start; do measure /usr/bin/python3 python/bench.py "$system" $what; done ;;
      graphile)
        for what in submit drain start memory; do measure node node/bench.mjs graphile $what; done
        GRAPHILE_TUNED=1 measure node node/bench.mjs graphile drain
        ;;
      pgboss) for what in submit start; do measure node node/bench.mjs pgboss $what; done ;;
      http) http "$round" ;;
    esac
  done
done

./table.py <"$results"
