#!/bin/sh
# The value lies in a file of mode 0600 in the runtime directory for as long as the command runs, and never in a variable.
set -eu
cd "$(dirname "$0")"
exec strongroom run --file EXCHANGE_KEY_FILE=strongroom://Exchange/key -- docker compose up --abort-on-container-exit "$@"
