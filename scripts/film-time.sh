#!/usr/bin/env bash
# Photographs every scene that has a course, from its beginning to its end, in both languages, into target/film, and looks at the
# pictures as audit-pictures.sh does. The build looks at a few of one scene.
set -euo pipefail
cd "$(dirname "$0")/.."

./mvnw -B test -Dtest=TimeFilmTest -Dpodlane.film="$PWD/target/film" </dev/null
