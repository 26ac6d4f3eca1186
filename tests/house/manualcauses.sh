#!/bin/sh
# manualcauses.sh FOLDER: each code for which models/text/erroradvice.cpp has a sentence of its own has
# a paragraph in the manual, in each language. (Those of the fault table and of tasks: tst_manualpages.)
cd "$1" || exit 1
codes=$({
    grep -oE '(^|[^!])(isCode|codeBegins)\(error, u"[^"]+"' models/text/erroradvice.cpp
    sed -n '/for (const QStringView code :/,/})/p' models/text/erroradvice.cpp | grep -oE 'u"[^"]+"'
} | sed 's/.*u"//; s/"$//' | sort -u)
[ "$(echo "$codes" | wc -l)" -gt 30 ] || {
    echo "only these codes were found in models/text/erroradvice.cpp: $codes"
    exit 1
}
faults=$(for code in $codes; do
    anchor=$(echo "$code" | tr 'A-Z_.' 'a-z--')
    for file in resources/manual/*/causes.md; do
        grep -q "<a id=\"$anchor\"></a>" "$file" ||
            echo "$code: add a paragraph below <a id=\"$anchor\"></a> to $file"
    done
done)
[ -z "$faults" ] || {
    echo "$faults"
    exit 1
}
