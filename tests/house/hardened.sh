#!/bin/sh
# hardened.sh [--all] [--fortified] FILE...: fails and says why where a program could load code from
# a folder that somebody else chose (a run path), or where addresses of functions can be written
# while it runs. With --all also without what the program itself is compiled with: position
# independence, the stack protector, probes of large stack frames, indirect branch tracking; with
# --fortified without the checked calls of the C library.
set -u
LC_ALL=C
export LC_ALL
all=
fortified=
while :; do
    case ${1-} in
    --all) all=yes ;;
    --fortified) fortified=yes ;;
    *) break ;;
    esac
    shift
done
faults=0
programs=0

# fault FILE WHAT
fault() {
    echo "$1: $2"
    faults=$((faults + 1))
}

for file in "$@"; do
    [ -L "$file" ] && continue # another name of a program that is looked at
    readelf -h "$file" >/dev/null 2>&1 || continue # a script, a picture
    programs=$((programs + 1))
    dynamic=$(readelf -dW "$file")
    case $dynamic in
    *"(RUNPATH)"* | *"(RPATH)"*)
        fault "$file" "has a run path: $(echo "$dynamic" | grep -E '\((RUNPATH|RPATH)\)')" ;;
    esac
    echo "$dynamic" | grep -qE 'BIND_NOW|FLAGS.*NOW' || fault "$file" "is not linked with -z now"
    readelf -lW "$file" | grep -q GNU_RELRO || fault "$file" "is not linked with -z relro"
    symbols=$(readelf --dyn-syms -W "$file")
    if [ -n "$all" ]; then
        echo "$dynamic" | grep -qE 'FLAGS_1.*PIE' || fault "$file" "is not position independent"
        echo "$symbols" | grep -q __stack_chk_fail || fault "$file" "has no stack protector"
        case $(readelf -h "$file") in
        *X86-64*)
            # The start files of the system may lack the note that says so of the whole program.
            # A few functions come from there as well.
            for what in $(objdump -d -j .text --no-show-raw-insn "$file" | awk '
                /endbr64/ { branches++ }
                /or[bwlq]? +\$0x0,(0x[0-9a-f]+)?\(%[re][a-z]+\)/ { probes = 1 }
                branches > 10 && probes { exit }
                END { if (branches <= 10) print "cf-protection"
                      if (!probes) print "stack-clash-protection" }'); do
                fault "$file" "is not built with -f$what"
            done ;;
        esac
    fi
    if [ -n "$fortified" ]; then
        echo "$symbols" | grep -v __stack_chk_fail | grep -qE ' __[a-z]+_chk' ||
            fault "$file" "is not built with -D_FORTIFY_SOURCE"
    fi
done
[ "$programs" -gt 0 ] || fault "$*" "no program is among these"
[ "$faults" -eq 0 ]
