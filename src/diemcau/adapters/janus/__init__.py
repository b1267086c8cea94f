"""Janus, the server of two-way media: its configuration, its tokens and a client of its VideoRoom."""
