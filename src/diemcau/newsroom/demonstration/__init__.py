"""The demonstration's portals: that of a city with its report on the conference, and that of the centre."""

from diemcau.newsroom.demonstration.seed import make_portals

__all__ = ["make_portals"]
