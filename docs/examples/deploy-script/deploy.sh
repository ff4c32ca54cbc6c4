#!/bin/sh
# In the manner of a CI job: the secrets of the env set "Deploy" reach the steps, their values never the log.
#
#   strongroom add Deploy --kind envSet --env-file deploy.env    once, then delete that file
#   strongroom run --env Deploy --only DEPLOY_TOKEN,DEPLOY_HOST -- ./deploy.sh
set -eu
: "${DEPLOY_HOST:?start this with strongroom run --env Deploy}"
: "${DEPLOY_TOKEN:?start this with strongroom run --env Deploy}"

echo "::group::Configure"
strongroom inject --in "$(dirname "$0")/app.conf.template" --out "${TMPDIR:-/tmp}/app.conf"
echo "::endgroup::"

echo "::group::Deploy"
# A value that is printed by mistake is masked where the output goes to a pipe or a file.
echo "would upload to ${DEPLOY_HOST} with a token of ${#DEPLOY_TOKEN} characters"
rm -f "${TMPDIR:-/tmp}/app.conf"
echo "::endgroup::"
