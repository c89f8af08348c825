#!/bin/sh
# Installs what some tests need and a JDK does not bring: a browser, Node, the kernel's own tools.
#   scripts/test-tools.sh chromium ip nft     (no argument: all of them)
# chromium-headless-shell, which has to be named, spares the browser tests a quarter of Chromium's work.
# Only as root on Debian or a relative; elsewhere it says what to install and fails.
set -eu

[ $# -gt 0 ] || set -- chromium cjk-font node npm ip nft conntrack iptables ipset tcpdump tshark python3 postgres

packages=
for tool in "$@"; do
  # A program from elsewhere, such as another Node's npm, conflicts with Debian's package.
  if command -v "$tool" >/dev/null 2>&1; then
    continue
  fi
  case $tool in
    chromium | chromium-headless-shell | nftables | conntrack | iptables | ipset | tcpdump | tshark | python3) packages="$packages $tool" ;;
    cjk-font) packages="$packages fonts-wqy-zenhei fontconfig" ;;
    node) packages="$packages nodejs" ;;
    npm) packages="$packages npm" ;;
    nft) packages="$packages nftables" ;;
    postgres) packages="$packages postgresql" ;;
    ip | bridge) packages="$packages iproute2" ;;
    *)
      echo "test-tools: no package is known for '$tool'" >&2
      exit 2
      ;;
  esac
done

[ -n "$packages" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "test-tools: needs root and apt-get; install by hand:$packages" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
wait="-o DPkg::Lock::Timeout=300"
# shellcheck disable=SC2086 # lists of words
apt-get $wait update -qq </dev/null
# shellcheck disable=SC2086
apt-get $wait install -y -qq --no-install-recommends $packages </dev/null
