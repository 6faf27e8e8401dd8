#!/bin/sh
# Makes the desktop client's .dmg, on macOS with Xcode's command line tools.
# First: ./mvnw -Dmaven.test.skip=true -pl desktop-client -am package, with JAVA_HOME set to a JDK 25.
# UNTESTED: no test runs on such a system. Not signed: macOS asks before the first start. It does
# not open parley: links yet: macOS hands them over as events, not as arguments.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=${here%/installers/*}
. "$home/installers/staging.sh"

target=$here/target
work=$target/work
architecture=$(architecture)
# macOS wants a first number of at least 1.
version=1.$(sed -n 's:^  <version>\([0-9.]*\).*</version>$:\1:p' "$home/pom.xml")

languages=--include-locales=en,de

rm -rf "$work"
mkdir -p "$work/icon.iconset" "$work/lib"
for size in 16 32 128 256; do
  cp "$here/icon/parley-$size.png" "$work/icon.iconset/icon_${size}x$size.png"
done
iconutil --convert icns --output "$work/parley.icns" "$work/icon.iconset"

check_modules "$here/modules" "" "$home/desktop-client/target/desktop-client.jar" "$home"/desktop-client/target/lib/*.jar
make_runtime "$here/modules" "$work/runtime" "$languages"
cp "$home/desktop-client/target/desktop-client.jar" "$home"/desktop-client/target/lib/*.jar "$work/lib/"
keep_natives_of darwin "$work/lib"

set --
entries "$here/java-options" >"$work/options"
while IFS= read -r option; do
  set -- "$@" --java-options "$option"
done <"$work/options"
"$JAVA_HOME/bin/jpackage" --type dmg --name Parley --app-version "$version" --dest "$target" \
  --runtime-image "$work/runtime" --input "$work/lib" --main-jar desktop-client.jar \
  --main-class dev.parley.desktop.Launcher --icon "$work/parley.icns" --mac-package-identifier dev.parley.desktop "$@" >&2
rm -rf "$work"
find "$target" -name '*.dmg'
