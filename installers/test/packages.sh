#!/bin/sh
# "./parley test --packages": installs the packages in a Debian of their own and uses them. Root only.
#   --where-possible   success where this machine lets nobody start a container
#   server | desktop   only that one
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=${here%/installers/*}
work=$home/installers/target/test
. "$home/installers/staging.sh"
. "$here/container.sh"
. "$here/server.sh"
. "$here/operation.sh"
. "$here/desktop.sh"

where_possible=no
which="server desktop"
for argument in "$@"; do
  case $argument in
    --where-possible) where_possible=yes ;;
    server | desktop) which=$argument ;;
    *) fail "unknown: $argument" ;;
  esac
done

# This machine cannot do it: a failure only for who asked for it.
unable() {
  say "the packages are NOT tested: $1"
  [ "$where_possible" = yes ] && exit 0
  exit 1
}

# expect WHAT COMMAND...: one fact.
expect() {
  what=$1
  shift
  if ! "$@" >"$work/fact" 2>&1; then
    cat "$work/fact" >&2
    fail "not so: $what"
  fi
  say "ok: $what"
}

[ "$(id -u)" -eq 0 ] || unable "only root can start a container"
trap 'stop_server; shut_down' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work"
for package in $which; do
  say "testing the package of the $package"
  "test_$package"
  shut_down
  rm -rf "$work/root"
done
say "the packages do what they should"
