"""What readers search: one narrow row for each published page, which the database itself keeps in its full-text index."""

from django.db import models


class SearchEntry(models.Model):
    """The words of one page that everyone may read: folded, divided by single spaces, nothing but letters and digits.

    `text` begins with the title. `spelled` is the title as it is written, in small letters and NFC, with a space before
    and after. `path` is the page's place in the tree: it tells portal, language and section.
    `reading/search_entries.py` keeps it in step, `reading/search_index.py` asks it.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    path = models.CharField(max_length=255)
    dateline_at = models.DateTimeField(db_index=True)
    spelled = models.CharField(max_length=600)
    title = models.CharField(max_length=600)
    text = models.TextField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.title
