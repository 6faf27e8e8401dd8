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
  its_page_is_right
  its_doctor_finds_mistakes
  it_lets_nobody_in_uninvited
  it_carries_a_call_over_an_upgrade
  it_lets_people_finish
  it_is_removed
  it_is_purged
  the_archive_serves
}

# answer PATH PORT: what the server says, asked with nothing but bash.
answer() {
  inside timeout 10 bash -c "exec 3<>/dev/tcp/127.0.0.1/$2 || exit 1
    printf 'GET $1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3; cat <&3"
}

healthy() {
  inside parley health | grep -q '"status":"ok"'
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

plain_http_leads_to_https() {
  answer /r/tea 80 | tr -d '\r' | grep -qx 'location: https://localhost/r/tea'
}

# As the file of the authority has it, not as the package says.
fingerprint() {
  "$JAVA_HOME/bin/keytool" -printcert -file "$root/var/lib/parley/authority/ca.crt" | sed -n 's/^[[:space:]]*SHA256: //p'
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
  invitation=$(sed -n "s|^  \(https://$server_address/r/welcome#token=[A-Za-z0-9._-]*\)[[:space:]]*\$|\1|p" "$work/install.log")
  expect "installing prints an invitation" test -n "$invitation"
  expect "installing prints the authority's fingerprint" grep -qF "SHA256 $(fingerprint)" "$work/install.log"
  expect "only the server may read the secret" is "$(inside stat --format '%U %a' /var/lib/parley/token-secret)" "parley 600"
  expect "only the server may read the authority's key" \
    is "$(inside stat --format '%U %a' /var/lib/parley/authority/ca.key)" "parley 600"
  expect "the service is active" inside systemctl is-active parley
  expect "the service is enabled" inside systemctl is-enabled parley
  expect "/health answers" wait_for "an answer" healthy
  expect "plain HTTP leads to HTTPS" plain_http_leads_to_https
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
  echo 'PARLEY_HTTPS_PORT=3005' >>"$root/etc/default/parley"
  inside systemctl restart parley
  expect "/etc/default/parley wins over the file" journal_says 'ready https://localhost:3005/'
  expect "and the command knows it too" wait_for "an answer" healthy
  sed -i '$d' "$root/etc/default/parley"
  inside systemctl restart parley
}

# client NAME [TOKEN]: joins from the clients' network.
client() {
  outside env XDG_CONFIG_HOME="$work/config" "$JAVA_HOME/bin/java" "@$home/installers/desktop/java-options" \
    -cp "$(class_path desktop-client)" dev.parley.desktop.Launcher --headless --server "https://$server_address" \
    --trust-fingerprint "$(fingerprint)" --room packages --name "$1" ${2:+--token "$2"} \
    --camera test-pattern --microphone tone --speaker null --pictures --stats "$work/$1.json" \
    >"$work/$1.out" 2>"$work/$1.err" <"$work/$1.in" &
}

# visitor NAME LINK: opens the link in Chromium, which knows the authority as a user's would.
visitor() {
  rm -rf "$work/$1"
  mkdir -p "$work/$1/.pki/nssdb"
  certutil -d "sql:$work/$1/.pki/nssdb" -N --empty-password
  certutil -d "sql:$work/$1/.pki/nssdb" -A -n parley -t C,, -i "$root/var/lib/parley/authority/ca.crt"
  outside "$JAVA_HOME/bin/java" -cp "$(class_path sfu-server)" "$here/Visitor.java" "$2" "$1" "$work/$1" \
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
  [ "$(sed -n '/^\(joined again\|reconnecting\)$/,$p' "$work/$1.out" | grep -c "^picture$(printf '\t')$2$(printf '\t')")" -ge 10 ]
}

# Everybody sees everybody: all_see sees, or all_see sees_again.
all_see() {
  for who in ada bob carol; do
    for whom in ada bob carol; do
      [ "$who" = "$whom" ] || wait_for "pictures of $whom for $who" "$1" "$who" "$whom" || client_failed "$who"
    done
  done
}

# Each command that docs/operating.md names, as it stands there: in a block of its own, or within a sentence.
its_page_is_right() {
  page=$home/docs/operating.md
  expect "the package has that page" cmp "$page" "$root/usr/share/doc/parley-server/README.md"
  {
    sed -n 's/^    \(\.\/parley .*\|parley .*\|(umask .*\|apt .*\)$/\1/p' "$page"
    grep -ao '`[^`]*`' "$page" | tr -d '`' | grep '^\(\./\)\{0,1\}parley [a-z]\|^systemctl \|^journalctl \|^systemd-analyze \|^apt '
  } | sed 's/ *#.*//; s/ *$//' | awk '!seen[$0]++' >"$work/commands"
  inside mkdir /root/page
  ln -s /usr/bin/parley "$root/root/page/parley"
  mkdir -p "$root/etc/ssl/meet"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj /CN=meet.example \
    -addext subjectAltName=DNS:meet.example -keyout "$root/etc/ssl/meet/privkey.pem" \
    -out "$root/etc/ssl/meet/fullchain.pem" 2>"$work/openssl.log" || fail "openssl makes no certificate"
  while IFS= read -r command <&4; do
    run_from_page "$command"
  done 4<"$work/commands"
  expect "and it serves as before" wait_for "an answer" healthy
  rm -rf "$root/root/page" "$root/etc/ssl/meet"
  # A small Debian has no such folder by itself.
  rmdir --ignore-fail-on-non-empty "$root/etc/ssl"
}

run_from_page() {
  case $1 in
    "apt install"* | "apt remove parley-server" | "apt purge parley-server" | "./parley package server")
      # That is this whole test.
      return
      ;;
    "./parley desktop --headless --trust-fingerprint"*)
      # So do the clients of the calls below.
      return
      ;;
    "./parley run --print-config"*) ;;
    "./parley run"*)
      serves_from_page "$1"
      return
      ;;
    "(umask "*)
      expect "$1" in_page "$1"
      echo 'token-secret-file: token-secret' >>"$root/root/page/parley.yaml"
      return
      ;;
    "parley doctor")
      # What it thinks of this machine's buffers and clock is not the package's doing.
      in_page "$1" >"$work/doctor" 2>&1 || true
      cat "$work/doctor" >&2
      expect "the doctor finds the media good over UDP" grep -q '^ok  media over UDP by ' "$work/doctor"
      expect "and over TCP" grep -q '^ok  media over TCP by ' "$work/doctor"
      expect "and the certificate too" grep -q '^ok  certificate: ' "$work/doctor"
      expect "and neither bad" absent '^!!  \(media\|certificate\)' "$work/doctor"
      return
      ;;
    "parley backup" | "parley backup FILE")
      # Named in a sentence, and run where it stands by itself.
      return
      ;;
    "parley backup "*)
      # No room of this server is set up.
      expect "$1 says that there is nothing to copy" nothing_to_copy "$1"
      return
      ;;
    "systemctl kill parley")
      expect "$1" in_page "$1"
      wait_for "its end" is_inactive
      inside systemctl start parley
      return
      ;;
    "parley "* | "./parley ports" | "./parley authority" | "systemctl "* | "journalctl "* | "systemd-analyze "*) ;;
    *) fail "docs/operating.md has a command that no test runs: $1" ;;
  esac
  expect "$1" in_page "$1"
}

in_page() {
  inside env HOME=/root sh -c "cd /root/page && $1" </dev/null
}

nothing_to_copy() {
  ! in_page "$1" >"$work/backup" 2>&1 && grep -q 'no room has been set up' "$work/backup"
}

is_inactive() {
  [ "$(property ActiveState)" = inactive ]
}

# In place of the service, on its ports.
serves_from_page() {
  inside systemctl stop parley
  in_page "exec $1" >"$work/page.out" 2>&1 &
  serving=$!
  wait_for "$1" grep -q '^ready http' "$work/page.out" || {
    cat "$work/page.out" >&2
    fail "not so: $1"
  }
  case $1 in
    *acme*)
      # Nobody but this machine is to be reached from here.
      wait_for "a word about it" grep -q 'no certificate for meet.example: acme-v02.api.letsencrypt.org ' "$work/page.out" || {
        cat "$work/page.out" >&2
        fail "it does not say why there is no certificate"
      }
      ;;
  esac
  inside sh -c 'kill $(grep -lz "^/usr/lib/parley-server/runtime" /proc/[0-9]*/cmdline | cut -d / -f 3)'
  expect "$1" wait "$serving"
  inside systemctl start parley
}

it_lets_nobody_in_uninvited() {
  mkfifo -m 600 "$work/ada.in" "$work/bob.in" "$work/carol.in" 2>/dev/null || true
  client ada
  ada=$!
  exec 5>"$work/ada.in"
  expect "who has no invitation is kept out" not wait "$ada"
  exec 5>&-
  expect "and is told why" grep -qi invitation "$work/ada.out" "$work/ada.err"
  visitor carol "$invitation"
  carol=$!
  exec 7>"$work/carol.in"
  wait_for "the invited one" said carol joined || client_failed carol
  say "ok: the invitation that installing printed opens in Chromium"
  echo leave >&7
  exec 7>&-
  wait "$carol" || client_failed carol
}

# Clients stay until they are told to leave.
it_carries_a_call_over_an_upgrade() {
  # What an administrator sets, and an upgrade has to keep.
  sed -i 's/^token-rooms: .*/token-rooms: ["packages"]/' "$root/etc/parley/parley.yaml"
  inside systemctl restart parley
  client ada "$(inside parley token --room packages)"
  ada=$!
  exec 5>"$work/ada.in"
  client bob "$(inside parley token --room packages)"
  bob=$!
  exec 6>"$work/bob.in"
  visitor carol "$(inside parley token --room packages --name carol --link "https://$server_address")"
  carol=$!
  exec 7>"$work/carol.in"
  for who in ada bob carol; do
    wait_for "$who to join" said "$who" joined || client_failed "$who"
  done
  all_see sees
  say "ok: two native clients and Chromium see each other, over TLS"
  rm -f "$work/back"
  note_return &
  upgrade
  wait_for "the clients to come back" test -s "$work/back" || {
    all_came_back || true
    client_failed "$who"
  }
  gone=$(moment 'Stopped parley.service')
  served=$(moment 'Started parley.service')
  back=$(cat "$work/back")
  # Not a fact: on a machine that does other things too, everything takes longer.
  say "the server was away for $(since "$gone" "$served") s; the last client was back $(since "$served" "$back") s after that"
  say "ok: all joined again by themselves"
  all_see sees_again
  say "ok: all see each other again"
  sleep 3 # of sound, so that figures mean something
  echo leave >&5
  echo leave >&6
  echo leave >&7
  exec 5>&- 6>&- 7>&-
  wait "$ada" || client_failed ada
  wait "$bob" || client_failed bob
  wait "$carol" || client_failed carol
  expect "the first client saw and heard the others" received ada
  expect "the second client saw and heard the others" received bob
}

all_came_back() {
  for who in ada bob carol; do
    came_back "$who" || return 1
  done
}

came_back() {
  case $1 in
    carol) sed -n '/^reconnecting$/,$p' "$work/carol.out" | grep -qx joined ;;
    *) said "$1" "joined again" ;;
  esac
}

# When everybody is back, in seconds since 1970.
note_return() {
  for _ in $(seq 1200); do
    if all_came_back; then
      date +%s.%N >"$work/back.new"
      mv "$work/back.new" "$work/back"
      return
    fi
    sleep 0.1
  done
}

# moment WORDS: when systemd last said so.
moment() {
  inside journalctl --quiet --unit parley --output short-unix | grep -F "$1" | tail -n 1 | cut -d ' ' -f 1
}

since() {
  awk "BEGIN { printf \"%.1f\", $2 - $1 }"
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
  authority=$(fingerprint)
  secret=$(cat "$root/var/lib/parley/token-secret")
  inside apt-get install --yes --no-install-recommends /root/higher.deb >"$work/upgrade.log" 2>&1 </dev/null || {
    cat "$work/upgrade.log" >&2
    fail "the upgrade fails"
  }
  expect "the higher version is installed" grep -q '+test$' "$root/var/lib/dpkg/status"
  expect "the old server ended in order" journal_says "parley.service: Deactivated successfully"
  expect "a new one serves" wait_for "the next process" has_another_process "$before"
  expect "the changed setting is kept" grep -qxF 'token-rooms: ["packages"]' "$root/etc/parley/parley.yaml"
  expect "the authority is kept" is "$(fingerprint)" "$authority"
  expect "invitations stay good" is "$(cat "$root/var/lib/parley/token-secret")" "$secret"
  expect "an upgrade makes no invitation" absent '#token=' "$work/upgrade.log"
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
