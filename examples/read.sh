#!/bin/sh
# Draw a 7 in three points and print how the network reads it.
set -eu
server=${1:-http://127.0.0.1:8000}
json='content-type: application/json'

id=$(curl -sS "$server/api/networks" -H "$json" -d '{"start": "trained"}' | sed 's/.*"id": *"\([^"]*\)".*/\1/')
curl -sS "$server/api/networks/$id/forward" -H "$json" -d '{"image": {"strokes": [[[0, 0], [10, 0], [4, 20]]]}}' |
    grep -o '"prediction": *{[^}]*}'
curl -sS -X DELETE "$server/api/networks/$id"
