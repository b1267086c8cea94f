"""Inside the text: blocks, links, tables, the choosers of pages and tags."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = (
    _("Internal link"),
    _("External link"),
    _("Phone link"),
    _("Anchor link"),
    _("Add an external link"),
    _("Add an email link"),
    _("Add a phone link"),
    _("Add an anchor link"),
    _("Insert link"),
    _("Insert anchor"),
    _("Confirm selection"),
    _("Choose an item"),
    _("Choose another item"),
    _("Clear choice"),
    _("Choose another page"),
    _("Choose another"),
    _("Link"),
    _("Bold"),
    _("Italic"),
    _("Superscript"),
    _("Subscript"),
    _("Bulleted list"),
    _("Numbered list"),
    _("Heading 2"),
    _("Heading 3"),
    _("Insert or edit a link"),
    _("Undo"),
    _("Redo"),
    _("- Select an option -"),
    _("%(label)s: this block has no options."),
    _("This block has no options."),
    _("Group"),
    _("Move up"),
    _("Move down"),
    _("Drag"),
    _("The minimum number of items is %(min_num)d"),
    _("The maximum number of items is %(max_num)d"),
    _("Tag(s) %(value_too_long)s are over %(max_tag_length)d characters."),
    ngettext_lazy("There is %(counter)s match", "There are %(counter)s matches"),
    ngettext_lazy(
        'Only pages of type "%(type)s" may be chosen for this field. Search results will exclude pages of '
        "other types.",
        "Only the following page types may be chosen for this field: %(type)s. Search results will exclude "
        "pages of other types.",
    ),
    _("Convert to internal link"),
    _(
        'The URL you entered, <a target="_blank" rel="noreferrer" '
        'href="%(submitted_url)s">%(submitted_url)s</a>, looks like it matches the internal page %(page)s, '
        'which has the URL <a target="_blank" rel="noreferrer" '
        'href="%(internal_url)s">%(internal_url)s</a>.'
    ),
    _(
        "Converting this to an internal link to %(page)s would make the link automatically update if the "
        "underlying page changes its URL. Would you like to do this?"
    ),
    _("Use external link"),
    _('Sorry, there are no matches for "<em>%(search_query)s</em>"'),
    _("Heading 1"),
    _("Heading 4"),
    _("Heading 5"),
    _("Heading 6"),
    _("Blockquote"),
    _("Strikethrough"),
    _('Multi-word tags with spaces will automatically be enclosed in double quotes (").'),
    _("Tags can only consist of a single word, no spaces allowed."),
    _("A heading that identifies the overall topic of the table, and is useful for screen reader users."),
    _("Add column"),
    _("Add row"),
    _("Column heading"),
    _("Insert column"),
    _("Delete column"),
    _("Insert row"),
    _("Delete row"),
    _("Tag"),
    _("Filter by up to ten most popular tags."),
)
