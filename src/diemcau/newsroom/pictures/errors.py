"""What can be wrong with a picture that is sent in."""

from diemcau.core.errors import Invalid


class PictureRefused(Invalid):
    """The file is no picture that can be kept; the message says why and what to send instead."""

    code = "picture_refused"
