"""Pages, pictures and records of the news portals."""

from diemcau.newsroom.models.article import Article, ArticleTag, Correction
from diemcau.newsroom.models.contacts import ContactsPage
from diemcau.newsroom.models.drafts import Draft
from diemcau.newsroom.models.event import EventDocument, EventPage
from diemcau.newsroom.models.links import ArticleLink, LinkRound, LinkState
from diemcau.newsroom.models.picture import Picture, PictureRendition, PoolState
from diemcau.newsroom.models.pool import Delivery, PhotographerLink
from diemcau.newsroom.models.portal import Portal
from diemcau.newsroom.models.search import SearchEntry
from diemcau.newsroom.models.section import Section

__all__ = [
    "Article",
    "ArticleLink",
    "ArticleTag",
    "ContactsPage",
    "Correction",
    "Delivery",
    "Draft",
    "EventDocument",
    "EventPage",
    "LinkRound",
    "LinkState",
    "PhotographerLink",
    "Picture",
    "PictureRendition",
    "PoolState",
    "Portal",
    "SearchEntry",
    "Section",
]
