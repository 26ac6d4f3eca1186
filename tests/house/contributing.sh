#!/bin/sh
# contributing.sh FOLDER: CONTRIBUTING.md there tells the truth. Each file that it names exists, and
# in a table whose rows begin with a file, the file holds each text that stands in `…` beside it.
cd "$1" || exit 1
rows=$(grep -E '^\| `[^`]+` \|' CONTRIBUTING.md) || {
    echo "CONTRIBUTING.md of $1 has no row that begins with a file"
    exit 1
}
faults=$(
    grep -oE '`[A-Za-z0-9_./-]+\.(h|cpp|txt|ts)`' CONTRIBUTING.md | tr -d '`' | sort -u |
        while read -r file; do
            case $file in */*) [ -f "$file" ] || echo "$file: there is no such file" ;; esac
        done
    echo "$rows" | while IFS= read -r row; do
        file=$(echo "$row" | sed 's/^| `\([^`]*\)`.*/\1/')
        echo "$row" | cut -d'|' -f3- | grep -o '`[^`]*`' | tr -d '`' | while IFS= read -r text; do
            grep -qF -- "$text" "$file" 2>/dev/null || echo "$file: does not hold '$text'"
        done
    done
)
[ -z "$faults" ] || {
    echo "$faults"
    exit 1
}
