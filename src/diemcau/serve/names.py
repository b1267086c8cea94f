"""The processes that every installation has; producers come and go beside them."""

NAMES = ("nginx", "web", "nats", "relay", "pulse", "janus", "media", "tasks")
