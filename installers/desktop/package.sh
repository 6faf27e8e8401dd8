#!/bin/sh
# Makes the desktop client's .deb from what is built, in target/. Called by "./parley package desktop".
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=${here%/installers/*}
. "$home/installers/staging.sh"
. "$here/linux/tree.sh"

for program in dpkg-deb readelf; do
  command -v "$program" >/dev/null 2>&1 || fail "$program is needed to make a .deb: apt-get install dpkg binutils"
done

target=$here/target
work=$target/work
version=$(version)
architecture=$(architecture)

rm -rf "$work"
mkdir -p "$work/deb/DEBIAN"
make_tree "$work/deb"

install -D -m 644 "$here/deb/lintian-overrides" "$tree/usr/share/lintian/overrides/parley-desktop"
touch -d "@$(source_date)" "$tree/usr/share/lintian/overrides/parley-desktop"

say "packing"
depends=$(needed_packages "$here/sonames" "$app")
write_control "$here/deb/control" "$tree"
sed -i "s/@DEPENDS@/$depends/" "$tree/DEBIAN/control"
rm -f "$target"/*.deb
deb=$target/parley-desktop_${version}_$architecture.deb
make_deb "$tree" "$deb" -Zxz -z6
rm -rf "$work"
printf '%s\n' "$deb"
