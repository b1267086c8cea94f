"""What can go wrong in drafting.

DiemCauError
├── NotFound
│   └── NoSuchDraft
├── NotAllowed
│   └── MayNotDraft
└── Refused
    ├── NoPortal          neither the unit nor one above it has a portal in this language
    ├── NoSection         the portal has no section that an article could stand in
    ├── PageLocked        somebody locked the article for changes
    ├── AlreadyLocked     the figures are final
    └── StillRunning      figures are to be locked before the conference has ended
"""

from django.utils.translation import gettext as _

from diemcau.core.errors import NotAllowed, NotFound, Refused


class NoSuchDraft(NotFound):
    """There is no such draft, or none that the actor may see."""

    def __init__(self) -> None:
        super().__init__(_("There is no such draft any more. Make it anew from the list of drafts."))


class MayNotDraft(NotAllowed):
    """The actor writes for another portal."""

    def __init__(self) -> None:
        super().__init__(_("Your roles do not permit drafts for this portal. Ask its editors."))


class NoPortal(Refused):
    """Nobody above has a portal."""

    code = "no_portal"

    def __init__(self) -> None:
        super().__init__(
            _("Neither this unit nor one above it has a news portal in this language. Set one up first.")
        )


class NoSection(Refused):
    """Articles stand in sections."""

    code = "no_section"

    def __init__(self) -> None:
        super().__init__(_("The portal has no section yet. Add one in the editor, then make the draft."))


class PageLocked(Refused):
    """The article is locked in the editor."""

    code = "page_locked"

    def __init__(self) -> None:
        super().__init__(_("The article is locked in the editor. Unlock it there, then update the draft."))


class AlreadyLocked(Refused):
    """The figures were locked before."""

    code = "figures_locked"

    def __init__(self) -> None:
        super().__init__(_("The figures of this draft are locked already."))


class StillRunning(Refused):
    """The conference goes on."""

    code = "still_running"

    def __init__(self) -> None:
        super().__init__(
            _("The conference has not ended. To lock the figures now, say so by ticking the box.")
        )
