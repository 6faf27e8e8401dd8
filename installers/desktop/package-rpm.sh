#!/bin/sh
# Makes the desktop client's .rpm, on a system with rpmbuild: Fedora, RHEL, openSUSE.
# First: ./mvnw -Dmaven.test.skip=true -pl desktop-client -am package, with JAVA_HOME set to a JDK 25.
# UNTESTED: no test runs on such a system. The files are those of the .deb, which is tested.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=${here%/installers/*}
. "$home/installers/staging.sh"
. "$here/linux/tree.sh"

command -v rpmbuild >/dev/null 2>&1 || fail "rpmbuild is needed to make a .rpm: dnf install rpm-build"

target=$here/target
work=$target/work
version=$(version)
architecture=$(architecture)

rm -rf "$work"
mkdir -p "$work"
make_tree "$work/rpm"

cat >"$work/parley-desktop.spec" <<SPEC
Name: parley-desktop
Version: $version
Release: 1
Summary: Self-hosted video conference: the desktop client
License: Apache-2.0
Requires: gtk3, alsa-lib, pulseaudio-libs, libXtst, libXxf86vm, libXrandr, libXcomposite, libXfixes, libglvnd-glx
Recommends: libvpx
# Natives of the jars and of the runtime are the package's own business.
AutoReqProv: no
%global __strip /bin/true
%global debug_package %{nil}
%global __brp_mangle_shebangs %{nil}
%description
Parley lets people meet by video on a server of their own. This is the client
with a window of its own: no browser inside, and its own Java runtime.
%install
cp -a "$work/rpm/." "%{buildroot}/"
%files
/usr/bin/parley-desktop
/usr/lib/parley-desktop
/usr/share/applications/parley-desktop.desktop
/usr/share/icons/hicolor/*/apps/parley-desktop.*
/usr/share/doc/parley-desktop
SPEC
rpmbuild -bb --define "_topdir $work/build" --define "_rpmdir $target" "$work/parley-desktop.spec" >&2 || fail "rpmbuild failed"
rm -rf "$work"
find "$target" -name '*.rpm'
