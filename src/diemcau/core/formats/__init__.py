"""How each language writes dates and numbers.

Django's own Vietnamese numbers the days of the week ("Thứ 2"); formal papers write them out ("Thứ Hai"), so core's
catalogue has them once more.
"""

from django.utils.translation import gettext_noop

WEEKDAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)
