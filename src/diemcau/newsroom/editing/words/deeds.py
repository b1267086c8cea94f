"""What is done to pages: publishing, taking down, moving, copying, deleting, translating; also to many at once."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = (
    _("Page '%(page_title)s' created."),
    _("Page '%(page_title)s' created and published."),
    _("Page '%(page_title)s' created and submitted for moderation."),
    _("Page '%(page_title)s' created and scheduled for publishing."),
    _("Page '%(page_title)s' has been updated."),
    _("Page '%(page_title)s' has been published."),
    _("Page '%(page_title)s' has been scheduled for publishing."),
    _("Page '%(page_title)s' has been submitted for moderation."),
    _("Page '%(page_title)s' deleted."),
    _("Page '%(page_title)s' moved."),
    _("Page '%(page_title)s' copied."),
    _("Page '%(page_title)s' unpublished."),
    _("Page '%(page_title)s' is now unlocked."),
    _("Workflow on page '%(page_title)s' has been cancelled."),
    _("Workflow on page '%(page_title)s' has been restarted."),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    _("The page could not be saved as it is locked."),
    _("There are validation errors, click save to highlight them."),
    _("Saving will overwrite a newer version."),
    _("Are you sure you want to delete this page?"),
    _("Yes, delete it"),
    _("No, don't delete it"),
    _("This action cannot be undone."),
    _("Are you sure you want to unpublish this page?"),
    _("Yes, unpublish it"),
    _("No, don't unpublish"),
    _("Move"),
    _("Move %(title)s"),
    _("Yes, move this page"),
    _("Copy %(title)s"),
    _("Copy this page"),
    _("Translate page"),
    ngettext_lazy("Translate the parent page.", "Translate the parent pages."),
    _("Locales"),
    ngettext_lazy(
        "A locale is disabled because a parent page is not translated.",
        "Some locales are disabled because some parent pages are not translated.",
    ),
    _("Submit"),
    _("The page '%(page_title)s' was successfully created in %(locales)s"),
    _("the %(model_name)s will also be deleted"),
    _("prevents deletion"),
    _("will be set to the default %(model_name)s"),
    _("will do nothing"),
    _("may prevent deletion"),
    _("will be set to a %(model_name)s specified by the system"),
    _("will unset the reference"),
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
    ),
    _("One or more references to this %(model_name)s prevent it from being deleted."),
    _("If you confirm deletion"),
    _("Field"),
    ngettext_lazy("Delete 1 page", "Delete %(counter)s pages"),
    _("Are you sure you want to delete these pages?"),
    ngettext_lazy(
        "This will also delete one more subpage.",
        "This will also delete %(counter)s more subpages.",
    ),
    ngettext_lazy(
        "You don't have permission to delete this page",
        "You don't have permission to delete these pages",
    ),
    ngettext_lazy("Move 1 page", "Move %(counter)s pages"),
    _("Are you sure you want to move these pages?"),
    ngettext_lazy("This page has one child page", "This page has %(counter)s child pages"),
    ngettext_lazy(
        "You don't have permission to move this page",
        "You don't have permission to move these pages",
    ),
    ngettext_lazy(
        "The following page cannot be moved to %(dest_title)s",
        "The following pages cannot be moved to %(dest_title)s",
    ),
    ngettext_lazy(
        "The following page cannot be moved due to duplicate slug",
        "The following pages cannot be moved due to duplicate slugs",
    ),
    _("There is no valid destination page for these pages"),
    _("Yes, move these pages"),
    _("No, don't move"),
    ngettext_lazy("Publish 1 page", "Publish %(counter)s pages"),
    _("Are you sure you want to publish these pages?"),
    ngettext_lazy(
        "This page has one unpublished subpage",
        "This page has %(counter)s unpublished subpages",
    ),
    ngettext_lazy(
        "You don't have permission to publish this page",
        "You don't have permission to publish these pages",
    ),
    _("Yes, publish"),
    _("No, don't publish"),
    ngettext_lazy("Unpublish 1 page", "Unpublish %(counter)s pages"),
    _("Are you sure you want to unpublish these pages?"),
    ngettext_lazy("This page has one subpage", "This page has %(counter)s subpages"),
    ngettext_lazy(
        "You don't have permission to unpublish this page",
        "You don't have permission to unpublish these pages",
    ),
    _("Yes, unpublish"),
    _("Convert alias %(title)s"),
    _("Convert alias"),
    _("Are you sure you want to convert this alias into an ordinary page?"),
    _("Yes, convert it"),
    _("No, leave it as an alias"),
    ngettext_lazy(
        "Deleting this page will also delete %(descendant_count)s child page.",
        "Deleting this page will also delete %(descendant_count)s more child pages.",
    ),
    ngettext_lazy(
        "It will also delete 1 translation and its combined %(translation_descendant_count)s translated "
        "child page.",
        "It will also delete 1 translation and its combined %(translation_descendant_count)s translated "
        "child pages.",
    ),
    ngettext_lazy(
        "It will also delete %(translation_count)s translations and their combined "
        "%(translation_descendant_count)s translated child page.",
        "It will also delete %(translation_count)s translations and their combined "
        "%(translation_descendant_count)s translated child pages.",
    ),
    ngettext_lazy(
        "It will also delete %(translation_count)s translation.",
        "It will also delete %(translation_count)s translations.",
    ),
    ngettext_lazy(
        "Deleting this page will also delete 1 translation and its combined "
        "%(translation_descendant_count)s translated child page.",
        "Deleting this page will also delete 1 translation and its combined "
        "%(translation_descendant_count)s translated child pages.",
    ),
    ngettext_lazy(
        "Deleting this page will also delete %(translation_count)s translations and their combined "
        "%(translation_descendant_count)s translated child page.",
        "Deleting this page will also delete %(translation_count)s translations and their combined "
        "%(translation_descendant_count)s translated child pages.",
    ),
    ngettext_lazy(
        "Deleting this page will also delete %(translation_count)s translation of this page.",
        "This will also delete %(descendant_count)s more child pages. Deleting this page will also delete "
        "%(translation_count)s translations of this page.",
    ),
    _(
        'Alternatively you can <a href="%(unpublish_url)s">unpublish the page</a>. This removes the page '
        "from public view and you can edit or publish it again later."
    ),
    _("Are you sure you want to move this page into '%(title)s'?"),
    _("Are you sure you want to move this page and all of its children into '%(title)s'?"),
    ngettext_lazy(
        "This will also move one translation of this page and its child pages",
        "This will also move %(translations_to_move_count)s translations of this page and their child pages",
    ),
    ngettext_lazy(
        "This will also unpublish one translation of the page.",
        "This will also unpublish all %(translation_count)s translations of the page.",
    ),
    ngettext_lazy(
        "This page has one subpage and its translations have a combined one translated child page. "
        "Unpublish these too",
        "This page has %(live_descendant_count)s child pages and its translations have a combined one "
        "translated child page. Unpublish these too",
    ),
    ngettext_lazy(
        "This page has one child page and its translations have a combined "
        "%(translation_descendant_count)s translated child pages. Unpublish these too",
        "This page has %(live_descendant_count)s child pages and its translations have a combined "
        "%(translation_descendant_count)s translated child pages. Unpublish these too",
    ),
    ngettext_lazy(
        "This page has one subpage. Unpublish this too",
        "This page has %(live_descendant_count)s subpages. Unpublish these too",
    ),
    _("This page is an alias of another page."),
    _("Edit original page"),
    _("Convert this alias into an ordinary page"),
    ngettext_lazy(
        "This action will delete <b>%(total_pages_formatted)s</b> page in total.",
        "This action will delete <b>%(total_pages_formatted)s</b> pages in total.",
    ),
    _("Please type <b>%(wagtail_site_name)s</b> to confirm."),
    _("Delete selected pages"),
    _("%(parent_pages)s and %(child_pages)s have been deleted"),
    ngettext_lazy(
        "%(num_parent_objects)d page has been deleted",
        "%(num_parent_objects)d pages have been deleted",
    ),
    _("Select a new parent page"),
    _("Move selected pages"),
    ngettext_lazy("%(num_pages)d page has been moved", "%(num_pages)d pages have been moved"),
    ngettext_lazy("%(num_parent_objects)d page", "%(num_parent_objects)d pages"),
    ngettext_lazy("%(num_child_objects)d child page", "%(num_child_objects)d child pages"),
    _("Publish selected pages"),
    _("%(parent_pages)s and %(child_pages)s have been published"),
    ngettext_lazy(
        "%(num_parent_objects)d page has been published",
        "%(num_parent_objects)d pages have been published",
    ),
    _("Unpublish selected pages"),
    _("%(parent_pages)s and %(child_pages)s have been unpublished"),
    ngettext_lazy(
        "%(num_parent_objects)d page has been unpublished",
        "%(num_parent_objects)d pages have been unpublished",
    ),
    _("Choose parent"),
    _("Page '%(page_title)s' has been converted into an ordinary page."),
    _("Page '%(page_title)s' and %(subpages_count)s subpages copied."),
    _(
        "The slug '%(page_slug)s' is already in use at the selected parent page. Make sure the slug is "
        "unique and try again."
    ),
    _("Alias"),
    _("All child pages will be created."),
    ngettext_lazy(
        "Include subtree (%(descendant_count)s page)",
        "Include subtree (%(descendant_count)s pages)",
    ),
    _("%(locales_count)s locales"),
    _("Translate %(model_name)s"),
    _("Successfully created %(locales)s for %(model_name)s '%(object)s'"),
    _("Translate this page"),
    _("This page is live. Would you like to publish its copy as well?"),
    _("Yes, delete"),
    _("Yes, add"),
)
