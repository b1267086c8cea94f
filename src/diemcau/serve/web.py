"""The web application's process: uvicorn on loopback, behind the front door."""

import uvicorn

from diemcau.config import env


def main() -> int:
    """Serve until told to stop."""
    uvicorn.run(
        "diemcau.config.asgi:application",
        host="127.0.0.1",
        port=env.WEB_PORT,
        workers=env.WEB_WORKERS,
        loop="uvloop",
        http="httptools",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=2,
        backlog=4096,
    )
    return 0
