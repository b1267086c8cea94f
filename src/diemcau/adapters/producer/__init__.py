"""The producer (producer/main.py): a client of its control socket."""
