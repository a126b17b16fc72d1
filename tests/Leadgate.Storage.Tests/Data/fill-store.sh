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
# store-19.db.gz and store-19.sql.gz were made in the same way with the program of commit cdcfafe.
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

# What schemas after 6 have tables for: preferences, a second factor, corrections of one lead and of all with one value, and imports.
if [[ $(run --help) == *import* ]]; then
  run keys prefer 2 return=representation > /dev/null
  run staff totp enable huda > /dev/null
  admin=$(run keys create operator --scope admin 2> /dev/null)
  call() { curl -sf "http://127.0.0.1:$port/api/v1/$1" -H "X-API-Key: $admin" -H "Content-Type: application/${type:-json}" "${@:2}"; }
  until call me > /dev/null; do sleep 0.2; done
  post '($lead | .customerCity = "Dammam Port"), ($lead | .customerCity = "Dammam Port" | .leadNote = "second")'
  post '$lead | .priority = "Lukewarm" | .leadReference = "corrected-1"'
  wrong=$(call 'leads/bulks?leadReference=corrected-1&isError=true' | jq '.leads[0].leadExternalId')
  type=merge-patch+json call "leads/$wrong" -X PATCH -H 'If-Match: "1"' -d '{"priority": "Warm"}' > /dev/null
  until [[ $(call leads/errors) == *"Dammam Port"* ]]; do sleep 0.2; done
  correction=$(call leads/corrections -d '{"field": "customerCity", "value": "Dammam Port", "replacement": "Dammam"}' | jq .id)
  until [[ $(call "leads/corrections/$correction") == *'"done"'* ]]; do sleep 0.2; done
  {
    echo 'firstName,phoneCode,phoneNumber,customerCountry,preferredLanguage,leadDate,interest,source,leadName,priority,leadType,brand,businessArea'
    echo 'Reem,+966,512345671,Saudi Arabia,Arabic,2026-03-01,Test Drive,Website,Imported 1,Hot,Individual,KIA,Sales'
    echo 'Badr,+966,512345672,Saudi Arabia,Arabic,2026-03-01,Test Drive,Website,Imported 2,Boiling,Individual,KIA,Sales'
  } > "$work/event.csv"
  run import "$work/event.csv" --sender events --yes > /dev/null || [ $? = 4 ]

  # The service finishes what it does in the background.
  until [[ $(call leads/errors) == *Boiling* ]]; do sleep 0.2; done
fi
kill "$service" && wait "$service" || true
service=

# A changed label, and a person who is erased.
run lists export LEAD_PRIORITY > "$work/list" 
sed 's/"Hot"/"Very hot"/' "$work/list" > "$work/changed"
yes=
[[ $(run lists import --help) != *--yes* ]] || yes=--yes
run lists import "$work/changed" $yes > /dev/null
echo 587654321 | run person erase --phone - $yes > /dev/null
run audit verify
