#!/bin/sh
# options.sh PROGRAM RESOURCES PLACE: every command and option that PROGRAM tells of in --help is in the
# manual page, or is offered by the completion of a shell, as PLACE says: man, bash, zsh or fish. Ends
# with 77 where what reads PLACE is not installed.
set -u
program=$1
resources=$2
place=$3
LC_ALL=C.UTF-8
export LC_ALL

case $place in
man)
    file=$resources/man/sync-dashboard.1
    reader=sed
    ;;
bash)
    file=$resources/completions/sync-dashboard.bash
    reader=bash
    ;;
zsh)
    file=$resources/completions/_sync-dashboard
    reader=zsh
    ;;
fish)
    file=$resources/completions/sync-dashboard.fish
    reader=fish
    ;;
*)
    echo "options.sh: no place is called '$place'"
    exit 2
    ;;
esac
command -v "$reader" >/dev/null || {
    echo "$reader is not installed, so $file is not tried"
    exit 77
}

# Its commands, and the options of one of them (none: those of the window), one to a line.
commands() {
    "$program" --help | sed -n 's/^\(usage:\)\{0,1\} *sync-dashboard \([a-z][a-z]*\) .*/\2/p' | sort -u
}
options() {
    "$program" $1 --help | sed -n '/^Options:/,$ s/^  \(--[a-z-]*\).*/\1/p'
}

# What of the section of a command stands in the page, with that of connections where it points there.
section() {
    sed -n "/^\.SS $1\$/,/^\.S[SH] /p" "$file" | sed '1d'
}
in_man() {
    text=$(section "sync.-dashboard${1:+ $1}")
    case $text in *'options of a connection'*) text="$text
$(section 'Options of a connection')" ;; esac
    echo "$text" | sed -n 's/^\.BI* \(\\-\\-[a-z\\-]*\).*/\1/p' | tr -d '\\'
}
# What is offered after "sync-dashboard COMMAND --", or after "sync-dashboard " for the commands.
in_bash() {
    bash -c 'source "$1"; COMP_WORDS=(sync-dashboard ${2:-} "$3"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _sync_dashboard; printf "%s\n" "${COMPREPLY[@]}"' bash "$file" "$1" "${2---}"
}
in_fish() {
    HOME=$home fish --no-config -c "source $file; complete -C 'sync-dashboard ${1:+$1 }${2---}'" | cut -f1
}
# zsh completes only at a terminal, so that what describes to it is replaced by what prints.
in_zsh() {
    zsh -f -c '_arguments() { print -rl -- "$@" }; _describe() { print -rl -- "${(P@)2}" }
        words=(sync-dashboard ${=2} "$3"); CURRENT=$#words
        _read() { source "$1" }; _read "$1"' zsh "$file" "$1" "${2---}" |
        sed -e 's/^([^)]*)//' -e 's/^\*//' -e 's/[:[].*//'
}

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
faults=0
fault() {
    echo "$1: add it to $file"
    faults=$((faults + 1))
}

names=$(commands)
[ "$(echo "$names" | wc -w)" -ge 4 ] || fault "only these commands were found in --help: $names"
for command in '' $names; do
    if [ -n "$command" ]; then
        if [ "$place" = man ]; then
            grep -q "^\.SS sync.-dashboard $command\$" "$file" ||
                fault "the command $command has no section '.SS sync\\-dashboard $command'"
        else
            "in_$place" '' '' | grep -qx -- "$command" || fault "the command $command is not offered"
        fi
    fi
    wanted=$(options "$command")
    [ -n "$wanted" ] || fault "no options of 'sync-dashboard $command --help' were found"
    found=$("in_$place" "$command")
    for option in $wanted; do
        echo "$found" | grep -qx -- "$option" ||
            fault "the option $option of 'sync-dashboard${command:+ $command}' is missing"
    done
    for option in $(echo "$found" | grep '^--'); do
        echo "$wanted" | grep -qx -- "$option" ||
            fault "'sync-dashboard${command:+ $command}' has no option $option, or --help does not tell of it"
    done
done
[ "$faults" -eq 0 ]
