#!/bin/sh
# See to it that the tests have a Chromium: $CHROMIUM, an installed one, Debian's, or
# Playwright's own. Prints nothing when there is one already.
# tests/browser/conftest.py looks in the same places.
set -eu

playwright=.venv/bin/playwright

if [ -n "${CHROMIUM:-}" ]; then
    if [ ! -x "$CHROMIUM" ]; then
        echo "CHROMIUM is $CHROMIUM, which cannot be run; give the path of a Chromium or unset it" >&2
        exit 1
    fi
    exit 0
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]; then
    exit 0
fi
if [ -r /etc/os-release ] && [ "$(. /etc/os-release && echo "$ID")" = debian ]; then
    # A machine without fonts would draw every letter as a box.
    exec sh "$(dirname "$0")/apt.sh" chromium fonts-dejavu-core
fi
# Does nothing when the browser is there. Linux needs libraries too, which takes root.
if [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ]; then
    exec "$playwright" install --with-deps chromium >&2
fi
exec "$playwright" install chromium >&2
