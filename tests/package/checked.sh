#!/bin/sh
# checked.sh CHECKER ARGUMENT...: fails where CHECKER fails or writes anything on standard error. Ends
# with 77 where it is not installed.
set -u
command -v "$1" >/dev/null || {
    echo "$1 is not installed, so nothing is checked with it"
    exit 77
}
LC_ALL=C.UTF-8
export LC_ALL
messages=$("$@" 2>&1 >/dev/null </dev/null)
code=$?
[ -z "$messages" ] || echo "$messages"
[ "$code" -eq 0 ] && [ -z "$messages" ]
