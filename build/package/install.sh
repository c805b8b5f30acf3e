#!/bin/sh
# Puts a release of Maestro in place: sh install.sh ADDRESS
#
# ADDRESS is the folder of a release: it holds SHA256SUMS and the packages that this file names. Nothing is installed
# that does not have its checksum, and what was installed before stays until the new one is whole.
set -eu

say() { printf 'maestro: %s\n' "$*"; }
fail() { printf 'maestro: %s\n' "$*" >&2; exit 1; }

base=${1:-${MAESTRO_RELEASE:-}}
[ -n "$base" ] || fail 'Name the address of a release: sh install.sh https://…/v1.2.3'
base=${base%/}
case $base in
  https://*) protocols='=https' ;;
  http://127.0.0.1:* | http://localhost:*) protocols='=http,https' ;;
  *) fail "A release is fetched over https only, not from $base." ;;
esac
command -v curl >/dev/null || fail 'curl is missing. Install it, then try again.'

case $(uname -s) in
  Linux) os=linux ending=AppImage ;;
  Darwin) os=mac ending=zip ;;
  *) fail "There is no package for $(uname -s)." ;;
esac
case $(uname -m) in
  x86_64 | amd64) archs='x64 x86_64' ;;
  arm64 | aarch64) archs='arm64' ;;
  *) fail "There is no package for $(uname -m)." ;;
esac

work=$(mktemp -d "${TMPDIR:-/tmp}/maestro-install-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

fetch() { # address file
  curl --fail --silent --show-error --location --proto "$protocols" --proto-redir "$protocols" --output "$2" "$1" ||
    fail "$1 could not be fetched."
}
checksum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

fetch "$base/SHA256SUMS" "$work/sums"
name='' wanted=''
for arch in $archs; do
  line=$(grep -E "^[0-9a-f]{64} [ *]Maestro-[0-9A-Za-z.+-]+-$os-$arch\.$ending\$" "$work/sums" | head -n 1) || true
  [ -n "$line" ] || continue
  wanted=${line%% *} name=${line#*[ ][ *]}
  break
done
[ -n "$name" ] || fail "The release at $base has no package for $os on $(uname -m)."

say "Fetching $name …"
fetch "$base/$name" "$work/package"
found=$(checksum "$work/package")
[ "$found" = "$wanted" ] || fail "$name is not what the release says: its checksum is $found instead of $wanted. Nothing was installed."

place() { # new old: the new one takes the old one's place in one step, as far as the system has one
  if [ -e "$2" ]; then
    former="$2.former-$$"
    mv "$2" "$former"
    mv "$1" "$2" || { mv "$former" "$2"; fail "$2 could not be replaced. The former one is back."; }
    rm -rf "$former"
  else
    mv "$1" "$2"
  fi
}

if [ "$os" = linux ]; then
  bin=${MAESTRO_BIN:-$HOME/.local/bin}
  mkdir -p "$bin"
  chmod 755 "$work/package"
  # Beside its place first, so that the last step stays within one file system.
  mv "$work/package" "$bin/.maestro-desktop.$$"
  mv -f "$bin/.maestro-desktop.$$" "$bin/maestro-desktop"
  entries=${XDG_DATA_HOME:-$HOME/.local/share}/applications
  mkdir -p "$entries"
  printf '[Desktop Entry]\nType=Application\nName=Maestro\nComment=Many coding agents at once, each in its own container\nExec="%s" %%U\nTerminal=false\nCategories=Development;\nMimeType=x-scheme-handler/maestro;\n' \
    "$bin/maestro-desktop" >"$entries/maestro.desktop"
  say "$name is installed as $bin/maestro-desktop."
  case :$PATH: in *":$bin:"*) ;; *) say "$bin is not on your PATH yet." ;; esac
else
  apps=${MAESTRO_APPS:-$HOME/Applications}
  mkdir -p "$apps"
  ditto -x -k "$work/package" "$work/app"
  mv "$work/app/Maestro.app" "$apps/.Maestro-$$.app"
  place "$apps/.Maestro-$$.app" "$apps/Maestro.app"
  say "$name is installed as $apps/Maestro.app."
fi
say 'Its command line is put on the PATH by Help > Install Command Line Tool.'
