# A Debian of its own, booted with systemd-nspawn, for the tests of the packages. Given: $work, a directory; say, fail.
# shellcheck shell=sh

# What is made once and then copied: half a minute instead of minutes.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/parley
suite=bookworm
# Its ends: "client" is where people sit, "server" is the machine with the package. Addresses for documentation (RFC 5737).
client_space=parley-client-$$
client_address=192.0.2.2
server_address=192.0.2.1
nspawn=
leader=

mirror() {
  found=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $suite" "Component: main" 2>/dev/null | sort -u | head -n 1)
  printf '%s\n' "${PARLEY_DEBIAN_MIRROR:-${found:-http://deb.debian.org/debian}}"
}

# base_root NAME PACKAGE...: a root with these packages in $cache/NAME.
base_root() {
  base=$cache/$1
  shift
  list=$(printf '%s\n' "$@")
  if [ -f "$base.packages" ] && [ "$(cat "$base.packages")" = "$list" ]; then
    return
  fi
  say "making $base with debootstrap, once"
  rm -rf "$base" "$base.packages"
  mkdir -p "$cache"
  debootstrap --variant=minbase --include="$(printf '%s\n' "$@" | paste -sd ,)" "$suite" "$base" "$(mirror)" >"$base.log" 2>&1 \
    || fail "debootstrap failed, see $base.log"
  rm -f "$base/var/cache/apt/archives/"*.deb
  printf '%s\n' "$list" >"$base.packages"
}

# boot NAME: a copy of the base root, with a wire to a network namespace for clients.
boot() {
  root=$work/root
  rm -rf "$root"
  cp -a --reflink=auto "$cache/$1" "$root"
  echo "parley-test" >"$root/etc/hostname"
  # What a Debian does by itself once a day leaves files, too.
  for timer in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer; do
    ln -s /dev/null "$root/etc/systemd/system/$timer"
  done
  ip netns add "$client_space"
  ip link add parley-c$$ type veth peer name parley-s$$ || fail "no pair of network interfaces can be made here"
  ip link set parley-c$$ netns "$client_space"
  systemd-nspawn --quiet --directory="$root" --private-network --register=no --keep-unit --boot \
    </dev/null >"$work/boot.log" 2>&1 &
  nspawn=$!
  wait_for "the container's first process" first_process || {
    cat "$work/boot.log" >&2
    unable "systemd-nspawn cannot start a container here, see above"
  }
  wait_for "the container to be up" booted || {
    cat "$work/boot.log" >&2
    unable "the container does not come up, see above"
  }
  # Not by nspawn, which would wait for udev; there is not always one.
  ip link set parley-s$$ netns "$leader"
  in_network ip address add "$server_address/24" dev parley-s$$
  in_network ip link set parley-s$$ up
  outside ip address add "$client_address/24" dev parley-c$$
  outside ip link set parley-c$$ up
  outside ip link set lo up
}

first_process() {
  kill -0 "$nspawn" 2>/dev/null || return 1
  leader=$(cat "/proc/$nspawn/task/$nspawn/children" 2>/dev/null | cut -d ' ' -f 1)
  [ -n "$leader" ] && grep -q systemd "/proc/$leader/comm" 2>/dev/null
}

booted() {
  case $(inside systemctl is-system-running 2>/dev/null) in
    running | degraded) return 0 ;;
    *) return 1 ;;
  esac
}

# A command in the container.
inside() {
  nsenter --target "$leader" --mount --uts --ipc --net --pid --cgroup --root --wd -- \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# A program of this machine in the container's network.
in_network() {
  nsenter --target "$leader" --net -- "$@"
}

# A program of this machine in the clients' network.
outside() {
  ip netns exec "$client_space" "$@"
}

shut_down() {
  if [ -n "$nspawn" ] && kill -0 "$nspawn" 2>/dev/null; then
    [ -z "$leader" ] || kill -s RTMIN+4 "$leader" 2>/dev/null || true # "power off", in systemd's words
    for _ in $(seq 40); do
      kill -0 "$nspawn" 2>/dev/null || break
      sleep 0.5
    done
    # On a busy machine that may take longer than anybody wants to wait; what is in there is thrown away.
    kill -s KILL "$nspawn" 2>/dev/null || true
    wait "$nspawn" 2>/dev/null || true
  fi
  nspawn=
  # Whoever still sits there, after a test that failed.
  for left in $(ip netns pids "$client_space" 2>/dev/null); do
    kill "$left" 2>/dev/null || true
  done
  ip netns delete "$client_space" 2>/dev/null || true
  ip link delete parley-c$$ 2>/dev/null || true
}

# wait_for WHAT COMMAND...: until the command succeeds; a machine may be slow.
wait_for() {
  awaited=$1
  shift
  for _ in $(seq 240); do
    if "$@"; then
      return 0
    fi
    sleep 0.5
  done
  say "waited in vain for $awaited"
  return 1
}

# Every file's name, except where systemd, dpkg and the kernel keep their own books.
file_names() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./run -o -path ./tmp \
    -o -path ./var/log -o -path ./var/tmp -o -path ./var/cache -o -path ./var/lib/apt -o -path ./var/lib/dpkg \
    -o -path ./var/lib/systemd/timers -o -path ./var/lib/systemd/random-seed \) -prune -o -print | LC_ALL=C sort)
}
