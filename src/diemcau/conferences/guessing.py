"""Holding back whoever guesses short codes.

Misses are rows, not cache counters: Django's database cache reads and then writes, so that parallel misses
would be lost. With 1,000 venues and 100 misses in ten minutes, guessing without a pause opens something
once in a week; links and QR codes go on working meanwhile.
"""

from datetime import timedelta

from django.db.models import Count, Q

from diemcau.conferences.errors import TooManyCodes
from diemcau.conferences.models import CodeMiss
from diemcau.conferences.tokens import address_hash
from diemcau.core.clock import now

WINDOW = timedelta(minutes=10)
MISSES_PER_ADDRESS = 10
MISSES_IN_ALL = 100


def check(address: str) -> None:
    """Refuse to look a code up while too many misses are fresh.

    Raises:
        TooManyCodes: ten misses from this address, or a hundred from all, in ten minutes.
    """
    fresh = CodeMiss.objects.filter(at__gt=now() - WINDOW).aggregate(
        all=Count("id"), here=Count("id", filter=Q(address_hash=address_hash(address)))
    )
    if fresh["here"] >= MISSES_PER_ADDRESS or fresh["all"] >= MISSES_IN_ALL:
        raise TooManyCodes


def miss(address: str) -> None:
    """Count a code that opened nothing, and forget the old ones."""
    CodeMiss.objects.filter(at__lt=now() - WINDOW).delete()
    CodeMiss.objects.create(address_hash=address_hash(address))
