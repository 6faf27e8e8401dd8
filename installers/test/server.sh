# What the server's package promises, shown in a container.
# shellcheck shell=sh

test_server() {
  deb=$(ls "$home"/installers/server/target/parley-server_*.deb) || fail "first: ./parley package server"
  [ -f "$home/desktop-client/target/desktop-client.jar" ] || fail "the clients of this test are not built"
  base_root debian-12 systemd systemd-sysv dbus
  boot debian-12
  file_names >"$work/before"
  it_installs
  it_is_hardened
  it_comes_back
  it_names_a_wrong_setting
  it_reads_its_environment
  it_carries_a_call_over_an_upgrade
  # Here: Chromium in the clients' network, over HTTPS with the CA that the package made, once the server speaks TLS.
  it_is_removed
  it_is_purged
  the_archive_serves
}

# answer PATH: what the server says on port 3000, asked with nothing but bash.
answer() {
  inside timeout 10 bash -c "exec 3<>/dev/tcp/127.0.0.1/${2:-3000} || exit 1
    printf 'GET $1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3; cat <&3"
}

healthy() {
  answer /health | grep -q '"status":"ok"'
}

property() {
  inside systemctl show --property "$1" --value parley
}

is() {
  [ "$1" = "$2" ] || {
    printf '"%s" is not "%s"\n' "$1" "$2"
    return 1
  }
}

journal_says() {
  inside journalctl --quiet --unit parley --output cat | grep -qF -- "$1"
}

page_is_served() {
  answer / | grep -qi '<!doctype html'
}

runs_as() {
  is "$(inside stat --format %U "/proc/$(property MainPID)")" "$1"
}

it_installs() {
  cp "$deb" "$root/root/parley.deb"
  inside apt-get install --yes --no-install-recommends /root/parley.deb >"$work/install.log" 2>&1 || {
    cat "$work/install.log" >&2
    fail "the package does not install"
  }
  expect "installing prints the link to open" grep -F 'Open http://127.0.0.1:3000/' "$work/install.log"
  expect "the service is active" inside systemctl is-active parley
  expect "the service is enabled" inside systemctl is-enabled parley
  expect "/health answers" healthy
  expect "the page is served" page_is_served
  expect "it runs as the user parley" runs_as parley
  expect "everyone may use the command" inside setpriv --reuid 65534 --regid 65534 --clear-groups parley --version
  expect "a start uses the AOT cache" inside grep -q /usr/lib/parley-server/start.aot "/proc/$(property MainPID)/maps"
}

it_is_hardened() {
  inside systemd-analyze security --offline=true --no-pager parley.service >"$work/security.log" 2>&1 || true
  say "$(tail -n 1 "$work/security.log")"
  # 15 is 1.5
  expect "the unit's exposure is 1.5 or less" \
    inside systemd-analyze security --offline=true --no-pager --threshold=15 parley.service
}

has_another_process() {
  now=$(property MainPID)
  [ "$now" != 0 ] && [ "$now" != "$1" ] && healthy
}

it_comes_back() {
  before=$(property MainPID)
  inside sh -c "kill -KILL $before"
  expect "it comes back after kill -9" wait_for "the next process" has_another_process "$before"
}

restart_fails() {
  ! inside systemctl restart parley
}

it_names_a_wrong_setting() {
  settings=$root/etc/parley/parley.yaml
  cp -p "$settings" "$work/parley.yaml"
  echo 'http-port: 99999' >>"$settings"
  line=$(wc -l <"$settings")
  expect "it does not start with a wrong setting" restart_fails
  expect "it ends with 78" is "$(property ExecMainStatus)" 78
  expect "the journal names the setting and its line" journal_says "http-port is \"99999\" (parley.yaml line $line)"
  sleep 3 # RestartSec is 1: here it would have been started again
  expect "it is not started again" is "$(property ActiveState) $(property NRestarts)" "failed 0"
  cp -p "$work/parley.yaml" "$settings"
  expect "it starts when that is mended" inside systemctl restart parley
}

it_reads_its_environment() {
  echo 'PARLEY_HTTP_PORT=3005' >>"$root/etc/default/parley"
  inside systemctl restart parley
  expect "/etc/default/parley wins over the file" answer_says 3005
  sed -i '$d' "$root/etc/default/parley"
  inside systemctl restart parley
}

answer_says() {
  answer /health "$1" | grep -q '"status":"ok"'
}

# client NAME: joins from the clients' network.
client() {
  outside "$JAVA_HOME/bin/java" "@$home/installers/java-options" -cp "$(class_path desktop-client)" \
    dev.parley.desktop.Launcher --headless --server "http://$server_address:3000" --room packages --name "$1" \
    --camera test-pattern --microphone tone --speaker null --pictures --stats "$work/$1.json" \
    >"$work/$1.out" 2>"$work/$1.err" <"$work/$1.in" &
}

class_path() {
  printf '%s' "$home/$1/target/$1.jar"
  printf ':%s' "$home/$1/target/lib/"*.jar
}

said() {
  grep -qxF -- "$2" "$work/$1.out"
}

# sees CLIENT WHOM: ten pictures of the other were shown.
sees() {
  [ "$(grep -c "^picture$(printf '\t')$2$(printf '\t')" "$work/$1.out")" -ge 10 ]
}

# The same, counted from when it joined again.
sees_again() {
  [ "$(sed -n '/^joined again$/,$p' "$work/$1.out" | grep -c "^picture$(printf '\t')$2$(printf '\t')")" -ge 10 ]
}

# Clients stay until they are told to leave.
it_carries_a_call_over_an_upgrade() {
  # What an administrator sets, and an upgrade has to keep.
  sed -i 's/^http-host: .*/http-host: "*"/' "$root/etc/parley/parley.yaml"
  inside systemctl restart parley
  mkfifo -m 600 "$work/ada.in" "$work/bob.in" 2>/dev/null || true
  client ada
  ada=$!
  exec 5>"$work/ada.in"
  client bob
  bob=$!
  exec 6>"$work/bob.in"
  wait_for "the first client" said ada joined || client_failed ada
  wait_for "the second client" said bob joined || client_failed bob
  wait_for "the first client to hear of the second's camera" said ada "camera of bob" || client_failed ada
  wait_for "the second client's pictures" sees ada bob || client_failed ada
  wait_for "the first client's pictures" sees bob ada || client_failed bob
  say "ok: both clients see each other"
  upgrade
  wait_for "the first client to come back" said ada "joined again" || client_failed ada
  wait_for "the second client to come back" said bob "joined again" || client_failed bob
  say "ok: both clients joined again by themselves"
  wait_for "the second client's pictures, again" sees_again ada bob || client_failed ada
  wait_for "the first client's pictures, again" sees_again bob ada || client_failed bob
  say "ok: both clients see each other again"
  sleep 3 # of sound, so that figures mean something
  echo leave >&5
  echo leave >&6
  exec 5>&- 6>&-
  wait "$ada" || client_failed ada
  wait "$bob" || client_failed bob
  expect "the first client saw and heard the second" received ada
  expect "the second client saw and heard the first" received bob
}

client_failed() {
  cat "$work/$1.out" "$work/$1.err" >&2
  fail "the client $1 did not get that far"
}

# From the figures that the client wrote at its end: some video decoded, some audio received, of the other.
received() {
  tr -d ' \n' <"$work/$1.json" | tr '{' '\n' >"$work/$1.figures"
  grep '"kind":"video"' "$work/$1.figures" | grep -q '"framesDecoded":[1-9][0-9]' \
    && grep '"kind":"audio"' "$work/$1.figures" | grep -q '"packetsReceived":[1-9][0-9]' \
    || { cat "$work/$1.json"; return 1; }
}

# The same files under a higher version.
upgrade() {
  rm -rf "$work/higher"
  dpkg-deb --raw-extract "$deb" "$work/higher"
  sed -i 's/^\(Version: .*\)/\1+test/' "$work/higher/DEBIAN/control"
  dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/higher" "$root/root/higher.deb" >/dev/null
  rm -rf "$work/higher"
  before=$(property MainPID)
  inside apt-get install --yes --no-install-recommends /root/higher.deb >"$work/upgrade.log" 2>&1 </dev/null || {
    cat "$work/upgrade.log" >&2
    fail "the upgrade fails"
  }
  expect "the higher version is installed" grep -q '+test$' "$root/var/lib/dpkg/status"
  expect "the old server ended in order" journal_says "parley.service: Deactivated successfully"
  expect "a new one serves" has_another_process "$before"
  expect "the changed setting is kept" grep -qx 'http-host: "\*"' "$root/etc/parley/parley.yaml"
}

it_is_removed() {
  inside apt-get remove --yes parley-server >"$work/remove.log" 2>&1 || {
    cat "$work/remove.log" >&2
    fail "the package cannot be removed"
  }
  expect "it is stopped" is "$(property ActiveState)" inactive
  expect "no process is left" no_process_of parley
  expect "settings are left" test -f "$root/etc/parley/parley.yaml"
}

no_process_of() {
  number=$(inside id -u "$1" 2>/dev/null) || return 0
  ! inside sh -c 'for p in /proc/[0-9]*; do stat --format %u "$p" 2>/dev/null; done' | grep -qx "$number"
}

it_is_purged() {
  inside apt-get purge --yes parley-server >"$work/purge.log" 2>&1 || {
    cat "$work/purge.log" >&2
    fail "the package cannot be purged"
  }
  rm -f "$root/root/parley.deb" "$root/root/higher.deb"
  file_names >"$work/after"
  expect "no file is left" diff "$work/before" "$work/after"
  expect "no user is left" absent '^parley:' "$root/etc/passwd"
  expect "no group is left" absent '^parley:' "$root/etc/group"
}

absent() {
  ! grep "$@"
}

# What the Dockerfile does with the archive, without a container engine: another user, settings in the environment.
the_archive_serves() {
  archive=$(ls "$home"/installers/server/target/parley-server-*-linux-*.tar.gz) || fail "first: ./parley package server"
  mkdir -p "$root/opt" "$root/var/lib/parley-archive"
  tar -C "$root/opt" -xzf "$archive"
  mv "$root"/opt/parley-server-* "$root/opt/parley"
  chown 10001:10001 "$root/var/lib/parley-archive"
  from_archive run >"$work/archive.log" 2>&1 &
  archive_run=$!
  wait_for "the server from the archive" grep -q '^ready http://localhost:3007/' "$work/archive.log" || {
    cat "$work/archive.log" >&2
    fail "the archive does not serve"
  }
  expect "the archive serves, and parley health says so" from_archive health
  inside sh -c 'kill $(grep -lz "^/opt/parley/runtime" /proc/[0-9]*/cmdline | cut -d / -f 3)'
  expect "it ends in order on SIGTERM" wait "$archive_run"
  expect "and is not well any more" not from_archive health
}

from_archive() {
  inside env PARLEY_HTTP_HOST='*' PARLEY_HTTP_PORT=3007 PARLEY_WORKERS=1 HOME=/var/lib/parley-archive \
    setpriv --reuid 10001 --regid 10001 --clear-groups /opt/parley/bin/parley "$@"
}

not() {
  ! "$@"
}
