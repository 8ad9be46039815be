#!/usr/bin/env bash
# Builds everything and runs every test. Exit code 0 only if all of it passed.
# Results, one file per suite, are left in artifacts/test-results.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
./test.sh [--kills N]   builds everything and runs every test

  --kills N   kill the server N times at random points under load; default 20
  --help      this text

Variables: TRADINGAGENTS_SEED repeats the random points of an earlier run, which its output names as SEED=;
TRADINGAGENTS_PROGRAM names another program than the one built here for the tests of whole processes.
TEXT
}

refuse() {
  echo "test.sh: $1" >&2
  usage >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    --kills)
      [[ ${2-} =~ ^[1-9][0-9]{0,5}$ ]] || refuse "--kills: must be a whole number from 1 to 999999."
      export TRADINGAGENTS_KILLS=$2
      shift 2
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *) refuse "unknown argument '$1'." ;;
  esac
done

results=artifacts/test-results
rm -rf "$results"

# What TradingAgents.sln holds beyond the filter needs Orleans, which not every registry carries.
solution=TradingAgents.sln
beyond=$(comm -13 \
  <(grep -oE '[^"]+\.csproj' TradingAgents.Embedded.slnf | sort) \
  <(grep -oE '[^"]+\.csproj' TradingAgents.sln | tr '\\' '/' | sort))
if [ -n "$beyond" ] && ! dotnet restore TradingAgents.sln; then
  solution=TradingAgents.Embedded.slnf
  echo "Orleans does not restore from this registry. Left out, for that reason:"
  echo "${beyond//$'\n'/$'\n'  }" | sed '1s/^/  /'
fi

dotnet build "$solution" -warnaserror
dotnet test --solution "$solution" --no-build --results-directory "$results" --report-xunit-trx --max-parallel-test-modules 2
