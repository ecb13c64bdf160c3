#!/bin/sh
# Install Debian packages as root, or through sudo when it asks for nothing or can ask.
set -eu

if ! command -v apt-get >/dev/null 2>&1; then
    echo "This machine has no apt-get; install by hand: $*" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo env"
else
    echo "Missing Debian packages and neither root nor sudo; ask for: apt-get install $*" >&2
    exit 1
fi
$as_root DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
$as_root DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >&2 </dev/null
