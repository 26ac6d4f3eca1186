#!/bin/sh
# translated.sh LUPDATE FILE.ts SOURCES.lst FOLDER: fails when a string of the sources is missing
# from the translation, is unfinished or empty in it, or stands there without a source; or where a
# word is translated by another word than everywhere else.
set -eu
lupdate=$1
file=$2
sources=$3
copy=$4/$(basename "$file")

plurals=
case $file in *_en.ts) plurals=-pluralonly ;; esac
cp "$file" "$copy"
"$lupdate" $plurals -silent -locations none "@$sources" -ts "$copy"
if grep -nE 'type="(unfinished|vanished|obsolete)"|<translation></translation>' "$copy"; then
    echo "$file is not complete: run ./run translate, then translate the strings above"
    exit 1
fi

# A route is 同步方向, as the vendor's console calls it.
if grep -nE '路线' "$copy"; then
    echo "$file has two words for one thing: write 同步方向 for a route"
    exit 1
fi
