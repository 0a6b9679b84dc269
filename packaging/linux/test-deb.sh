#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the .deb of a build folder, installs it in a clean Debian root with nothing but what it depends on, and starts both
# programs there as an ordinary person: the daemon's commands, the console without a display, the console on a display.
#
#   packaging/linux/test-deb.sh BUILD-FOLDER
#
# Needs root (for chroot) and what packaging/setup.sh --package installs; without them it says so and ends with 77, or
# with 1 where CI=true or COUNTERSIGN_REQUIRE_PARTS=1. The empty root is kept in ~/.cache/countersign-tests.
set -euo pipefail

suite=bookworm
# Where this machine itself gets that Debian from.
mirror=${COUNTERSIGN_DEBIAN_MIRROR:-$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v suite="$suite" '$1 == suite && $2 == "main" { print $3; exit }')}
cache="${XDG_CACHE_HOME:-$HOME/.cache}/countersign-tests"
id=io.github.countersign.Countersign
export PATH="$PATH:/usr/sbin:/sbin"

say() { printf 'package: %s\n' "$*"; }
die() { printf 'package: FAILED: %s\n' "$*" >&2; exit 1; }
cannot() {
    printf 'package: not tested: %s\n' "$*" >&2
    [ "${CI:-}" != true ] && [ "${COUNTERSIGN_REQUIRE_PARTS:-}" != 1 ] && exit 77
    exit 1
}

[ $# -eq 1 ] || { sed -n '6p' "${BASH_SOURCE[0]}" >&2; exit 2; }
[ "$(id -u)" = 0 ] || cannot 'chroot needs root'
for tool in debootstrap dpkg-deb dpkg-shlibdeps desktop-file-validate appstreamcli Xvfb xdotool unshare; do
    command -v "$tool" >/dev/null || cannot "$tool is missing; packaging/setup.sh --package installs it"
done
unshare --mount true 2>/dev/null || cannot 'this root may not mount (a container without that right)'
build=$(cd "$1" && pwd)

# In namespaces of its own, so that mounts and processes end with the script, however it ends.
if [ "${COUNTERSIGN_PACKAGE_INNER:-}" != 1 ]; then
    COUNTERSIGN_PACKAGE_INNER=1 exec unshare --mount --propagation private --pid --fork --kill-child --mount-proc \
        "${BASH_SOURCE[0]}" "$build"
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/countersign-package.XXXXXX")
root="$work/root"
finish() {
    local status=$?
    # Whatever still runs in there would keep the mounts.
    local running
    running=$(jobs -p)
    [ -z "$running" ] || kill -9 $running 2>/dev/null || true
    wait 2>/dev/null || true
    umount "$root/tmp/.X11-unix" "$root/proc" 2>/dev/null || true
    mountpoint -q "$root/proc" || rm -rf --one-file-system "$work"
    exit "$status"
}
trap finish EXIT

make_package() {
    say 'making it'
    rm -f "$build"/packages/*.deb
    cmake --build "$build" --target package >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; die 'it cannot be made'; }
    deb=$(find "$build/packages" -maxdepth 1 -name 'countersign_*.deb')
    [ -f "$deb" ] || die "no package in $build/packages"
}

# What can be seen without installing it.
check_contents() {
    say "looking at $(basename "$deb"): $(dpkg-deb -f "$deb" Depends)"
    local tree="$work/tree" file
    dpkg-deb -x "$deb" "$tree"
    for file in usr/bin/countersign usr/bin/countersignd usr/share/doc/countersign/copyright \
        "usr/share/applications/$id.desktop" "usr/share/metainfo/$id.metainfo.xml" \
        "usr/share/icons/hicolor/scalable/apps/$id.svg" usr/share/man/man1/countersign.1.gz usr/share/man/man1/countersignd.1.gz; do
        [ -f "$tree/$file" ] || die "it has no $file"
    done
    desktop-file-validate "$tree/usr/share/applications/$id.desktop" || die 'the desktop entry is not valid'
    appstreamcli validate --no-net "$tree/usr/share/metainfo/$id.metainfo.xml" || die 'the AppStream file is not valid'
    dpkg-deb -c "$deb" | awk '$2 != "root/root" {print; bad=1} END {exit bad}' || die 'not all belongs to root'
    dpkg-deb -c "$deb" | awk '$1 ~ /^[-d].......w/ {print; bad=1} END {exit bad}' || die 'some of it is writable for everyone'
    for file in "$tree"/usr/bin/*; do
        ! readelf -d "$file" | grep -E 'R(UN)?PATH' || die "$(basename "$file") looks for libraries in a folder of its own"
    done
}

make_root() {
    local archive="$cache/debian-$suite.tar"
    if [ ! -f "$archive" ]; then
        say 'making a clean Debian root (kept for the next time)'
        mkdir -p "$cache"
        debootstrap --variant=minbase "$suite" "$work/fresh" "$mirror" >"$work/debootstrap.log" 2>&1 ||
            { tail -n 20 "$work/debootstrap.log" >&2; die 'debootstrap failed'; }
        rm -f "$work/fresh"/var/cache/apt/archives/*.deb
        tar -C "$work/fresh" -cf "$archive.new" . && mv "$archive.new" "$archive"
        rm -rf --one-file-system "$work/fresh"
    fi
    mkdir -p "$root"
    tar -C "$root" -xf "$archive"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    # How this machine reaches its mirrors: proxies and the like, and the sources where it is the same Debian.
    grep -lsi '^ *acquire::' /etc/apt/apt.conf /etc/apt/apt.conf.d/* | xargs -r cp -t "$root/etc/apt/apt.conf.d" || true
    if grep -qs "VERSION_CODENAME=$suite" /etc/os-release && [ -f /etc/apt/sources.list.d/debian.sources ]; then
        cp /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/"
        rm -f "$root/etc/apt/sources.list"
    fi
    mount -t proc proc "$root/proc"
}

in_root() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_person() {
    chroot --userspec=person:person "$root" /usr/bin/env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME=/home/person "$@"
}

install_package() {
    say 'installing it, with its dependencies and no recommendations'
    cp "$deb" "$root/tmp/countersign.deb"
    in_root apt-get -qq update
    in_root apt-get -qq -y --no-install-recommends install /tmp/countersign.deb >"$work/install.log" 2>&1 ||
        { tail -n 30 "$work/install.log" >&2; die 'it cannot be installed'; }
    in_root useradd --create-home person
}

check_commands() {
    local version printed program
    version=$(dpkg-deb -f "$deb" Version)
    for program in countersignd countersign; do
        printed=$(as_person QT_QPA_PLATFORM=offscreen "$program" --version) || die "$program --version ended with $?"
        [[ $printed == *"$version"* ]] || die "$program --version says $printed, not $version"
        say "$printed"
    done
    as_person countersignd --data-dir /tmp/doctor doctor || die "countersignd doctor ended with $?"
    ! as_person countersignd --no-such-option >/dev/null 2>&1 || die 'a wrong option is not refused'
}

# run_console NAME READY ENVIRONMENT…: starts the console with a data folder of that name, waits until READY succeeds, ends it.
run_console() {
    local name=$1 ready=$2 status=0 console
    shift 2
    say "starting the console: $name"
    as_person "$@" countersign --data-dir "/tmp/$name" --port 0 --demo >"$work/$name.log" 2>&1 &
    console=$!
    local until=$((SECONDS + 60))
    until "$ready" "$name"; do
        kill -0 "$console" 2>/dev/null || { cat "$work/$name.log" >&2; die 'the console ended'; }
        [ $SECONDS -lt $until ] || { cat "$work/$name.log" >&2; die 'the console is not ready after a minute'; }
        sleep 0.1
    done
    kill -TERM "$console"
    wait "$console" || status=$?
    [ "$status" = 0 ] || [ "$status" = 143 ] || { cat "$work/$name.log" >&2; die "the console ended with $status"; }
}
broker_is_up() { [ -s "$root/tmp/$1/broker.addr" ]; }
window_is_shown() {
    local window
    window=$(xdotool search --onlyvisible --name Countersign 2>/dev/null | head -n 1) && [ -n "$window" ] && broker_is_up "$1" || return 1
    say "its window: $(xdotool getwindowname "$window")"
    ! command -v import >/dev/null || import -window root "$build/packages/installed.png" || true
}

check_console() {
    run_console offscreen broker_is_up QT_QPA_PLATFORM=offscreen
    mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
    chmod 1777 /tmp/.X11-unix
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    mkfifo "$work/display-number"
    exec 9<>"$work/display-number"
    Xvfb -displayfd 9 -ac -nolisten tcp -screen 0 1440x900x24 >/dev/null 2>&1 &
    local number
    read -r -t 30 number <&9 || die 'Xvfb does not start'
    export DISPLAY=":$number"
    run_console display window_is_shown "DISPLAY=$DISPLAY" QT_QPA_PLATFORM=xcb
}

check_removal() {
    say 'removing it'
    in_root apt-get -qq -y purge countersign >/dev/null 2>&1 || die 'it cannot be removed'
    [ ! -e "$root/usr/bin/countersign" ] && [ ! -e "$root/usr/share/applications/$id.desktop" ] || die 'something stays behind'
}

make_package
check_contents
make_root
install_package
check_commands
check_console
check_removal
say 'done'
