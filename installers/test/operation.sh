# What an administrator lives with, shown in the container of the server's package: a doctor that finds what is wrong, and
# a server that lets people finish.
# shellcheck shell=sh

# with_setting LINES COMMAND...: while the file of settings has these lines, and no others of the same settings.
with_setting() {
  settings=$root/etc/parley/parley.yaml
  cp -p "$settings" "$work/parley.yaml"
  for name in $(printf '%s\n' "$1" | cut -d : -f 1); do
    sed -i "/^$name:/d" "$settings"
  done
  printf '%s\n' "$1" >>"$settings"
  shift
  inside systemctl restart parley
  wait_for "an answer" healthy
  "$@"
  cp -p "$work/parley.yaml" "$settings"
  inside systemctl restart parley
  wait_for "an answer" healthy
}

doctor() {
  inside env HOME=/root parley doctor >"$work/doctor" 2>&1
}

# red WHAT SENTENCE: the doctor ends with 1, and a line of what is wrong has these words.
red() {
  status=0
  doctor || status=$?
  grep '^!!  ' "$work/doctor" | grep -qF -- "$2" || {
    cat "$work/doctor" >&2
    fail "not so: the doctor names $1"
  }
  expect "the doctor names $1: $(grep '^!!  ' "$work/doctor" | grep -F -- "$2" | head -n 1)" is "$status" 1
}

its_doctor_finds_mistakes() {
  with_setting 'announce: ["192.0.2.77"]' red "a wrong announced address" "mend announce"

  in_network iptables -A INPUT -p udp --dport 40000:40001 -j DROP
  red "a closed UDP port" "open UDP port 40000 in the firewall"
  in_network iptables -D INPUT -p udp --dport 40000:40001 -j DROP

  tls=$root/etc/parley/expired
  mkdir "$tls"
  "$JAVA_HOME/bin/keytool" -genkeypair -alias parley -keyalg EC -dname CN=meet.example \
    -ext san=dns:meet.example -startdate -100d -validity 90 -storetype PKCS12 -storepass changeit \
    -keystore "$tls/all.p12" 2>"$work/keytool.log"
  openssl pkcs12 -in "$tls/all.p12" -passin pass:changeit -nokeys -out "$tls/fullchain.pem" 2>>"$work/keytool.log"
  openssl pkcs12 -in "$tls/all.p12" -passin pass:changeit -nocerts -nodes 2>>"$work/keytool.log" \
    | openssl pkey -out "$tls/privkey.pem"
  chown -R --reference="$root/var/lib/parley/token-secret" "$tls"
  with_setting "tls: files
tls-certificate: /etc/parley/expired/fullchain.pem
tls-key: /etc/parley/expired/privkey.pem" red "an expired certificate" "certificate: it expired on "
  rm -r "$tls"
}

ready() {
  answer_over_tls /ready | head -n 1 | tr -d '\r' | grep -q ' 200 '
}

# answer_over_tls PATH: what the server says on its own port.
answer_over_tls() {
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" \
    | outside timeout 10 openssl s_client -quiet -connect "$server_address:443" 2>/dev/null
}

# People in a call are told, nobody new comes in, and when the last has left the server ends in order.
it_lets_people_finish() {
  with_setting 'drain-seconds: 25' it_drains
}

it_drains() {
  client ada "$(inside parley token --room packages)"
  ada=$!
  exec 5>"$work/ada.in"
  wait_for "ada to join" said ada joined || client_failed ada
  expect "it is ready" ready
  inside systemctl stop --no-block parley
  expect "who is in a call is told that it ends" wait_for "the word" grep -q '^draining ' "$work/ada.out"
  expect "it is ready no more" not ready
  client bob "$(inside parley token --room packages)"
  bob=$!
  exec 6>"$work/bob.in"
  wait_for "the refusal of bob" said bob reconnecting || client_failed bob
  expect "nobody new is let in" not said bob joined
  echo leave >&5
  echo leave >&6
  exec 5>&- 6>&-
  wait "$ada" || client_failed ada
  wait "$bob" || true
  expect "and it ends when the last has left" wait_for "its end" is_inactive
  expect "in order" is "$(property Result)" success
}
