#!/bin/sh
# Draws the PNG files of the icon anew, from the two drawings beside this script: small.svg has fewer
# lines, for sizes at which the other one's would run into each other. Needs rsvg-convert (librsvg2-bin).
set -eu
cd "$(dirname "$0")"
for size in 16 22 24 32 48 64 128 256; do
    drawing=org.syncdashboard.SyncDashboard.svg
    [ "$size" -gt 24 ] || drawing=small.svg
    rsvg-convert --width "$size" --height "$size" "$drawing" --output "sync-dashboard-$size.png"
done
