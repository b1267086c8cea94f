"""The front door: the configuration of nginx, and the page that it shows while the web application is away."""
