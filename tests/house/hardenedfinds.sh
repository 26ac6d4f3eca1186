#!/bin/sh
# hardenedfinds.sh COMPILER FOLDER: hardened.sh accepts a program that is built with all flags, and
# refuses it without any one of them.
set -u
compiler=$1
folder=$2
here=$(dirname "$0")
mkdir -p "$folder"
all="-O2 -fPIE -pie -fstack-protector-strong -fstack-clash-protection
    -D_FORTIFY_SOURCE=2 -Wl,-z,relro,-z,now"
case $(uname -m) in x86_64) all="$all -fcf-protection" ;; esac
failures=0

# planted EXPECTED-WORDS FLAGS...: without words it must pass
planted() {
    words=$1
    shift
    # shellcheck disable=SC2086
    "$compiler" -std=c++20 $all "$here/planted.cpp" -o "$folder/planted" "$@" || exit 1
    said=$(sh "$here/hardened.sh" --all --fortified "$folder/planted")
    code=$?
    case $code,$said in
    0,) [ -z "$words" ] && return ;;
    1,*"$words"*) [ -n "$words" ] && return ;;
    esac
    echo "with '$*': code $code, '$said', but '$words' was expected"
    failures=$((failures + 1))
}

planted ""
planted "run path" -Wl,-rpath,::::
planted "run path" -Wl,-rpath,/tmp -Wl,--disable-new-dtags
planted "position independent" -fno-pie -no-pie
planted "relro" -Wl,-z,norelro
planted "-z now" -Wl,-z,lazy
planted "stack protector" -fno-stack-protector
planted "FORTIFY" -U_FORTIFY_SOURCE
case $(uname -m) in
x86_64)
    planted "stack-clash" -fno-stack-clash-protection
    planted "cf-protection" -fcf-protection=none ;;
esac
[ "$failures" -eq 0 ]
