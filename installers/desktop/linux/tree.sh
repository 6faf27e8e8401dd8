# The files of the Linux packages, as they lie on the machine. Given: $here, $home, $work, $architecture.
# shellcheck shell=sh

# Of dates and numbers; all languages of Java would be a third of the runtime.
languages=--include-locales=en,de

# make_tree DIRECTORY
make_tree() {
  tree=$1
  app=$tree/usr/lib/parley-desktop
  documents=$tree/usr/share/doc/parley-desktop
  mkdir -p "$tree/usr/bin" "$tree/usr/share/applications" "$documents"

  say "making the runtime"
  check_modules "$here/modules" "" "$home/desktop-client/target/desktop-client.jar" "$home"/desktop-client/target/lib/*.jar
  make_application desktop-client "$app" "$here/linux/launcher/parley-desktop"
  make_runtime "$here/modules" "$app/runtime" "$languages"
  say "taking out what is for other systems"
  keep_natives_of linux "$app/lib"

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
}
