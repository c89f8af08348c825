#!/usr/bin/env bash
# Looks at every sample, probe and time line on the stage, in both languages, light and dark, at several sizes: texts that lie on one
# another, are cut, too small or crossed by a line, a packet that stands on a word, machines that move. The build looks at a tenth.
# It takes more than an hour; SAMPLES=names,vxlan looks at some samples only, CASES='names, probe 3,.*' at lines of the output that match.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B test -Dtest=PictureAuditTest -Dpodlane.audit=whole -Dpodlane.audit.samples="${SAMPLES:-}" -Dpodlane.audit.cases="${CASES:-}" </dev/null
