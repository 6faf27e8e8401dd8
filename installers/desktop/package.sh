#!/bin/sh
# Makes the desktop client's .deb from what is built, in target/. Called by "./parley package desktop".
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=${here%/installers/*}
. "$home/installers/staging.sh"

for program in dpkg-deb readelf; do
  command -v "$program" >/dev/null 2>&1 || fail "$program is needed to make a .deb: apt-get install dpkg binutils"
done

target=$here/target
work=$target/work
version=$(version)
architecture=$(architecture)
tree=$work/deb
app=$tree/usr/lib/parley-desktop
documents=$tree/usr/share/doc/parley-desktop

rm -rf "$work"
mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/share/applications" "$documents"

say "making the runtime"
check_modules "$here/modules" "$home/desktop-client/target/desktop-client.jar" "$home"/desktop-client/target/lib/*.jar
make_application desktop-client "$app" "$here/linux/launcher/parley-desktop"
make_runtime "$here/modules" "$app/runtime"
say "taking out what is for other systems"
keep_natives_of "linux" "$app/lib"

ln -s ../lib/parley-desktop/bin/parley-desktop "$tree/usr/bin/parley-desktop"
install -m 644 "$here/linux/parley-desktop.desktop" "$tree/usr/share/applications/parley-desktop.desktop"
icons=$tree/usr/share/icons/hicolor
install -D -m 644 "$here/icon/parley.svg" "$icons/scalable/apps/parley-desktop.svg"
for icon in "$here"/icon/parley-*.png; do
  size=${icon##*-}
  size=${size%.png}
  install -D -m 644 "$icon" "$icons/${size}x$size/apps/parley-desktop.png"
done
write_documents "$documents" parley-desktop
set_dates "$tree"

say "recording a start"
record_start "$app" parley-desktop rehearse
set_dates "$app"

say "packing"
depends=$(needed_packages "$here/sonames" "$app")
write_control "$here/deb/control" "$tree"
sed -i "s/@DEPENDS@/$depends/" "$tree/DEBIAN/control"
mkdir -p "$target"
rm -f "$target"/*.deb
deb=$target/parley-desktop_${version}_$architecture.deb
make_deb "$tree" "$deb"
rm -rf "$work"
printf '%s\n' "$deb"
