#!/usr/bin/env bash
# Fills an empty store through the HTTP interface and the command line of a program, for the tests of stores that an earlier program wrote.
#
#   fill-store.sh PROGRAM.dll DATABASE
#
# store-6.db.gz and store-6.sql.gz were made with the program of commit 045ca84, the last one with schema 6:
#
#   fill-store.sh Leadgate.Server.dll sqlite:store-6.db
#   sqlite3 store-6.db 'vacuum' 'pragma wal_checkpoint(truncate)' 'pragma journal_mode = delete' && gzip -9n store-6.db
#
#   fill-store.sh Leadgate.Server.dll postgres://USER:PASSWORD@HOST/DATABASE
#   pg_dump --inserts --no-owner --no-privileges DATABASE | grep -v '^\\' | gzip -9n > store-6.sql.gz
set -euo pipefail
program=$1 database=$2 port=${PORT:-5999}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sample=$here/../../Shared/Data/sample.json
work=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service" 2> /dev/null; rm -rf "$work"' EXIT

run() { dotnet "$program" "$@" --database "$database"; }

# Three keys: one without limits, one with limits, one that is revoked.
key=$(run keys create web-site --scope leads:write leads:read 2> /dev/null)
run keys create limited-shop --scope leads:write --requests-per-minute 5 > /dev/null 2>&1
run keys limit 2 --leads-per-minute 70 > /dev/null
run keys create former-partner --scope admin --expires 2099-01-01 > /dev/null 2>&1
run keys revoke 3 > /dev/null

echo 'correct horse battery' | run staff create Huda --role agent > /dev/null

dotnet "$program" serve --urls "http://127.0.0.1:$port" --database "$database" > "$work/log" 2>&1 &
service=$!
until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null; do kill -0 "$service"; done

# post NAME=VALUE... sends the leads that jq makes of the sample's first lead.
post() {
  local body=$1
  shift
  jq -c "{leads: [.leads[0] as \$lead | $body]}" "$sample" |
    curl -sf "http://127.0.0.1:$port/api/v1/leads/bulks" -H "X-API-Key: $key" -H 'Content-Type: application/json' "$@" --data-binary @-
  echo
}

post '$lead'
post '$lead, ($lead | .priority = "Tepid"), ($lead | .firstName = "هدى" | .leadNote = "ملاحظة 😀" | .vehicles += .vehicles)'
post '$lead | .unknownThing = {"a": [1, "x"]} | .vehicles[0].colour = "red"'
post '$lead | .customerCountry = "Brazil" | .customerRegion = "Bahia" | .customerCity = "Salvador"'
post '$lead | .phoneNumber = "512345678"' -H 'Idempotency-Key: order-1'
post '($lead | .phoneNumber = "587654321" | .email = "zaynab@example.com"), ($lead | .leadNote = "call 587654321"), ($lead | .phoneNumber = "587654321" | .source = "Nowhere"), 42'
kill "$service" && wait "$service" || true
service=

# A changed label, and a person who is erased.
run lists export LEAD_PRIORITY > "$work/list" 
sed 's/"Hot"/"Very hot"/' "$work/list" > "$work/changed"
run lists import "$work/changed" > /dev/null
echo 587654321 | run person erase --phone - > /dev/null
run audit verify
