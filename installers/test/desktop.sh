# What the desktop client's package promises, shown in a container. The server is the one that is built here.
# shellcheck shell=sh

display=:7
largest=$((80 * 1000 * 1000)) # bytes
link=parley://127.0.0.1:3000/r
server=

test_desktop() {
  desktop_deb=$(ls "$home"/installers/desktop/target/parley-desktop_*.deb) || fail "first: ./parley package desktop"
  [ -f "$home/sfu-server/target/sfu-server.jar" ] || fail "the server of this test is not built"
  expect "the package is below 80 MB" test "$(stat --format %s "$desktop_deb")" -lt "$largest"
  desktop_root
  boot debian-12-desktop
  inside useradd --create-home ada
  session=/run/user/$(inside id --user ada)
  inside install --directory --mode 700 --owner ada --group ada "$session"
  file_names | grep -v '^./home/' >"$work/before"
  the_desktop_package_installs
  a_call_waits
  a_link_opens_the_window
  its_window_joins_the_call
  a_link_reaches_the_window_that_is_open
  everybody_leaves
  the_desktop_package_is_purged
}

# A root that has what the package depends on, and nothing that it forgot: besides that a display with a window manager,
# and tools to look at it and to press its keys.
desktop_root() {
  tools="xvfb x11-utils x11-apps xdotool openbox xdg-utils desktop-file-utils libglib2.0-bin"
  depends=$(dpkg-deb --field "$desktop_deb" Depends)
  base_root debian-12 systemd systemd-sysv dbus
  base=$cache/debian-12-desktop
  if [ -f "$base.packages" ] && [ "$(cat "$base.packages")" = "$depends $tools" ]; then
    return
  fi
  say "making $base, once"
  rm -rf "$base" "$base.packages"
  cp -a --reflink=auto "$cache/debian-12" "$base"
  systemd-nspawn --quiet --directory="$base" --register=no --keep-unit --pipe --resolv-conf=copy-host \
    --setenv=DEBIAN_FRONTEND=noninteractive --setenv=DEPENDS="$depends" --setenv=TOOLS="$tools" \
    sh -ec 'apt-get update
      apt-get satisfy --yes --no-install-recommends "$DEPENDS"
      apt-get install --yes --no-install-recommends $TOOLS
      apt-get clean' </dev/null >"$base.log" 2>&1 || fail "that failed, see $base.log"
  printf '%s\n' "$depends $tools" >"$base.packages"
}

as_ada() {
  inside setpriv --reuid ada --regid ada --init-groups \
    env HOME=/home/ada DISPLAY="$display" XDG_RUNTIME_DIR="$session" "$@"
}

the_desktop_package_installs() {
  cp "$desktop_deb" "$root/root/parley-desktop.deb"
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

# Bob has no window, and waits in the room.
a_call_waits() {
  # In the container's network, but not in the container: it has to be ended by its number.
  (exec nsenter --target "$leader" --net -- "$JAVA_HOME/bin/java" "@$home/installers/server/java-options" \
    -cp "$(class_path sfu-server)" dev.parley.sfu.Main run --workers 1) >"$work/server.log" 2>&1 &
  server=$!
  wait_for "the server" grep -q '^ready ' "$work/server.log" || fail "the server does not start: $(cat "$work/server.log")"
  inside Xvfb "$display" -screen 0 1280x800x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
  wait_for "the display" display_is_there || fail "Xvfb does not start: $(cat "$work/xvfb.log")"
  as_ada openbox >"$work/openbox.log" 2>&1 &
  rm -f "$work/bob.in"
  mkfifo -m 600 "$work/bob.in"
  as_ada parley-desktop --headless --server http://127.0.0.1:3000 --room packages --name bob --camera test-pattern \
    --microphone tone --speaker null --stats /home/ada/bob.json >"$work/bob.out" 2>"$work/bob.err" <"$work/bob.in" &
  bob=$!
  exec 6>"$work/bob.in"
  wait_for "the client without a window" said bob joined || client_failed bob
}

display_is_there() {
  as_ada xdpyinfo >"$work/xdpyinfo.log" 2>&1
}

# As by a click in a browser. Name and devices are Ada's own, from before; the link tries to give others.
a_link_opens_the_window() {
  as_ada mkdir -p /home/ada/.config/parley
  printf '{"name": "ada", "language": "en", "appearance": "LIGHT", "camera": "test-pattern", "microphone": "tone",
    "speaker": "null"}' >"$root/home/ada/.config/parley/preferences.json"
  as_ada xdg-open "$link/packages?name=eve&camera=none#name=eve" >"$work/ada.out" 2>"$work/ada.err" &
  wait_for "the window" window_is "Parley" || client_failed ada
  say "ok: a link opens the window"
  sleep 5 # for it to be drawn
  photograph asked
  expect "nobody is joined unasked" not grep -q '^added' "$work/bob.out"
}

# This computer has not been on the server before: the window asks, then shows the join button.
its_window_joins_the_call() {
  press_until "link asked, button pressed: the call" in_call_packages Tab Return Return
  wait_for "the window's camera to be on" said bob "camera of ada" || client_failed ada
  say "ok: it joins when its keys are pressed, under Ada's own name"
  wait_for "the other's pictures in the window" pictures_move || { photograph call; fail "nothing moves in the window"; }
  photograph call
  say "ok: pictures move in the window, see $work/call.xwd"
  expect "a start uses the AOT cache" used_cache
}

in_call_packages() {
  window_is "packages · Parley"
}

a_link_reaches_the_window_that_is_open() {
  as_ada xdg-open "$link/other" >"$work/second.out" 2>"$work/second.err" || client_failed second
  expect "the second start ends, and one window is there" is "$(windows_running)" 1
  sleep 2 # for a window that would leave unasked
  photograph leave
  expect "the call goes on until Ada says otherwise" not said bob "removed ada"
  press Escape
  as_ada xdg-open "$link/other" >"$work/second.out" 2>"$work/second.err" || client_failed second
  press_until "asked to leave: the other room" in_call_other Tab Return Return
  wait_for "bob to see that ada is gone" said bob "removed ada" || client_failed bob
  say "ok: a link in a call is asked about, and followed"
}

in_call_other() {
  window_is "other · Parley"
}

windows_running() {
  inside sh -c 'grep -lz "^dev.parley.desktop.Launcher" /proc/[0-9]*/cmdline | wc -l' | {
    read -r all
    echo $((all - 1)) # bob
  }
}

everybody_leaves() {
  echo leave >&6
  exec 6>&-
  wait "$bob" || client_failed bob
  cp "$root/home/ada/bob.json" "$work/bob.json"
  expect "the window's pictures and sound arrived" received bob
  inside sh -c 'kill $(grep -lz "^/usr/lib/parley-desktop/runtime" /proc/[0-9]*/cmdline | cut -d / -f 3)'
  wait_for "the window to end" no_window_runs || fail "the window does not end when told to"
  kill "$server"
  wait "$server" || fail "the server did not end in order: $(cat "$work/server.log")"
  server=
}

stop_server() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
}

no_window_runs() {
  ! inside grep -lqz '^/usr/lib/parley-desktop/runtime' /proc/[0-9]*/cmdline 2>/dev/null
}

# window_is TITLE: there is a window with it.
window_is() {
  as_ada xwininfo -root -tree 2>"$work/xwininfo.err" | grep -qF "\"$1\""
}

# press KEY...: in the window, as a person does who sees what happens.
press() {
  for key in "$@"; do
    as_ada xdotool key --clearmodifiers "$key" >"$work/xdotool.log" 2>&1
    sleep 1
  done
}

# press_until WHAT FACT KEY...: presses the keys, one after the other, and waits for the fact.
press_until() {
  what_is_awaited=$1
  fact=$2
  shift 2
  sleep 2 # for the window to be drawn, as a person waits too
  press "$@"
  wait_for "$what_is_awaited" "$fact" || { photograph failed; client_failed ada; }
}

# photograph NAME: the display, in $work/NAME.xwd.
photograph() {
  as_ada xwd -root -silent >"$work/$1.xwd"
}

# The window of a call of two has two moving pictures: a tenth of all bytes differs after a moment.
pictures_move() {
  photograph first
  sleep 0.5
  photograph second
  size=$(stat --format %s "$work/first.xwd")
  different=$(cmp --verbose "$work/first.xwd" "$work/second.xwd" | wc -l)
  [ "$different" -gt $((size / 10)) ]
}

used_cache() {
  inside sh -c 'cat /proc/[0-9]*/maps' | grep -q /usr/lib/parley-desktop/start.aot
}

the_desktop_package_is_purged() {
  inside apt-get purge --yes parley-desktop >"$work/purge.log" 2>&1 </dev/null || {
    cat "$work/purge.log" >&2
    fail "the package cannot be purged"
  }
  rm -f "$root/root/parley-desktop.deb"
  file_names | grep -v '^./home/' >"$work/after"
  expect "no file is left" diff "$work/before" "$work/after"
  expect "what is Ada's stays" test -f "$root/home/ada/.config/parley/preferences.json"
}
