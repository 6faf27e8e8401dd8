# What the desktop client's package promises, shown in a container, beside the server's package.
# shellcheck shell=sh

display=:7
largest=$((80 * 1000 * 1000)) # bytes

test_desktop() {
  desktop_deb=$(ls "$home"/installers/desktop/target/parley-desktop_*.deb) || fail "first: ./parley package desktop"
  deb=$(ls "$home"/installers/server/target/parley-server_*.deb) || fail "first: ./parley package server"
  expect "the package is below 80 MB" test "$(stat --format %s "$desktop_deb")" -lt "$largest"
  desktop_root
  boot debian-12-desktop
  inside useradd --create-home ada
  file_names | grep -v '^./home/' >"$work/before"
  the_desktop_package_installs
  its_window_joins_a_call
  # Here: the same by xdg-open parley://..., once the client understands such links.
  the_desktop_package_is_purged
}

# A root that has what the package depends on, and nothing that it forgot: a display and tools to look at it besides.
desktop_root() {
  depends=$(dpkg-deb --field "$desktop_deb" Depends)
  base_root debian-12 systemd systemd-sysv dbus
  base=$cache/debian-12-desktop
  if [ -f "$base.packages" ] && [ "$(cat "$base.packages")" = "$depends" ]; then
    return
  fi
  say "making $base, once"
  rm -rf "$base" "$base.packages"
  cp -a --reflink=auto "$cache/debian-12" "$base"
  systemd-nspawn --quiet --directory="$base" --register=no --keep-unit --pipe --resolv-conf=copy-host \
    --setenv=DEBIAN_FRONTEND=noninteractive --setenv=DEPENDS="$depends" \
    sh -ec 'apt-get update
      apt-get satisfy --yes --no-install-recommends "$DEPENDS"
      apt-get install --yes --no-install-recommends xvfb x11-utils desktop-file-utils libglib2.0-bin
      apt-get clean' </dev/null >"$base.log" 2>&1 || fail "that failed, see $base.log"
  printf '%s\n' "$depends" >"$base.packages"
}

as_ada() {
  inside setpriv --reuid ada --regid ada --init-groups env HOME=/home/ada DISPLAY="$display" "$@"
}

the_desktop_package_installs() {
  cp "$desktop_deb" "$root/root/parley-desktop.deb"
  cp "$deb" "$root/root/parley.deb"
  inside apt-get install --yes --no-install-recommends /root/parley-desktop.deb >"$work/install.log" 2>&1 </dev/null || {
    cat "$work/install.log" >&2
    fail "the package does not install"
  }
  expect "the desktop entry is valid" inside desktop-file-validate /usr/share/applications/parley-desktop.desktop
  expect "links of parley: are its own" handles_links
  expect "everyone may start it" as_ada parley-desktop --help
}

handles_links() {
  inside gio mime x-scheme-handler/parley | grep -q parley-desktop.desktop
}

# Ada sits before a window, Bob has none; the server is that of the package, on the same machine.
its_window_joins_a_call() {
  inside apt-get install --yes --no-install-recommends /root/parley.deb >"$work/install.log" 2>&1 </dev/null || {
    cat "$work/install.log" >&2
    fail "the server does not install beside it"
  }
  inside Xvfb "$display" -screen 0 1280x800x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
  wait_for "the display" as_ada xdpyinfo >"$work/xdpyinfo.log" 2>&1 || fail "Xvfb does not start: $(cat "$work/xvfb.log")"
  rm -f "$work/bob.in"
  mkfifo -m 600 "$work/bob.in"
  as_ada parley-desktop --headless --server http://127.0.0.1:3000 --room packages --name bob --camera test-pattern \
    --microphone tone --speaker null --stats /home/ada/bob.json >"$work/bob.out" 2>"$work/bob.err" <"$work/bob.in" &
  bob=$!
  exec 6>"$work/bob.in"
  wait_for "the client without a window" said bob joined || client_failed bob
  as_ada parley-desktop --join http://127.0.0.1:3000/r/packages --name ada --camera test-pattern --microphone tone \
    --speaker null >"$work/ada.out" 2>"$work/ada.err" &
  ada=$!
  wait_for "the window" window_is_there || client_failed ada
  say "ok: the window is there"
  wait_for "the window's camera to be on" said bob "camera of ada" || client_failed ada
  sleep 5 # of the call, so that figures mean something
  expect "the window's process goes on" kill -0 "$ada"
  echo leave >&6
  exec 6>&-
  wait "$bob" || client_failed bob
  cp "$root/home/ada/bob.json" "$work/bob.json"
  expect "the window's pictures and sound arrive" received bob
  expect "a start uses the AOT cache" used_cache
  inside sh -c 'kill $(grep -lz "^/usr/lib/parley-desktop/runtime" /proc/[0-9]*/cmdline | cut -d / -f 3)'
  wait "$ada" || true # however a window ends that is told to
}

window_is_there() {
  as_ada xwininfo -root -tree 2>"$work/xwininfo.err" | grep -q '"Parley'
}

used_cache() {
  inside sh -c 'cat /proc/[0-9]*/maps' | grep -q /usr/lib/parley-desktop/start.aot
}

the_desktop_package_is_purged() {
  inside apt-get purge --yes parley-desktop parley-server >"$work/purge.log" 2>&1 </dev/null || {
    cat "$work/purge.log" >&2
    fail "the packages cannot be purged"
  }
  rm -f "$root/root/parley-desktop.deb" "$root/root/parley.deb"
  file_names | grep -v '^./home/' >"$work/after"
  expect "no file is left" diff "$work/before" "$work/after"
}
