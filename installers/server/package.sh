#!/bin/sh
# Makes the server's packages from what is built: a .deb and a .tar.gz in target/. Called by "./parley package server".
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=${here%/installers/*}
. "$home/installers/staging.sh"

command -v dpkg-deb >/dev/null 2>&1 || fail "dpkg-deb is needed to make a .deb: apt-get install dpkg"

target=$here/target
work=$target/work
version=$(version)
architecture=$(architecture)
tree=$work/deb
app=$tree/usr/lib/parley-server
documents=$tree/usr/share/doc/parley-server

rm -rf "$work"
mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$documents" "$tree/etc/parley" "$tree/etc/default" "$tree/lib/systemd/system"

say "making the runtime"
check_modules "$here/modules" "$home/sfu-server/target/lib" "$home/sfu-server/target/sfu-server.jar" "$home"/sfu-server/target/lib/*.jar
make_application sfu-server "$app" "$here/launcher/parley"
make_runtime "$here/modules" "$app/runtime"

# The settings of the installed server: the file of --print-config, with this package's own defaults.
PARLEY_CONFIG='' "$app/bin/parley" run --print-config >"$tree/etc/parley/parley.yaml"
entries "$here/defaults.yaml" | while IFS= read -r line; do
  grep -q "^#${line%%:*}:" "$tree/etc/parley/parley.yaml" || fail "defaults.yaml: there is no setting ${line%%:*}"
  awk -v line="$line" -v key="#${line%%:*}:" 'index($0, key) == 1 { print line; next } { print }' \
    "$tree/etc/parley/parley.yaml" >"$work/parley.yaml"
  cp "$work/parley.yaml" "$tree/etc/parley/parley.yaml"
done

ln -s ../lib/parley-server/bin/parley "$tree/usr/bin/parley"
install -m 644 "$here/deb/parley.service" "$tree/lib/systemd/system/parley.service"
install -m 644 "$here/deb/parley.default" "$tree/etc/default/parley"
install -m 644 "$home/docs/operating.md" "$documents/README.md"
install -m 644 "$here/grafana-parley.json" "$documents/grafana-parley.json"
write_documents "$documents" parley-server
install -D -m 644 "$here/deb/lintian-overrides" "$tree/usr/share/lintian/overrides/parley-server"
set_dates "$tree"

say "recording a start"
PARLEY_CONFIG='' record_start "$app" parley rehearse
set_dates "$app"

say "packing"
mkdir -p "$target"
rm -f "$target"/*.deb "$target"/*.tar.gz
write_control "$here/deb/control" "$tree"
install -m 644 "$here/deb/conffiles" "$tree/DEBIAN/conffiles"
install -m 755 "$here/deb/postinst" "$here/deb/prerm" "$here/deb/postrm" "$tree/DEBIAN/"
deb=$target/parley-server_${version}_$architecture.deb
# An upgrade stops the server while files are unpacked, and zstd is unpacked in a tenth of the time of xz.
make_deb "$tree" "$deb" -Zzstd -z9

# The same application for everything that has no dpkg, containers for instance: bin/parley run.
name=parley-server-$version-linux-$architecture
archive=$target/$name.tar.gz
cp "$here/../../LICENSE" "$app/LICENSE"
run_config=$app/parley.yaml
PARLEY_CONFIG='' "$app/bin/parley" run --print-config >"$run_config"
set_dates "$app"
tar -C "$app" --sort=name --owner=0 --group=0 --numeric-owner --transform "s:^\.:$name:" -cf - . | gzip -n >"$archive"

rm -rf "$work"
printf '%s\n%s\n' "$deb" "$archive"
