"""The settings that gunicorn serves the atlas with; docs/deployment.md gives the reasons.

``gunicorn.conf.py`` and ``caucasus-atlas serve`` both use them.
"""

import gc
from collections.abc import Mapping
from pathlib import Path

from dashboard.ui import settings

TIMES = ("SNAPSHOT_SECONDS", "HANDOUT_SECONDS", "EXPORT_SECONDS")


def gunicorn_settings() -> Mapping[str, object]:
    """Return gunicorn's settings by name, as the environment asks for them.

    Raises
    ------
    SettingError
        When a setting of the environment is no address, or no whole number within its bounds.
    """
    host = settings.host()
    address = f"[{host}]" if ":" in host else host
    return {
        "bind": f"{address}:{settings.whole('PORT')}",
        "workers": settings.whole("WORKERS"),
        "threads": settings.whole("THREADS"),
        # Longer than any request may take; films are made by processes of their own.
        "timeout": 30 + max(settings.whole(name) for name in TIMES),
        # Gunicorn's gthread with a time limit for the head of a request.
        "worker_class": "dashboard.ui.http.worker.Worker",
        # The package is read once, before any worker starts; a faulty package ends the start.
        "preload_app": True,
        "when_ready": spare_the_package,
        # Seconds that requests have to end in after SIGTERM; then the workers end.
        "graceful_timeout": 30,
        # Connections that are idle between requests cost no thread.
        "keepalive": 15,
        "worker_connections": 1000,
        "limit_request_line": 8190,
        "limit_request_fields": 100,
        "limit_request_field_size": 8190,
        # No header says where the atlas lies or how it was asked: BASE_ADDRESS does. Gunicorn would
        # believe SCRIPT_NAME and PATH_INFO of whoever connects from this computer, as a proxy does.
        "forwarder_headers": "",
        "secure_scheme_headers": {},
        # The socket to control gunicorn by, in the home of the user: nothing here uses it.
        "control_socket_disable": True,
        # The workers touch a file each second to show that they live: in memory, not on a disk.
        "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,
    }


def spare_the_package(_server: object) -> None:
    """Leave what the start has made out of every later search for garbage, before workers begin.

    It stays until the end. A search through all of it holds up every thread of a worker for a tenth
    of a second of processor time, and writes to memory that the workers share.
    """
    gc.collect()
    gc.freeze()
