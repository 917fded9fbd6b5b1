"""Calls made up by schemathesis from the OpenAPI document, against a running service.

    python tests/benchmarks/service_calls.py 5000

Ends with status 1 if an answer is a 5xx (but "busy"), or is none that the document allows.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from services import running

_OPERATIONS = 9
_CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_headers_conformance,response_schema_conformance"
)


def main(calls: int) -> int:
    """Makes about so many calls; answers the status of schemathesis."""
    with running("--workers", "2", "--most-seconds", "20") as service:
        command = [
            str(Path(sys.executable).parent / "schemathesis"),
            *("run", f"{service.address}openapi.json", "--checks", _CHECKS, "--phases", "fuzzing"),
            *("--max-examples", str(-(-calls // _OPERATIONS)), "--seed", "1"),
            *("--mode", "all", "--continue-on-failure"),
        ]
        return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
