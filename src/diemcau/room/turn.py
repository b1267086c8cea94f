"""One writer at a time within a process.

Writers that wait inside SQLite sleep and try again, the unlucky ones for seconds; a lock of our own wakes them in order
as soon as the one before is done. Between processes the database's own lock decides.
"""

from threading import RLock

turn = RLock()
