#!/usr/bin/env bash
# A gate for generated clips: moves what passes into keep/, and writes why the rest does not.
#
#     examples/gate.sh FOLDER
set -u
shopt -s nullglob
uncanny=${UNCANNY:-uncanny}
folder=${1:?usage: gate.sh FOLDER}
mkdir -p "$folder/keep"
for clip in "$folder"/*.mp4; do
  "$uncanny" check "$clip" --quiet --fail-on warning --report "${clip%.mp4}.json"
  case $? in
    0) mv "$clip" "$folder/keep/" ;;
    1) echo "$clip: has faults, see ${clip%.mp4}.json" ;;
    3) echo "$clip: cannot be read" ;;
    *) echo "$clip: could not be judged" ;;
  esac
done
