"""Files that only their owner may read, replaced as a whole."""

import secrets
from pathlib import Path


def write_privately(path: Path, text: str) -> Path:
    """Replace `path` by `text`, mode 0600; a reader sees the old or the new text, never a part."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    return draft.replace(path)
