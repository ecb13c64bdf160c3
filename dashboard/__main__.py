"""``python -m dashboard``: the command line of :mod:`dashboard.cli.main`."""

from dashboard.cli.main import run

if __name__ == "__main__":
    run()
