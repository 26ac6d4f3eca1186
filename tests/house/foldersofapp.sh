#!/bin/sh
# foldersofapp.sh FOLDER: the folders of app are one library, so the compiler finds all their headers.
# Fails and shows the lines where one of them is included in the wrong direction.
cd "$1" || exit 1
fault=
for folder in accounts collect commands compare desktop diagnostics export history links metrics notices presenters report settings; do
    if [ ! -d "app/$folder" ]; then
        echo "there is no app/$folder below $1"
        exit 1
    fi
done

# refuse HEADERS FILES: none of the files includes one of the headers
refuse() {
    for header in $1; do
        # shellcheck disable=SC2086 # a list of files
        found=$(grep -nF "#include \"${header##*/}\"" $2 /dev/null)
        case $? in
        0)
            echo "$header is not for:"
            echo "$found"
            fault=yes
            ;;
        1) ;; # nothing was found
        *) exit 1 ;;
        esac
    done
}

headers() {
    find "$@" -name '*.h'
}
sources() {
    find "$@" -name '*.h' -o -name '*.cpp'
}

# Those that stand between models and widgets.
between="app/compare app/diagnostics app/export app/links app/presenters app/report"
refuse mainwindow.h "$(sources $between)" # a presenter gets the widgets that it touches
root=$(find app -maxdepth 1 \( -name '*.h' -o -name '*.cpp' \) ! -name main.cpp)
refuse "$(headers app/commands)" "$root $(sources $between)"
below=$(sources app/accounts app/collect app/desktop app/history app/metrics app/notices app/settings)
refuse "$(headers app/commands $between)" "$below"
refuse "$(find app -maxdepth 1 -name '*.h')" "$below $(sources $between)"
[ -z "$fault" ]
