#!/bin/sh
# Make a virtual environment in the folder $1 with the newest Python that will do.
# PYTHON names another one. Debian keeps the module venv in a package of its own.
set -eu

folder=$1

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

python=
for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] && new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "The atlas needs Python 3.11 or newer, and none was found: install it" \
        "(python.org, or 'brew install python'), or name it: make setup PYTHON=/path/to/python3" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    sh "$(dirname "$0")/apt.sh" "$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"
fi
# A folder left by an attempt that failed is made anew.
"$python" -m venv --clear "$folder"
