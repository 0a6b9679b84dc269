#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what building, testing or packaging needs on Debian 12 and its relatives. A second run finds all in place,
# installs nothing and takes no time.
#
#   packaging/setup.sh [--run] [--test] [--bench] [--package]
#     --run       compiler and libraries (always; the default)
#     --test      also PostgreSQL, Apache Kafka, kcat, a display without a screen
#     --bench     as --test, and what the benchmarks compare with
#     --package   also what makes and checks a .deb
#
# COUNTERSIGN_SKIP_SETUP=1 installs nothing, for machines that are set up by other means.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")
cache="${XDG_CACHE_HOME:-$HOME/.cache}/countersign-tests"

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

test_parts=false
bench_parts=false
package_parts=false
for option in "$@"; do
    case "$option" in
        --run) ;;
        --test) test_parts=true ;;
        --bench) test_parts=true; bench_parts=true ;;
        --package) package_parts=true ;;
        -h | --help) sed -n '3,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
        *) printf 'setup: unknown option %s (see --help)\n' "$option" >&2; exit 2 ;;
    esac
done

if [ "${COUNTERSIGN_SKIP_SETUP:-0}" = 1 ]; then
    exit 0
fi

wanted=()
# library PACKAGE…: wanted unless dpkg has it.
library() { wanted+=("$@"); }
# tool COMMAND PACKAGE…: wanted unless the command is there, whoever installed it.
tool() {
    local command=$1
    shift
    PATH="$PATH:/usr/sbin:/sbin" command -v "$command" >/dev/null 2>&1 || wanted+=("$@")
}
java_is_enough() {
    local version
    version=$(java -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p') || return 1
    [ -n "$version" ] && [ "$version" -ge 17 ]
}

tool g++ g++
tool cmake cmake
tool ninja ninja-build
tool ccache ccache
tool pkg-config pkg-config
tool git git
# libqt6opengl6-dev: the Charts package asks for it in its CMake files, but does not depend on it.
library qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev librdkafka-dev libsimdjson-dev libsqlite3-dev libsodium-dev libboost-dev libjemalloc-dev
# At run time: the database drivers, the SVG icons, and the typefaces that the console prefers.
library libqt6sql6-sqlite libqt6sql6-psql libqt6svg6 fonts-inter fonts-jetbrains-mono
if $test_parts; then
    library postgresql-15
    tool Xvfb xvfb
    tool xauth xauth
    tool xdotool xdotool
    tool openbox openbox
    tool kcat kcat
    tool import imagemagick
    tool python3 python3
    tool openssl openssl
    tool setpriv util-linux
    tool node nodejs
    tool npm npm
    java_is_enough || wanted+=(openjdk-17-jre-headless)
    tool mvn maven
fi
if $package_parts; then
    tool debootstrap debootstrap
    tool dpkg-shlibdeps dpkg-dev
    tool fakeroot fakeroot
    tool file file
    tool desktop-file-validate desktop-file-utils
    tool appstreamcli appstream
    tool Xvfb xvfb
    tool xauth xauth
    tool xdotool xdotool
fi

# Prints those of its arguments that dpkg does not have installed.
missing_of() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
    done
}

install_packages() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
        die "this system has no apt; install the counterparts of: ${wanted[*]} (then set COUNTERSIGN_SKIP_SETUP=1)"
    local missing as_root=()
    mapfile -t missing < <(missing_of "${wanted[@]}" | sort -u)
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || die "run this as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    local log
    log=$(mktemp)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold install --no-install-recommends "${missing[@]}" >/dev/null 2>"$log" ||
        { cat "$log" >&2; die "apt-get could not install ${missing[*]}"; }
    rm -f "$log"
}

# fetched FOLDER SOURCE: true when FOLDER was made from SOURCE as it is now.
fetched() { [ -f "$1/.made-from" ] && cmp -s "$1/.made-from" "$2"; }

# fetch FOLDER SOURCE COMMAND…: runs COMMAND with a new folder as last argument, which takes FOLDER's place when all is there.
fetch() {
    local folder=$1 source=$2 fresh
    shift 2
    mkdir -p "$cache"
    fresh=$(mktemp -d "$cache/.new.XXXXXX")
    "$@" "$fresh" >"$fresh.log" 2>&1 || { cat "$fresh.log" >&2; rm -rf "$fresh" "$fresh.log"; die "could not fetch what $source names; is the network there?"; }
    cp "$source" "$fresh/.made-from"
    chmod 755 "$fresh"
    rm -rf "$folder" "$fresh.log"
    mv -T "$fresh" "$folder"
}

kafka_jars() {
    mvn -q -B -Dstyle.color=never -f "$top/tests/support/kafka/pom.xml" -DincludeScope=runtime -DoutputDirectory="$1" \
        org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies </dev/null
}
# node_modules LIST FOLDER
node_modules() {
    cp "$1" "$2/package.json" &&
        npm install --silent --no-audit --no-fund --no-package-lock --prefix "$2" </dev/null
}

[ ${#wanted[@]} -eq 0 ] || install_packages
if $test_parts; then
    pom="$top/tests/support/kafka/pom.xml"
    fetched "$cache/kafka-3.9.1" "$pom" || { say "fetching Apache Kafka 3.9.1"; fetch "$cache/kafka-3.9.1" "$pom" kafka_jars; }
    list="$top/tests/support/kafkajs/package.json"
    fetched "$cache/kafkajs" "$list" || { say "fetching kafkajs"; fetch "$cache/kafkajs" "$list" node_modules "$list"; }
    list="$top/tests/support/specs/package.json"
    fetched "$cache/specs" "$list" || { say "fetching the validators of the descriptions"; fetch "$cache/specs" "$list" node_modules "$list"; }
fi
if $bench_parts; then
    list="$top/tests/benchmarks/reference_peer/package.json"
    # better-sqlite3 is compiled where no prebuilt one can be had.
    fetched "$cache/reference-peer" "$list" || { say "fetching the benchmarks' peer"; fetch "$cache/reference-peer" "$list" node_modules "$list"; }
fi
