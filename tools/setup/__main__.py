"""`python3 -m tools.setup run|test`: do every step that is left, and say plainly what is missing where one cannot."""

import os
import sys
from time import monotonic

from tools.setup import debian, messages, node, python
from tools.setup.project import CannotGoOn


def main(purpose: str) -> int:
    """Set up what `purpose` needs; 0 when everything is in place."""
    began = monotonic()
    tests = purpose == "test"
    try:
        if not os.environ.get("DIEMCAU_NO_APT"):
            debian.install((*debian.FOR_RUN, *debian.FOR_TESTS) if tests else debian.FOR_RUN)
        python.install(tests=tests)
        node.build_frontend()
        messages.compile_all()
    except CannotGoOn as fault:
        sys.stderr.write(f"\nCannot go on. {fault}\n")
        return 1
    sys.stdout.write(f"Everything needed is in place ({monotonic() - began:.0f} s).\n")
    return 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["test"]):
        sys.exit("usage: python3 -m tools.setup run|test")
    sys.exit(main(sys.argv[1]))
