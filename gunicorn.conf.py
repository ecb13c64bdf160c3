"""How gunicorn serves the atlas: ``make serve``; docs/deployment.md says why."""

import os
import sys
from pathlib import Path

from dashboard.ui import settings

try:
    host = os.environ.get("HOST", "127.0.0.1")
    bind = f"[{host}]" if ":" in host else host
    bind += f":{settings.whole('PORT')}"
    workers = settings.whole("WORKERS")
    threads = settings.whole("THREADS")
    # Longer than any request may take; films are made by processes of their own.
    timeout = 30 + max(
        settings.whole(name) for name in ("SNAPSHOT_SECONDS", "HANDOUT_SECONDS", "EXPORT_SECONDS")
    )
except settings.SettingError as problem:
    sys.exit(str(problem))

# Gunicorn's gthread with a time for the head of a request.
worker_class = "dashboard.ui.http.worker.Worker"
# The package is read once, before any worker starts; one that is faulty ends the start.
preload_app = True
# What is being answered at SIGTERM has so long; then the workers end.
graceful_timeout = 30
# Connections that are idle between requests cost no thread.
keepalive = 15
worker_connections = 1000
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190
# A socket in the home of the user, to steer gunicorn by: nothing here uses it.
control_socket_disable = True
# The workers touch a file each second to show that they live: in memory, not on a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
