"""The ASGI application that uvicorn serves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")

from django.core.asgi import get_asgi_application

application = get_asgi_application()

from diemcau.room import live, nudge

nudge.publish = live.publisher().publish
