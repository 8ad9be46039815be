#!/usr/bin/env bash
# Installs Debian's Chromium, with which the dashboard is tested, where it is missing. Without root or apt it says so; the tests are then skipped.
set -euo pipefail
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Chromium is missing and cannot be installed here: the dashboard's browser tests will be skipped." >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
install() { timeout 200 apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fonts-inter >/dev/null; }
install 2>/dev/null || { timeout 60 apt-get update -qq && install; } || echo "Chromium could not be installed: the dashboard's browser tests will be skipped." >&2
