"""Texts of Wagtail that editors read: its Vietnamese catalogue has few of them, so ours translates them.

Nothing calls these modules; `makemessages` reads them. The texts have to stay as Wagtail writes them, one that counts
with its plural.
"""
