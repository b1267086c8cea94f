"""Pictures and documents."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = (
    _("Images"),
    _("Image"),
    _("image"),
    _("images"),
    _("Add an image"),
    _("Add images"),
    _("Add multiple images"),
    _("Insert image"),
    _("Latest images"),
    _("Popular tags"),
    _("Image is decorative"),
    _("Alt text"),
    _("Please add some alt text for your image or mark it as decorative"),
    _("description"),
    _("Drag and drop images into this area to upload immediately."),
    _("Or choose from your computer"),
    _("Add to collection:"),
    _("Sorry, upload failed."),
    _("Image updated."),
    _("Image '%(image_title)s' added."),
    _("Image '%(image_title)s' updated."),
    _("Image '%(image_title)s' deleted."),
    _("The image could not be created due to errors."),
    _("The image could not be saved due to errors."),
    _("Choose another image"),
    _("Edit this image"),
    _("Change image file:"),
    _("Focal point"),
    _("Filesize"),
    _("Max dimensions"),
    _("File not found"),
    _("Sort by"),
    _("Newest"),
    _("Oldest"),
    _("Created"),
    _("Tags"),
    _("Not a supported image format. Supported formats: %(supported_formats)s."),
    _("This file is too big (%(file_size)s). Maximum filesize %(max_filesize)s."),
    _("This file is too big. Maximum filesize %(max_filesize)s."),
    _("Supported formats: %(supported_formats)s. Maximum filesize: %(max_upload_size)s."),
    _("This file has too many pixels (%(num_pixels)s). Maximum pixels %(max_pixels_count)s."),
    _("You haven't uploaded any images."),
    _("You haven't uploaded any images in this collection."),
    _("Documents"),
    _("Add documents"),
    _("Add multiple documents"),
    _("Latest documents"),
    _("Drag and drop documents into this area to upload immediately."),
    _("Document updated."),
    _("Document '%(document_title)s' added."),
    _("Document '%(document_title)s' updated"),
    _("Choose another document"),
    _("You haven't uploaded any documents."),
    _("You haven't uploaded any documents in this collection."),
    _("Maximum filesize: %(max_upload_size)s."),
    _("File"),
    _("Collection"),
    _("All collections"),
    _("collection"),
    _("collections"),
    _("Supported formats: %(supported_formats)s."),
    _("Not a valid .%(extension)s image. The extension does not match the file format (%(image_format)s)"),
    _("unknown number"),
    _("Full width"),
    _("Left-aligned"),
    _("Right-aligned"),
    ngettext_lazy("Add tags to 1 image", "Add tags to %(counter)s images"),
    _("Add tags to images"),
    ngettext_lazy(
        "Are you sure you want to tag the following image?",
        "Are you sure you want to tag the following images?",
    ),
    ngettext_lazy(
        "You don't have permission to add tags to this image",
        "You don't have permission to add tags to these images",
    ),
    ngettext_lazy("Add 1 image to new collection", "Add %(counter)s images to new collection"),
    _("Add images to collection"),
    ngettext_lazy(
        "Are you sure you want to add the following image to the selected collection?",
        "Are you sure you want to add the following images to the selected collection?",
    ),
    ngettext_lazy(
        "You don't have permission to add this image to a collection",
        "You don't have permission to add these images to a collection",
    ),
    ngettext_lazy("Delete 1 image", "Delete %(counter)s images"),
    _("Delete images"),
    ngettext_lazy(
        "Are you sure you want to delete this image?",
        "Are you sure you want to delete these images?",
    ),
    ngettext_lazy(
        "You don't have permission to delete this image",
        "You don't have permission to delete these images",
    ),
    _("Layout"),
    _(
        "Upload successful. However, your new image seems to be a duplicate of an existing image. You may "
        "delete it if it wasn't required."
    ),
    _("Use new image"),
    _("Use existing and delete new"),
    _(
        'Why not <a class="upload-one-now" href="#tab-upload" data-action="w-tabs#select:prevent" '
        'data-w-tabs-target="trigger" data-w-tabs-focus-param="true">upload one now</a>?'
    ),
    _("Choose a format"),
    _("Keep new image"),
    _("Delete new image"),
    _("Image focal point"),
    _("(optional)"),
    _("To define this image's most important region, drag a box over the image above."),
    _("Current focal point shown"),
    _("Remove focal area"),
    _("Select all images in listing"),
    _('Sorry, no images match "<em>%(query_string)s</em>"'),
    _(
        "You haven't uploaded any images in this collection. Why not <a "
        'href="%(wagtailimages_add_image_url)s">upload one now</a>?'
    ),
    _(
        'You haven\'t uploaded any images. Why not <a href="%(wagtailimages_add_image_url)s">upload one '
        "now</a>?"
    ),
    _("Grid layout"),
    _("List layout"),
    _("Please provide an image description to comply with best practices for accessibility."),
    _(
        "Upload successful. Please update this image with a more appropriate title, if necessary. You may "
        "also delete the image completely if the upload wasn't required."
    ),
    _(
        "Upload successful. However, your new image seems to be a duplicate of this existing image. You "
        "may delete it if it wasn't required."
    ),
    _("Report this error to your website administrator with the following information:"),
    _("Add tags to the selected images"),
    ngettext_lazy(
        "New tags have been added to %(num_parent_objects)d image",
        "New tags have been added to %(num_parent_objects)d images",
    ),
    _("Add to collection"),
    _("Add selected images to collection"),
    ngettext_lazy(
        "%(num_parent_objects)d image has been added to %(collection)s",
        "%(num_parent_objects)d images have been added to %(collection)s",
    ),
    _("Delete selected images"),
    ngettext_lazy(
        "%(num_parent_objects)d image has been deleted",
        "%(num_parent_objects)d images have been deleted",
    ),
    _("Title: (A -> Z)"),
    _("Title: (Z -> A)"),
    _("File size: (low to high)"),
    _("File size: (high to low)"),
    _("Usage count: (low to high)"),
    _("Usage count: (high to low)"),
    _("The source image file could not be found. Please change the source or delete the image."),
    ngettext_lazy("Add tags to 1 document", "Add tags to %(counter)s documents"),
    _("Add tags to documents"),
    ngettext_lazy(
        "Are you sure you want to tag the following document?",
        "Are you sure you want to tag the following documents?",
    ),
    ngettext_lazy(
        "You don't have permission to add tags to this document",
        "You don't have permission to add tags to these documents",
    ),
    ngettext_lazy("Add 1 document to new collection", "Add %(counter)s documents to new collection"),
    _("Add documents to collection"),
    ngettext_lazy(
        "Are you sure you want to add the following document to the selected collection?",
        "Are you sure you want to add the following documents to the selected collection?",
    ),
    ngettext_lazy(
        "You don't have permission to add this document to a collection",
        "You don't have permission to add these documents to a collection",
    ),
    ngettext_lazy("Delete 1 document", "Delete %(counter)s documents"),
    ngettext_lazy(
        "Are you sure you want to delete this document?",
        "Are you sure you want to delete these documents?",
    ),
    ngettext_lazy(
        "You don't have permission to delete this document",
        "You don't have permission to delete these documents",
    ),
    _('Sorry, no documents match "<em>%(search_query)s</em>"'),
    _("Change document:"),
    _("Select all documents in listing"),
    _('Sorry, no documents match "<em>%(query_string)s</em>"'),
    _(
        "You haven't uploaded any documents in this collection. Why not <a "
        'href="%(wagtaildocs_add_document_url)s">upload one now</a>?'
    ),
    _(
        'You haven\'t uploaded any documents. Why not <a href="%(wagtaildocs_add_document_url)s">upload one '
        "now</a>?"
    ),
    _(
        "Upload successful. Please update this document with a more appropriate title, if necessary. You "
        "may also delete the document completely if the upload wasn't required."
    ),
    _("You need a password to access this document."),
    _("Add tags to the selected documents"),
    ngettext_lazy(
        "New tags have been added to %(num_parent_objects)d document",
        "New tags have been added to %(num_parent_objects)d documents",
    ),
    _("Add selected documents to collection"),
    ngettext_lazy(
        "%(num_parent_objects)d document has been added to %(collection)s",
        "%(num_parent_objects)d documents have been added to %(collection)s",
    ),
    _("Delete selected documents"),
    ngettext_lazy(
        "%(num_parent_objects)d document has been deleted",
        "%(num_parent_objects)d documents have been deleted",
    ),
    _("The document could not be created due to errors."),
    _("The document could not be saved due to errors."),
    _("The file could not be found. Please change the source or delete the document."),
    _("Existing"),
)
