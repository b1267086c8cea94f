"""Pictures that photographers send from a phone, and stills of the feed: into a pool from which editors choose."""
