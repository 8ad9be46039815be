#!/usr/bin/env bash
# Starts a cluster on this machine, all on loopback: Redis (6399), three silos (facades on 8005, 8015, 8025) and nginx (8000) before them.
# Options after -- go to every silo, such as: start-cluster.sh -- --allow-synthetic
# Everything it starts writes to one folder (default: .cluster in the repository) and is stopped by stop-cluster.sh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
run=${TRADINGAGENTS_CLUSTER_DIR:-$root/.cluster}
redis_port=6399
[ "${1-}" != -- ] || shift

refuse() { echo "start-cluster.sh: $1" >&2; exit 2; }

mkdir -p "$run"
for file in "$run"/*.pid; do
  [ -e "$file" ] && kill -0 "$(cat "$file")" 2>/dev/null && refuse "a cluster is running from $run; stop it with stop-cluster.sh."
done
rm -f "$run"/*.pid

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v nginx >/dev/null || missing+=(nginx-light)
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" -eq 0 ] || refuse "install ${missing[*]} first."
  apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q "${missing[@]}" >/dev/null
fi

silo=${TRADINGAGENTS_SILO:-$root/artifacts/bin/Silo/debug/tradingagents-silo}
[ -x "$silo" ] || dotnet build "$root/src/Silo" -v quiet

until_answers() { # URL, seconds, process
  for _ in $(seq $(($2 * 5))); do
    kill -0 "$(cat "$run/$3.pid")" 2>/dev/null || { tail -n 3 "$run/$3.log" >&2; refuse "$3 ended at once; see $run."; }
    curl -fs -o /dev/null --max-time 2 "$1" && return 0
    sleep 0.2
  done
  refuse "$1 does not answer within $2 s; see $run."
}

# appendfsync everysec: the death of Redis itself may lose the last second; use always where that is too much.
redis-server --bind 127.0.0.1 --port $redis_port --dir "$run" --appendonly yes --appendfsync everysec --save '' \
  --daemonize yes --pidfile "$run/redis.pid" --logfile "$run/redis.log" >/dev/null
for _ in $(seq 50); do redis-cli -p $redis_port ping >/dev/null 2>&1 && break; sleep 0.1; done

for number in 1 2 3; do
  port=$((7995 + 10 * number))
  nohup "$silo" --clustering redis --redis 127.0.0.1:$redis_port --name "node-$number" --urls "http://127.0.0.1:$port" \
    --silo-port $((11110 + number)) --gateway-port $((30000 + number)) "$@" >"$run/node-$number.out" 2>"$run/node-$number.log" &
  echo $! >"$run/node-$number.pid"
done

sed "s#@RUN@#$run#g" "$here/nginx.conf" >"$run/nginx.conf"
nginx -c "$run/nginx.conf" -e "$run/nginx.log"

for number in 1 2 3; do until_answers "http://127.0.0.1:$((7995 + 10 * number))/ready" 120 "node-$number"; done
until_answers http://127.0.0.1:8000/ready 20 nginx
echo "The cluster answers on http://127.0.0.1:8000 (silos: 8005, 8015, 8025). Logs and data: $run"
