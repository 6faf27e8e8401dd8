# What the packages have in common, for package.sh of each. Given: $home, the repository; $JAVA_HOME, a JDK 25.
# shellcheck shell=sh

# Who answers for the packages; builders who publish theirs set PARLEY_MAINTAINER.
maintainer=${PARLEY_MAINTAINER:-Parley contributors <contributors@parley.invalid>}

say() {
  printf 'parley: %s\n' "$1" >&2
}

fail() {
  say "$1"
  exit 1
}

# The entries of a list with comments.
entries() {
  sed 's/[[:space:]]*#.*//; /^$/d' "$1"
}

# A snapshot sorts before its release and after the snapshots before it. $PARLEY_VERSION wins.
version() {
  if [ -n "${PARLEY_VERSION:-}" ]; then
    printf '%s\n' "$PARLEY_VERSION"
    return
  fi
  pom=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$home/pom.xml")
  case $pom in
    *-SNAPSHOT) printf '%s~%s\n' "${pom%-SNAPSHOT}" "$(date -u -d "@$(source_date)" +%Y%m%d%H%M%S)" ;;
    *) printf '%s\n' "$pom" ;;
  esac
}

# When the sources were last changed, in seconds since 1970: all files of a package bear this date.
source_date() {
  if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then
    printf '%s\n' "$SOURCE_DATE_EPOCH"
  else
    git -C "$home" log -1 --format=%ct 2>/dev/null || date +%s
  fi
}

# Of the JDK, which is that of the package: natives are not made for other machines.
architecture() {
  case $(sed -n 's/^OS_ARCH="\(.*\)"$/\1/p' "$JAVA_HOME/release") in
    x86_64 | amd64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) fail "there are no packages for the machine of $JAVA_HOME" ;;
  esac
}

# check_modules LIST PATH JAR...: the list names all modules that the jars use. Jars that are modules may name others, which
# jdeps looks for on PATH alone; without such jars it is empty, for jars with a package in common must not be there.
check_modules() {
  list=$1
  path=$2
  shift 2
  entries "$list" | sed 's/^-//' | sort -u >"$work/modules.known"
  "$JAVA_HOME/bin/jdeps" --list-deps --ignore-missing-deps --multi-release 25 \
    ${path:+--module-path "$path"} "$@" >"$work/jdeps" 2>"$work/jdeps.err" \
    || fail "jdeps failed: $(cat "$work/jdeps" "$work/jdeps.err")"
  # "java.base/sun.misc" is a package of java.base; other lines, with spaces or file names, are of no interest.
  sed -n 's:^ *\(java\.[a-z.]*\|jdk\.[a-z.]*\)\(/.*\)\{0,1\}$:\1:p' "$work/jdeps" | sort -u >"$work/modules.used"
  [ -s "$work/modules.used" ] || fail "jdeps found no modules"
  missing=$(comm -23 "$work/modules.used" "$work/modules.known" | tr '\n' ' ')
  [ -z "$missing" ] || fail "used, and not in $list: $missing"
}

# make_runtime LIST DIRECTORY JLINK-OPTION...: a Java runtime of these modules only. Not compressed: the package is, and
# starts are faster.
make_runtime() {
  modules=$(entries "$1" | grep -v '^-' | tr '\n' ',')
  runtime=$2
  shift 2
  "$JAVA_HOME/bin/jlink" --add-modules "${modules%,}" --no-man-pages --no-header-files --compress zip-0 "$@" \
    --output "$runtime" >&2 || fail "jlink failed"
  chmod -R u+w "$runtime" # licenses are read-only otherwise, unlike all else in a package
}

# An application for the virtual machine: runtime, jars, options, launcher; all below one directory, which can be moved.
# make_application MODULE DIRECTORY LAUNCHER; $here has the options.
make_application() {
  mkdir -p "$2/lib" "$2/bin"
  cp "$home/$1/target/$1.jar" "$2/lib/"
  cp "$home/$1/target/lib/"*.jar "$2/lib/"
  (cd "$2/lib" && LC_ALL=C ls "$1.jar" && LC_ALL=C ls | grep -vxF "$1.jar") >"$2/class-path"
  entries "$here/java-options" >"$2/java-options"
  install -m 755 "$3" "$2/bin/"
}

# All files get one date. The AOT cache is only good for jars of the date that it has seen, so this comes before it.
set_dates() {
  find "$1" -exec touch -h -d "@$(source_date)" {} +
}

# record_start APPLICATION LAUNCHER ARGUMENT...: writes APPLICATION/start.aot, with which a start is shorter.
record_start() {
  application=$1
  launcher=$2
  shift 2
  JDK_JAVA_OPTIONS="-XX:AOTMode=record -XX:AOTConfiguration=$work/start.classes" \
    "$application/bin/$launcher" "$@" >"$work/start.log" 2>&1 \
    && JDK_JAVA_OPTIONS="-XX:AOTMode=create -XX:AOTConfiguration=$work/start.classes -XX:AOTCache=$work/start.aot" \
      "$application/bin/$launcher" "$@" >>"$work/start.log" 2>&1 \
    && [ -s "$work/start.aot" ] || {
    cat "$work/start.log" >&2
    fail "the AOT cache could not be made"
  }
  mv "$work/start.aot" "$application/start.aot"
}

# make_deb STAGE OUTPUT COMPRESSION...
make_deb() {
  (
    cd "$1"
    find . -path ./DEBIAN -prune -o -type f -print | sed 's:^\./::' | LC_ALL=C sort | xargs -d '\n' md5sum >DEBIAN/md5sums
  )
  SOURCE_DATE_EPOCH=$(source_date) dpkg-deb --root-owner-group "$3" "$4" --build "$1" "$2" >&2 || fail "dpkg-deb failed"
}

# write_control TEMPLATE STAGE
write_control() {
  sed "s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|; s|@MAINTAINER@|$maintainer|
    s|@SIZE@|$(du -sk --apparent-size "$2" | cut -f 1)|" "$1" >"$2/DEBIAN/control"
}

# write_documents DIRECTORY PACKAGE: what Debian's policy wants beside a program.
write_documents() {
  {
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n'
    printf 'Upstream-Name: Parley\n\nFiles: *\nCopyright: 2026 the Parley contributors\nLicense: Apache-2.0\n'
    printf ' On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.\n'
    printf ' .\n The Java runtime and the libraries inside have licenses of their own, see\n'
    printf ' /usr/lib/%s/runtime/legal and the META-INF directories of the jars.\n' "$2"
  } >"$1/copyright"
  {
    printf '%s (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md of the sources.\n\n' "$2" "$version"
    printf ' -- %s  %s\n' "$maintainer" "$(date -R -u -d "@$(source_date)")"
  } | gzip -9n >"$1/changelog.gz"
}

# keep_natives_of SYSTEM DIRECTORY: takes natives of other systems and machines out of the jars, and signatures, which would
# no longer be right and cost a part of each start (docs/decisions/0011). Natives at a jar's root are of this machine. What
# remains is stored, not compressed: the package is, as a whole and better.
keep_natives_of() {
  case $architecture in
    amd64) ours="$1-x86-64|$1-x86_64|$1_x64" ;;
    arm64) ours="$1-aarch64|$1_aarch64|$1_arm64" ;;
  esac
  for jar in "$2"/*.jar; do
    "$JAVA_HOME/bin/jar" --list --file "$jar" >"$work/entries"
    grep -E '\.(so|dll|dylib|jnilib|a)$' "$work/entries" | grep / | grep -vE "(^|/)($ours)/" >"$work/foreign" || true
    grep -E '^META-INF/[^/]*\.(SF|DSA|RSA|EC)$' "$work/entries" >>"$work/foreign" || true
    # Where names differ in more than their letters' case, any jar can be unpacked; elsewhere only what has to be.
    [ -s "$work/foreign" ] || [ "$1" = linux ] || continue
    rm -rf "$work/jar"
    mkdir "$work/jar"
    (
      cd "$work/jar"
      "$JAVA_HOME/bin/jar" --extract --file "$jar"
      xargs -d '\n' rm -f <"$work/foreign"
      # The digests of a signed manifest are of no use without the signature.
      if grep -q '^META-INF/.*\.SF$' "$work/foreign"; then
        grep '^Multi-Release:' META-INF/MANIFEST.MF >"$work/manifest" || : >"$work/manifest"
        { echo 'Manifest-Version: 1.0'; cat "$work/manifest"; } >META-INF/MANIFEST.MF
      fi
      find . -type d -empty -delete
      "$JAVA_HOME/bin/jar" --create --no-compress --no-manifest --file "$jar" -C . .
    )
  done
  rm -rf "$work/jar"
}

# needed_packages SONAMES APPLICATION: what Debian has to bring for the natives in it, joined by commas.
needed_packages() {
  mkdir "$work/natives"
  number=0
  for jar in "$2"/lib/*.jar; do
    number=$((number + 1))
    "$JAVA_HOME/bin/jar" --list --file "$jar" | grep '\.so$' >"$work/entries" || continue
    mkdir "$work/natives/$number"
    (cd "$work/natives/$number" && xargs -d '\n' "$JAVA_HOME/bin/jar" --extract --file "$jar" <"$work/entries")
  done
  find "$work/natives" "$2/runtime/lib" -name '*.so' -exec readelf --dynamic {} + \
    | sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p' | sort -u >"$work/needed"
  while read -r soname; do
    package=$(awk -v soname="$soname" '$1 == soname { $1 = ""; sub(/^ */, ""); print }' "$1")
    [ -n "$package" ] || fail "a native needs $soname, which is not in $1"
    [ "$package" = - ] || printf '%s\n' "$package"
  done <"$work/needed" >"$work/packages"
  sort -u "$work/packages" | paste -sd , | sed 's/,/, /g'
}
