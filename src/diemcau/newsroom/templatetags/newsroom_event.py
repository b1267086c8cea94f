"""What the newsroom shows on a conference's page of the workspace."""

from typing import Any

from django import template
from django.template.context import RequestContext

from diemcau.conferences.api import Conference, Status
from diemcau.newsroom.drafting import rules
from diemcau.newsroom.pool.rules import may_keep_anywhere

register = template.Library()


@register.inclusion_tag("newsroom/drafting/on_conference.html", takes_context=True)
def news_of_conference(context: RequestContext, conference: Conference) -> dict[str, Any]:
    """Lead those who write news to the drafts and pictures of an announced conference."""
    user = context["request"].user
    shown = conference.status != Status.DRAFT and rules.may_draft_anywhere(user)
    return {"conference": conference, "shown": shown, "keeps_pool": shown and may_keep_anywhere(user)}
