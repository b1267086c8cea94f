"""Make Django ready inside a subcommand."""


def ready() -> None:
    """Load the settings and the apps; a second call does nothing."""
    import django  # noqa: PLC0415
    from django.apps import apps  # noqa: PLC0415

    if not apps.ready:
        django.setup()
