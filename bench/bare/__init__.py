"""The plainest page that Wagtail can serve, to measure the portals' pages against; no part of the product."""
