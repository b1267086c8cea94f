"""Ed25519 keys as NATS writes them: a prefix byte, the key, a checksum, in base 32.

Source: https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth,
and the README of nats-io/nkeys.
"""

import base64
import binascii
from dataclasses import dataclass
from enum import IntEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_SEED = 18 << 3


class Kind(IntEnum):
    """What a key is for; the value is its prefix byte, which gives the first letter of the text."""

    OPERATOR = 14 << 3
    ACCOUNT = 0
    USER = 20 << 3


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A private key, and its public key as NATS writes it."""

    private: Ed25519PrivateKey
    public: str

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the Ed25519 signature."""
        return self.private.sign(message)


def from_raw_seed(kind: Kind, raw: bytes) -> KeyPair:
    """Make a key pair of 32 secret bytes."""
    private = Ed25519PrivateKey.from_private_bytes(raw)
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return KeyPair(private, _encode(bytes([kind]) + public))


def encode_seed(kind: Kind, raw: bytes) -> str:
    """Write 32 secret bytes as the `S…` text that NATS tools read."""
    head = bytes([_SEED | kind >> 5, (kind & 31) << 3])
    return _encode(head + raw)


def decode_seed(text: str) -> tuple[Kind, bytes]:
    """Read an `S…` text back into its kind and its 32 secret bytes.

    Raises:
        ValueError: the text is no seed, or was mistyped.
    """
    data = _decode(text)
    if len(data) != 34 or data[0] & 0xF8 != _SEED:
        raise ValueError("not a NATS seed")
    return Kind((data[0] & 7) << 5 | data[1] >> 3), data[2:]


def is_public(text: str, kind: Kind) -> bool:
    """Tell whether `text` is a whole public key of that kind."""
    try:
        data = _decode(text)
    except ValueError:
        return False
    return len(data) == 33 and data[0] == kind


def _encode(data: bytes) -> str:
    return base64.b32encode(data + _checksum(data)).decode().rstrip("=")


def _decode(text: str) -> bytes:
    try:
        whole = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as error:
        raise ValueError("not base 32") from error
    data, checksum = whole[:-2], whole[-2:]
    if _checksum(data) != checksum:
        raise ValueError("the checksum does not fit")
    return data


def _checksum(data: bytes) -> bytes:
    return binascii.crc_hqx(data, 0).to_bytes(2, "little")
