#!/usr/bin/env bash
# Makes the pictures for the README, with Debian's Chromium and a server of its own: the dashboard, a task, a report.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tests/Dashboard.Tests/install-chromium.sh
export TRADINGAGENTS_PICTURES="$PWD/docs/pictures"
dotnet test --project tests/Dashboard.Tests --filter-class TradingAgents.Dashboard.Tests.PictureTests
ls -l docs/pictures/*.png
