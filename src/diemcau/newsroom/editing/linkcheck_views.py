"""The workspace's page of broken links, by article. It works without JavaScript."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from diemcau.core.errors import NotAllowed, NotFound
from diemcau.newsroom.editing.linkcheck import ask_for, broken_of, counts_of
from diemcau.newsroom.editing.linkcheck_inside import is_inside, own_hosts
from diemcau.newsroom.editing.rules import may_edit
from diemcau.newsroom.editing.taking import portal_of, portals_edited_by
from diemcau.newsroom.models import Article
from diemcau.people.api import User

_PER_PAGE = 100


@require_GET
@login_required
def broken_links(request: HttpRequest) -> HttpResponse:
    """Show the broken links of a portal's articles."""
    user = request.user
    portals = list(portals_edited_by(user)) if isinstance(user, User) else []
    chosen = request.GET.get("portal", "")
    portal = next((one for one in portals if not chosen or str(one.pk) == chosen), None)
    if portal is None:
        raise NotAllowed(_("Only editors of a portal see its links. Ask the editors of your unit's portal."))
    page = Paginator(broken_of(portal), _PER_PAGE).get_page(request.GET.get("page"))
    hosts = own_hosts()
    rows = [
        (article, [(link, is_inside(link.address, hosts)) for link in links])
        for article, links in groupby(page, key=lambda link: link.article)
    ]
    facts = {"portals": portals, "portal": portal, "page": page, "rows": rows, "counts": counts_of(portal)}
    return render(request, "newsroom/editing/links.html", facts)


@require_POST
@login_required
def check_again(request: HttpRequest, article_id: int) -> HttpResponse:
    """Have the links of one article looked at again."""
    article = Article.objects.filter(pk=article_id, live=True).first()
    if article is None:
        raise NotFound(_("There is no such article. It may have been deleted."))
    portal = portal_of(article)
    if not (isinstance(request.user, User) and may_edit(request.user, portal)):
        raise NotAllowed(_("Only editors of a portal see its links. Ask the editors of your unit's portal."))
    ask_for(article)
    messages.success(request, _("The links of this article are being checked. Look again in a minute."))
    return redirect(f"{reverse('broken_links')}?portal={portal.pk}")
