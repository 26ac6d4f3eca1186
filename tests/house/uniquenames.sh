#!/bin/sh
# The program's types share one namespace: two that have the same name in different libraries
# would be mixed up silently by the linker. Fails and shows them.
cd "$1" || exit 1
doubled=$(grep -nE '^(class|struct|enum class) [A-Z][A-Za-z0-9]*( final)?( :.*)? \{' \
    app/*.h models/*/*.h views/*.h \
    | sed -E 's/^[^:]*:[0-9]*:(class|struct|enum class) ([A-Za-z0-9]*).*/\2/' | sort | uniq -d)
if [ -n "$doubled" ]; then
    echo "these types are defined more than once:"
    echo "$doubled"
    exit 1
fi
