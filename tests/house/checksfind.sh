#!/bin/sh
# checksfind.sh FOLDER: the checks over all sources accept a small tree without a fault, and refuse
# it with one, however deep it lies.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tree=$1/planted_tree
failures=0

# clean: the tree without a fault
clean() {
    rm -rf "$tree"
    mkdir -p "$tree/app" "$tree/models/store/deep/deeper" "$tree/views/parts" "$tree/tests/house"
    for of_app in accounts collect commands compare desktop diagnostics export history links metrics notices presenters report settings; do
        mkdir -p "$tree/app/$of_app"
    done
    : >"$tree/app/program.h"
    : >"$tree/app/commands/commandline.h"
    : >"$tree/app/presenters/querypresenter.h"
    printf '#include "commandline.h"\n' >>"$tree/app/main.cpp"
    printf '#include "program.h"\n' >"$tree/app/commands/snapshotcommand.cpp"
    printf 'class Once final {\n};\n' >"$tree/models/store/deep/deeper/once.h"
    printf 'struct Other {\n};\n' >"$tree/views/parts/other.h"
    printf '#include <QUrl>\n' >>"$tree/app/main.cpp"
    printf '| `app/main.cpp` | includes `QUrl` |\n' >"$tree/CONTRIBUTING.md"
}

# expect CHECK CODE WORDS: what the check says of the tree as it is
expect() {
    said=$(sh "$here/$1" "$tree" 2>&1)
    code=$?
    case $code,$said in
    "$2",*"$3"*) return ;;
    esac
    echo "$1: code $code, '$said', but $2 and '$3' were expected"
    failures=$((failures + 1))
}

clean
expect uniquenames.sh 0 ""
expect includestyle.sh 0 ""
expect contributing.sh 0 ""
expect foldersofapp.sh 0 ""

# plant FILE LINE CHECK WORDS
plant() {
    clean
    mkdir -p "$tree/$(dirname "$1")"
    printf '%b\n' "$2" >>"$tree/$1"
    expect "$3" 1 "$4"
}
for folder in app app/commands/deep models/text models/text/deep views views/boards/deep; do
    plant "$folder/again.h" 'struct Once : Other {\n};' uniquenames.sh Once
    plant "$folder/again.h" 'enum class Once {\n};' uniquenames.sh Once
    plant "$folder/once.h" 'struct Third {\n};' uniquenames.sh once.h
    plant "$folder/spelt.h" '#include <QtCore/QUrl>' includestyle.sh spelt.h
    plant "$folder/spelt.cpp" '#  include <QtGui/QFont>' includestyle.sh spelt.cpp
done
plant tests/window/deep/tst_x.cpp '#include <QtTest/QTest>' includestyle.sh tst_x.cpp

plant app/presenters/deep/x.cpp '#include "mainwindow.h"' foldersofapp.sh mainwindow.h
plant app/presenters/x.h '#include "program.h"' foldersofapp.sh program.h
for folder in compare diagnostics export links report; do
    plant "app/$folder/deep/x.cpp" '#include "mainwindow.h"' foldersofapp.sh mainwindow.h
    plant "app/$folder/x.h" '#include "commandline.h"' foldersofapp.sh commandline.h
done
plant app/program.h '#include "commandline.h"' foldersofapp.sh commandline.h
for folder in accounts desktop history metrics notices/deep settings; do
    plant "app/$folder/x.cpp" '#include "querypresenter.h"' foldersofapp.sh querypresenter.h
    plant "app/$folder/x.h" '#include "commandline.h"' foldersofapp.sh commandline.h
    plant "app/$folder/x.h" '#include "program.h"' foldersofapp.sh program.h
done

plant CONTRIBUTING.md '| `app/main.cpp` | `QUrl`, `QFile` |' contributing.sh "does not hold 'QFile'"
plant CONTRIBUTING.md '| `app/gone.cpp` | `QUrl` |' contributing.sh 'app/gone.cpp'
plant CONTRIBUTING.md 'See `views/deep/gone.h`.' contributing.sh 'views/deep/gone.h'

rm -rf "$tree"
mkdir -p "$tree"
touch "$tree/CONTRIBUTING.md"
expect contributing.sh 1 ""
expect uniquenames.sh 1 ""
expect includestyle.sh 1 ""
expect foldersofapp.sh 1 ""
[ "$failures" -eq 0 ]
