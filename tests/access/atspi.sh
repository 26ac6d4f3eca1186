#!/bin/sh
# atspi.sh PROGRAM: goes the main paths through the window of PROGRAM as a screen reader does, on a bus
# and a display of its own. Ends with 77 where what it needs is not installed.
set -u
program=$1
here=$(dirname "$0")
for needed in dbus-run-session Xvfb /usr/libexec/at-spi-bus-launcher; do
    command -v "$needed" >/dev/null || {
        echo "$needed is not installed, so nobody reads the window"
        exit 77
    }
done
for python in python3 /usr/bin/python3 ''; do
    [ -n "$python" ] || {
        echo "python3-pyatspi is not installed, so nobody reads the window"
        exit 77
    }
    "$python" -c 'import pyatspi' 2>/dev/null && break
done
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/runtime"
# Nothing of whoever runs this: no settings, no keys, no bus and no display.
env -i PATH="$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/runtime" TMPDIR="$home" LC_ALL=C.UTF-8 TZ=UTC \
    dbus-run-session -- "$python" "$here/atspi.py" "$program"
