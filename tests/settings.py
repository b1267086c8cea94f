"""The settings of a test run: those of the product, over a data folder of its own that goes with the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_RUN = Path(tempfile.mkdtemp(prefix="diemcau-tests-"))
atexit.register(shutil.rmtree, _RUN, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("DIEMCAU_")]:
    if _name not in {"DIEMCAU_DATABASE_URL", "DIEMCAU_NATS_SERVER"}:
        del os.environ[_name]
os.environ["DIEMCAU_DATA"] = str(_RUN / "data")
# Commands speak English here wherever the tests run; tests that want the other language say so.
os.environ["LC_ALL"] = "C.UTF-8"

from diemcau.config.settings import *  # noqa: E402, F403

# Nobody answers here, even while an installation runs on this machine with its usual ports.
PULSE_PORT = MEDIA_PORT = 1
NATS_URL = "nats://127.0.0.1:1"

# Programs that a test starts are the product's own.
os.environ["DJANGO_SETTINGS_MODULE"] = "diemcau.config.settings"
