#!/bin/sh
# Fails and shows the lines where a Qt header is included with its module's name.
found=$(grep -rnE '#include <Qt[A-Z][A-Za-z0-9]*/' --include='*.h' --include='*.cpp' \
    "$1/app" "$1/models" "$1/views" "$1/tests")
if [ -n "$found" ]; then
    echo "write <QUrl>, not <QtCore/QUrl>:"
    echo "$found"
    exit 1
fi
