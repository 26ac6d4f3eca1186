#!/bin/sh
# findsraces.sh PROGRAM: the thread sanitizer, with what is left out of its sight, says nothing of
# threads that keep to models/task/handed.h, and finds each race that is planted across it.
set -u
program=$1
failures=0

# clean PLANT
clean() {
    said=$("$program" "$1" 2>&1) && [ -z "$said" ] && return
    printf '%s: nothing was to be found, but:\n%s\n' "$1" "$said"
    failures=$((failures + 1))
}

# found PLANT FUNCTION: one report, that names the function in which the race is
found() {
    said=$("$program" "$1" 2>&1)
    code=$?
    case $code,$(printf '%s\n' "$said" | grep -c 'WARNING: ThreadSanitizer') in
    66,1)
        case $said in *"data race"*"$2"*) return ;; esac
        ;;
    esac
    printf '%s: one race in %s was to be found, but with code %s:\n%s\n' "$1" "$2" "$code" "$said"
    failures=$((failures + 1))
}

clean none
found field readField
found given changeGiven
found answer changeAnswer
[ "$failures" -eq 0 ]
