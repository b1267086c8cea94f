"""Write the configuration of `nats-server`.

The server listens on loopback only: browsers reach its WebSocket through the front door, which has the TLS. Nothing is
stored but the accounts' claims, so that a revocation outlives a restart (docs/adr/0006-nats.md).
"""

from dataclasses import dataclass
from pathlib import Path

from diemcau.adapters.nats import claims
from diemcau.adapters.nats.files import write_privately
from diemcau.adapters.nats.keyring import Keyring
from diemcau.adapters.nats.revocation import RevocationList

MAX_PAYLOAD_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where the server listens, all on loopback."""

    client: int
    websocket: int
    monitoring: int


def write_config(folder: Path, *, seed: str, ports: Ports, max_connections: int = 65_536) -> Path:
    """Write `nats.conf` into `folder` and return its path.

    Write it before every start of the server: it carries what was revoked while the server was away. `folder` also holds
    the claims that the server keeps, and the list of what was revoked.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keyring = Keyring(seed)
    accounts = {
        keyring.system.public: claims.system_account(keyring),
        keyring.account.public: RevocationList(folder).claims(keyring),
    }
    return write_privately(folder / "nats.conf", _render(folder, keyring, accounts, ports, max_connections))


def _render(
    folder: Path, keyring: Keyring, accounts: dict[str, str], ports: Ports, max_connections: int
) -> str:
    preload = "\n".join(f"  {key}: {token}" for key, token in accounts.items())
    return f"""# Written by `diemcau serve` at each start; changes made here are lost.
server_name: diemcau
host: 127.0.0.1
port: {ports.client}
http: 127.0.0.1:{ports.monitoring}

max_connections: {max_connections}
max_payload: {MAX_PAYLOAD_BYTES}
max_pending: 8MB
max_control_line: 4KB
# Each new subscription would copy what is kept of all that hear the same subject: with ten thousand clients that come
# back together, half of the server's work (docs/adr/0006-nats.md).
disable_sublist_cache: true
write_deadline: 5s
# A venue's pulse every 12 s stands for a pong: with this no ping is sent to it.
ping_interval: 30s
ping_max: 2
# Ten thousand clients that come back together must not be sent away for being slow.
authorization {{ timeout: 20 }}

websocket {{
  host: 127.0.0.1
  port: {ports.websocket}
  no_tls: true
  handshake_timeout: 20s
}}

operator: {claims.operator(keyring)}
system_account: {keyring.system.public}
resolver: {{
  type: full
  dir: "{folder / "claims"}"
  allow_delete: false
  interval: "2m"
  limit: 16
}}
resolver_preload: {{
{preload}
}}
"""
