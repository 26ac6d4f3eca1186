#!/bin/sh
# debian.sh CPACK BUILD FOLDER HARDENED: makes the Debian package of the build in FOLDER, and looks at
# what is in it. Ends with 77 where it cannot be made here.
set -eu
cpack=$1
build=$2
folder=$3
hardened=$4
LC_ALL=C.UTF-8
export LC_ALL
command -v dpkg-shlibdeps >/dev/null || {
    echo "dpkg-dev is not installed, so no package is made"
    exit 77
}
rm -rf "$folder"
mkdir -p "$folder"
"$cpack" --config "$build/CPackConfig.cmake" -G DEB -B "$folder" >"$folder/cpack.log" 2>&1 || {
    cat "$folder/cpack.log"
    exit 1
}
deb=$(ls "$folder"/*.deb)
root=$folder/root
dpkg-deb --extract "$deb" "$root"
dpkg-deb --control "$deb" "$folder/control"

faults=0
fault() {
    echo "$*"
    faults=$((faults + 1))
}

# What has to be there, and nothing besides.
doc=usr/share/doc/image-sync-dashboard
id=org.syncdashboard.SyncDashboard
{
    for size in 16 22 24 32 48 64 128 256; do
        echo "usr/share/icons/hicolor/${size}x$size/apps/$id.png"
    done
    cat <<EOF
usr/bin/sync-dashboard
usr/share/applications/$id.desktop
usr/share/bash-completion/completions/sync-dashboard
$doc/changelog.Debian.gz
$doc/changelog.gz
$doc/copyright
usr/share/fish/vendor_completions.d/sync-dashboard.fish
usr/share/icons/hicolor/scalable/apps/$id.svg
usr/share/icons/hicolor/symbolic/apps/$id-symbolic.svg
usr/share/lintian/overrides/image-sync-dashboard
usr/share/man/man1/sync-dashboard.1.gz
usr/share/metainfo/$id.metainfo.xml
usr/share/sync-dashboard/grafana/sync-dashboard.json
usr/share/sync-dashboard/prometheus/alerts.yml
usr/share/sync-dashboard/systemd/sync-dashboard-collect.service
usr/share/zsh/vendor-completions/_sync-dashboard
EOF
} | sort >"$folder/wanted"
(cd "$root" && find . ! -type d | sed 's,^\./,,' | sort) >"$folder/found"
diff "$folder/wanted" "$folder/found" >"$folder/difference" ||
    fault "not the files that are to be installed (> is too much): $(grep '^[<>]' "$folder/difference")"

dpkg-deb --fsys-tarfile "$deb" | tar -tv | awk '$2 != "root/root" || ($1 !~ /^-rw-r--r--/ &&
    $1 !~ /^drwxr-xr-x/ && !($1 == "-rwxr-xr-x" && $NF == "./usr/bin/sync-dashboard"))' >"$folder/odd"
[ ! -s "$folder/odd" ] || fault "owners or permissions that nobody asked for: $(cat "$folder/odd")"
(cd "$root" && md5sum --quiet -c ../control/md5sums) || fault "md5sums are of other files"
[ "$(wc -l <"$folder/control/md5sums")" -eq "$(wc -l <"$folder/found")" ] || fault "md5sums leave files out"

sh "$hardened" --all --fortified "$root/usr/bin/sync-dashboard" || fault "the program is not hardened"
if strings -n 8 "$root/usr/bin/sync-dashboard" | grep -qF "$build"; then
    fault "the program tells where it was built: $build"
fi

control=$folder/control/control
for library in libc6 libqt6core6 libqt6widgets6 libsqlite3-0 libqt6keychain1; do
    grep "^Depends:.*\b$library\b" "$control" >/dev/null || fault "it does not depend on $library"
done
"$root/usr/bin/sync-dashboard" --version | grep -qx "sync-dashboard $(sed -n \
    's/^Version: \(.*\)-[0-9]*$/\1/p' "$control")" || fault "program and package have different versions"

if command -v lintian >/dev/null; then
    found=$(lintian --allow-root --display-info --fail-on error,warning,info "$deb" 2>&1) ||
        fault "lintian: $found"
    echo "lintian: ${found:-nothing found}"
else
    echo "lintian is not installed, so the package is not looked at with it"
fi
[ "$faults" -eq 0 ]
