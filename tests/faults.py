"""What the answer of a failed request must look like."""

from typing import Any

import orjson


def fault(response: Any, status: int) -> str:
    """The message of an error, after a look at its shape."""
    assert response.status_code == status
    assert response.mimetype == "application/json"
    body = orjson.loads(response.data)
    assert list(body) == ["ok", "error", "status"]
    assert body["ok"] is False
    assert body["status"] == status
    message = body["error"]
    assert message
    assert "\n" not in message
    assert "Traceback" not in message
    return str(message)
