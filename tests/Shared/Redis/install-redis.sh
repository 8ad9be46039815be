#!/usr/bin/env bash
# Installs redis-server, which the tests of whole silos start on loopback, each its own. Without it they are skipped, and say so.
set -uo pipefail
command -v redis-server >/dev/null && exit 0
[ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || { echo "redis-server is missing and cannot be installed here: the tests of whole silos will be skipped." >&2; exit 1; }
timeout 120 apt-get update -q >/dev/null 2>&1
DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -q --no-install-recommends redis-server >/dev/null 2>&1
command -v redis-server >/dev/null || { echo "redis-server could not be installed: the tests of whole silos will be skipped." >&2; exit 1; }
