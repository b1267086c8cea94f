"""The configuration of an embedded Janus: VideoRoom over a WebSocket on loopback, nothing else."""

from dataclasses import dataclass
from pathlib import Path

PLUGINS = (
    Path("/usr/lib/x86_64-linux-gnu/janus"),
    Path("/usr/lib/aarch64-linux-gnu/janus"),
    Path("/usr/lib/janus"),
)

_CORE = """general: {{
	configs_folder = "{folder}"
	plugins_folder = "{library}/plugins"
	transports_folder = "{library}/transports"
	events_folder = "{folder}/none"
	loggers_folder = "{folder}/none"
	debug_level = 3
	debug_timestamps = true
	debug_colors = false
	token_auth = true
	token_auth_secret = "{token_secret}"
	server_name = "diem-cau"
	session_timeout = 30
	reclaim_session_timeout = 0
}}
media: {{
	rtp_port_range = "{first_port}-{last_port}"
	no_media_timer = 2
}}
nat: {{
	nice_debug = false
	full_trickle = true
	ice_ignore_list = "vmnet,docker,veth,br-"
{public}}}
plugins: {{
	disable = "{plugins}"
}}
transports: {{
	disable = "{transports}"
}}
"""
_PUBLIC = '\tnat_1_1_mapping = "{address}"\n\tkeep_private_host = true\n'
_VIDEOROOM = """general: {{
	admin_key = "{admin_key}"
	lock_rtp_forward = true
	string_ids = true
	events = false
}}
"""
_WEBSOCKETS = """general: {{
	json = "compact"
	ws = true
	ws_port = {port}
	ws_ip = "127.0.0.1"
	wss = false
}}
admin: {{
	admin_ws = false
	admin_wss = false
}}
"""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What Janus and we share: the key of the tokens, and the key that rooms and forwards need."""

    tokens: str
    admin_key: str


def write_config(
    folder: Path, *, port: int, rtp_ports: tuple[int, int], secrets: Secrets, public_address: str = ""
) -> Path:
    """Write Janus' configuration files, readable by their owner only, and return their folder.

    `port` is the WebSocket on loopback, `rtp_ports` the first and last UDP port of two-way media, `public_address`
    what browsers reach where the server stands behind NAT.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "none").mkdir(exist_ok=True)
    library = next((path for path in PLUGINS if path.is_dir()), PLUGINS[0])
    core = _CORE.format(
        folder=folder,
        library=library,
        token_secret=secrets.tokens,
        first_port=rtp_ports[0],
        last_port=rtp_ports[1],
        public=_PUBLIC.format(address=public_address) if public_address else "",
        plugins=_others(library / "plugins", "videoroom"),
        transports=_others(library / "transports", "websockets"),
    )
    _write(folder / "janus.jcfg", core)
    _write(folder / "janus.plugin.videoroom.jcfg", _VIDEOROOM.format(admin_key=secrets.admin_key))
    _write(folder / "janus.transport.websockets.jcfg", _WEBSOCKETS.format(port=port))
    return folder


def _others(folder: Path, wanted: str) -> str:
    return ",".join(sorted(path.name for path in folder.glob("*.so") if wanted not in path.name))


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)
