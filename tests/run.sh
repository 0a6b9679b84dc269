#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs the tests; windows open on a display of their own, without a screen.
# A second run neither installs nor builds anything. ctest's count is the last that is printed.
#
#   tests/run.sh [--preset NAME] [LABEL…] [-- CTEST-OPTION…]
#     --preset NAME   dev, release (the default), asan or tsan; asan builds and runs unit and model tests only, tsan these
#                     and the integration tests in which the program's own threads meet
#     LABEL           unit model schedules integration threads gui chaos large bench packaging; default: all but the last
#                     three (threads are some of integration)
#
# A test whose part (Kafka, PostgreSQL, …) is missing is skipped, and fails where CI=true or COUNTERSIGN_REQUIRE_PARTS=1.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")

wrong() { printf 'tests: %s (see --help)\n' "$1" >&2; exit 2; }

preset=release
labels=()
while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help) sed -n '3,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
        --preset) [ $# -ge 2 ] || wrong '--preset needs a name'; preset=$2; shift 2 ;;
        --) shift; break ;;
        unit | model | schedules | integration | threads | gui | chaos | large | bench | packaging) labels+=("$1"); shift ;;
        *) wrong "unknown option or label $1" ;;
    esac
done

targets=()
case "$preset" in
    dev | release) [ ${#labels[@]} -gt 0 ] || labels=(unit model schedules integration gui chaos) ;;
    asan)
        targets=(--target unit-tests model-tests)
        [ ${#labels[@]} -gt 0 ] || labels=(unit model) ;;
    tsan)
        targets=(--target unit-tests model-tests threads-tests)
        [ ${#labels[@]} -gt 0 ] || labels=(unit model threads) ;;
    *) wrong "unknown preset $preset" ;;
esac
chosen=" ${labels[*]} "

setup=(--test)
[[ $chosen != *' bench '* ]] || setup+=(--bench)
[[ $chosen != *' packaging '* ]] || setup+=(--package)
"$top/packaging/setup.sh" "${setup[@]}"

if [ "${CI:-}" = true ]; then
    export COUNTERSIGN_REQUIRE_PARTS=1
fi
jobs=$(nproc)
cd "$top"
[ -f "build/$preset/build.ninja" ] || cmake --preset "$preset"
cmake --build --preset "$preset" "${targets[@]}"

filter=$(IFS='|'; printf '^(%s)$' "${labels[*]}")
[[ $chosen != *' bench '* ]] || set -- --verbose "$@" # its figures are what it is for
run=(ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$jobs" -L "$filter" "$@")
if [[ $chosen == *' gui '* ]]; then
    unset WAYLAND_DISPLAY
    export QT_QPA_PLATFORM=xcb
    exec xvfb-run -a -s '-screen 0 1440x900x24' "$here/support/with-window-manager.sh" "${run[@]}"
fi
exec "${run[@]}"
