#!/bin/sh
# uniquenames.sh FOLDER: the program's types share one namespace, and its headers are found by their
# bare names. Two types of one name in different libraries would be mixed up silently by the linker,
# two headers of one name by the compiler. Fails and shows them, at any depth of folders.
cd "$1" || exit 1
headers=$(find app models views -name '*.h') || exit 1
if [ -z "$headers" ]; then
    echo "there are no headers below $1"
    exit 1
fi
fault=
doubled=$(echo "$headers" | sed 's,.*/,,' | sort | uniq -d)
if [ -n "$doubled" ]; then
    echo "these headers are there more than once:"
    echo "$doubled"
    fault=yes
fi
doubled=$(echo "$headers" | tr '\n' '\0' |
    xargs -0 grep -hE '^(class|struct|enum class) [A-Z][A-Za-z0-9]*( final)?( :.*)? \{' |
    sed -E 's/^(class|struct|enum class) ([A-Za-z0-9]*).*/\2/' | sort | uniq -d)
if [ -n "$doubled" ]; then
    echo "these types are defined more than once:"
    echo "$doubled"
    fault=yes
fi
[ -z "$fault" ]
