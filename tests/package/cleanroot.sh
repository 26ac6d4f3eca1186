#!/bin/sh
# cleanroot.sh FILE.deb CACHE: installs the package into a Debian that has nothing else, as somebody
# would who has never built the program, and uses it there: an older version first, then this one over
# it, and at last none. Needs root, debootstrap and a Debian mirror: that of this computer. CACHE keeps
# the bare Debian and the packages that were fetched for the next time.
set -eu
deb=$(realpath "$1")
mkdir -p "$2"
cache=$(realpath "$2")
LC_ALL=C.UTF-8
export LC_ALL

step() { echo "== $*"; }
fail() {
    echo "cleanroot.sh: $*" >&2
    exit 1
}

# All mounts are of a namespace that ends with this script.
[ "${CLEANROOT_INSIDE:-}" = yes ] || {
    [ "$(id -u)" -eq 0 ] || fail "only root can make a root of its own"
    for tool in debootstrap unshare dpkg-deb; do
        command -v $tool >/dev/null || fail "$tool is not installed"
    done
    CLEANROOT_INSIDE=yes exec unshare --mount --pid --fork --kill-child sh "$0" "$deb" "$cache"
}
mount --make-rprivate /

suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
base=$cache/$suite
if [ ! -e "$base.made" ]; then
    step "make a bare Debian ($suite)"
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' \
        "Codename: $suite" | head -n 1)
    [ -n "$mirror" ] || fail "apt knows no mirror of $suite"
    rm -rf "$base"
    debootstrap --variant=minbase "$suite" "$base" "$mirror" >"$cache/debootstrap.log" 2>&1 ||
        fail "debootstrap failed: see $cache/debootstrap.log"
    touch "$base.made"
fi

root=$(mktemp -d "$cache/root.XXXXXX")
# Only what this script started there is ended: it is all that its own process namespace has.
trap 'umount -R "$root/proc" "$root/dev" "$root/var/cache/apt/archives" 2>/dev/null || true
    rm -rf --one-file-system "$root"' EXIT
cp -a "$base/." "$root"
mkdir -p "$cache/archives" "$root/packages"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --bind "$cache/archives" "$root/var/cache/apt/archives"
rm -f "$root/etc/apt/apt.conf.d/docker-clean"
# The names and proxies by which this computer reaches the mirror.
cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
for setting in http_proxy https_proxy no_proxy; do
    eval "value=\${$setting:-}"
    [ -z "$value" ] || passed="${passed:-} $setting=$value"
done

as_root() {
    # shellcheck disable=SC2086
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive ${passed:-} "$@"
}
home=/home/person
# What runs in the background is that process itself, and no shell around it: through=exec.
as_person() {
    ${through:-} chroot --userspec=person "$root" env -i PATH=/usr/bin:/bin HOME=$home USER=person LC_ALL=C.UTF-8 \
        QT_QPA_PLATFORM=offscreen ${keys:-} "$@"
}
apt() { as_root apt-get -qq -o Dpkg::Use-Pty=0 "$@" >"$cache/apt.log" 2>&1 || {
    cat "$cache/apt.log"
    fail "apt-get $* failed"
}; }

# What a simulated registry says of itself, in the variables that the program reads.
simulate() { # SEED
    rm -f "$root/tmp/told"
    (through=exec && as_person sync-dashboard simulate --tasks 300 --instances 1 --rate 0 --seed "$1" \
        >"$root/tmp/told") &
    simulator=$!
    for _ in $(seq 100); do
        [ -s "$root/tmp/told" ] && break
        sleep 0.1
    done
    told() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$root/tmp/told"; }
    [ -n "$(told endpoint)" ] || fail "the simulated registry did not begin"
    keys="ALIBABA_CLOUD_ACCESS_KEY_ID=$(told accessKeyId)"
    keys="$keys ALIBABA_CLOUD_ACCESS_KEY_SECRET=$(told accessKeySecret)"
    endpoint=$(told endpoint)
    region=$(told regionId)
}
# The window, until what it has seen is in the history.
use_window() { # TASK
    (through=exec && as_person sync-dashboard --endpoint "$endpoint" --region "$region" \
        2>"$root/tmp/window") &
    window=$!
    for _ in $(seq 300); do
        grep -qa "$1" "$root$history" "$root$history-wal" 2>/dev/null && break
        sleep 0.1
    done
    # It keeps its settings and ends, as when the session of a desktop does.
    kill -TERM "$window"
    wait "$window" || fail "the window ended with $?: $(cat "$root/tmp/window")"
    grep -qa "$1" "$root$history" || fail "what the window saw is not in the history"
}
history=$home/.local/share/SyncDashboard/sync-dashboard/history.sqlite
settings=$home/.config/SyncDashboard/sync-dashboard.ini

cp "$deb" "$root/packages/new.deb"
version=$(dpkg-deb --field "$deb" Version)
# There is no release before this one: it is the same program under an older number.
dpkg-deb --raw-extract "$deb" "$root/packages/old"
sed -i 's/^Version: .*/Version: 0.0.1-1/' "$root/packages/old/DEBIAN/control"
dpkg-deb --root-owner-group --build "$root/packages/old" "$root/packages/old.deb" >/dev/null
rm -rf "$root/packages/old"

as_root useradd --create-home --shell /bin/sh person
apt update

step "install an older version, with what it depends on and nothing that is recommended"
apt install --no-install-recommends /packages/old.deb
as_root sh -c 'dpkg -L image-sync-dashboard' | sort >"$cache/installed"
as_root ldd /usr/bin/sync-dashboard | grep 'not found' && fail "a library is missing"
for plugin in platforms/libqxcb.so platforms/libqoffscreen.so tls/libqopensslbackend.so; do
    file=$(as_root sh -c "ls /usr/lib/*/qt6/plugins/$plugin") || fail "Qt's $plugin is not installed"
    as_root ldd "$file" | grep 'not found' && fail "a library of $plugin is missing"
done

step "start it"
as_person sync-dashboard --version
simulate 1
as_person sync-dashboard list --endpoint "$endpoint" --region "$region" --format ndjson \
    >"$root/tmp/list" || fail "list ended with $?"
[ "$(wc -l <"$root/tmp/list")" -ge 300 ] || fail "list printed $(wc -l <"$root/tmp/list") tasks"
first=$(sed -n '1s/.*"syncTaskId":"\([^"]*\)".*/\1/p' "$root/tmp/list")
as_person sync-dashboard snapshot /tmp/window.png --endpoint "$endpoint" --region "$region" >/dev/null ||
    fail "snapshot ended with $?"
head -c 4 "$root/tmp/window.png" | grep -qa PNG || fail "snapshot made no picture"
cp "$root/tmp/window.png" "$cache/window.png"
use_window "$first"
kill "$simulator" 2>/dev/null || true
[ -s "$root$settings" ] || fail "no settings were kept"
printf '[window]\nkeptByTest=yes\n' >>"$root$settings"

step "install $version over it, with settings and history of the older one"
apt install --no-install-recommends /packages/new.deb
as_root dpkg-query -W -f='${Version}\n' image-sync-dashboard | grep -qx "$version" ||
    fail "the new version is not installed"
simulate 7
as_person sync-dashboard list --endpoint "$endpoint" --region "$region" --format ndjson >"$root/tmp/list"
second=$(sed -n '1s/.*"syncTaskId":"\([^"]*\)".*/\1/p' "$root/tmp/list")
[ "$second" != "$first" ] || fail "two registries list the same task"
use_window "$second"
grep -qa "$first" "$root$history" || fail "the history of the older version is gone"
grep -q keptByTest=yes "$root$settings" || fail "the settings of the older version are gone"
find "$root$home" -name '*damaged*' -o -name '*moved*' | grep . && fail "a file was moved aside"

step "look at the desktop entry, the manual page and the completions as they lie there"
for file in usr/share/man/man1/sync-dashboard.1.gz usr/share/bash-completion/completions/sync-dashboard; do
    [ -e "$root/$file" ] || fail "$file is not there"
done
as_root sh -c 'exec $(sed -n "s/^Exec=//; t found; d; :found s/ %[a-zA-Z]//g; p; q" /usr/share/applications/*SyncDashboard.desktop) --version' |
    grep -q . || fail "what the desktop entry starts does not start"

step "uninstall it"
apt purge image-sync-dashboard
apt autoremove --purge
while read -r file; do
    [ -e "$base$file" ] || [ ! -e "$root$file" ] || echo "$file"
done <"$cache/installed" >"$cache/left"
find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/packages" -o -path "$root/tmp" \
    -o -path "$root/var/cache" -o -path "$root/var/lib/apt" -o -path "$root$home" \) -prune \
    -o -iname '*sync*dashboard*' -print >>"$cache/left"
[ ! -s "$cache/left" ] || fail "what is left: $(cat "$cache/left")"
[ -s "$root$history" ] && [ -s "$root$settings" ] || fail "files of the person were removed"
echo "left are the person's own files:"
(cd "$root" && find ".$home/.config" ".$home/.local" ".$home/.cache" -type f 2>/dev/null | sed 's/^\./  /')
echo "the package is fine"
