"""Holding back whoever guesses short codes.

Misses are rows, not cache counters: Django's database cache reads and then writes, so that parallel misses
would be lost. What the limits mean as the chance of a hit stands in docs/adr/0007-venue-access.md; links and QR codes go
on working meanwhile.
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from django.db.models import Count, Q

from diemcau.conferences.errors import TooManyCodes
from diemcau.conferences.models import CodeMiss
from diemcau.conferences.tokens import address_hash
from diemcau.core.clock import now

WINDOW = timedelta(minutes=10)
MISSES_PER_ADDRESS = 30  # a whole province may stand behind one
MISSES_IN_ALL = 300


def check(address: str) -> None:
    """Refuse to look a code up while too many misses are fresh.

    Raises:
        TooManyCodes: `MISSES_PER_ADDRESS` from this address or `MISSES_IN_ALL` from all are fresh.
    """
    fresh = CodeMiss.objects.filter(at__gt=now() - WINDOW).aggregate(
        all=Count("id"), here=Count("id", filter=Q(address_hash=address_hash(_counted(address))))
    )
    if fresh["here"] >= MISSES_PER_ADDRESS or fresh["all"] >= MISSES_IN_ALL:
        raise TooManyCodes


def miss(address: str) -> None:
    """Count a code that opened nothing, and forget the old ones."""
    CodeMiss.objects.filter(at__lt=now() - WINDOW).delete()
    CodeMiss.objects.create(address_hash=address_hash(_counted(address)))


def _counted(address: str) -> str:
    """Return what counts as one address: of IPv6 the /64, which one subscriber has whole (RFC 6177)."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
