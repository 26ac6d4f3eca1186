#!/bin/sh
# includestyle.sh FOLDER: fails and shows the lines where a Qt header is included with its module's
# name, at any depth of folders.
cd "$1" || exit 1
found=$(grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*<Qt[A-Z][A-Za-z0-9]*/' \
    --include='*.h' --include='*.cpp' app models views tests)
case $? in
0)
    echo "write <QUrl>, not <QtCore/QUrl>:"
    echo "$found"
    exit 1
    ;;
1) ;; # nothing was found
*) exit 1 ;;
esac
