"""Addresses of accounts, people and the audit trail; only what is used of allauth is mounted."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from diemcau.people.views import audit, deeds, home, links, people

_TO_LOGIN = RedirectView.as_view(pattern_name="account_login", query_string=True)
_TO_LOGOUT = RedirectView.as_view(pattern_name="account_logout")
_TO_RESET = RedirectView.as_view(pattern_name="account_reset_password")
_TO_PASSWORD = RedirectView.as_view(pattern_name="account_change_password")
_TO_PEOPLE = RedirectView.as_view(pattern_name="people_list")

ACCOUNTS: list[URLPattern | URLResolver] = [
    path("", home.account, name="own_account"),
    path("sessions/end/", home.end_other_sessions, name="end_other_sessions"),
    path("invitation/", links.set_password, name="account_link_password"),
    path("invitation/<str:token>/", links.open_link, name="account_link"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]

PEOPLE: list[URLPattern | URLResolver] = [
    path("", people.people_list, name="people_list"),
    path("invite/", people.invite, name="person_invite"),
    path("<int:person_id>/", people.person_page, name="person_page"),
    path("<int:person_id>/rename/", deeds.rename, name="person_rename"),
    path("<int:person_id>/invite/", deeds.invite_again, name="person_invite_again"),
    path("<int:person_id>/disable/", deeds.disable, name="person_disable"),
    path("<int:person_id>/enable/", deeds.enable, name="person_enable"),
    path("<int:person_id>/second-factor/", deeds.reset_second_factor, name="person_reset_second_factor"),
    path("<int:person_id>/posts/", deeds.add_post, name="post_add"),
    path("<int:person_id>/posts/<int:post_id>/end/", deeds.end_post, name="post_end"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("app/", home.workspace, name="workspace"),
    path("app/accounts/", include(ACCOUNTS)),
    path("app/people/", include(PEOPLE)),
    path("app/audit/", audit.audit_trail, name="audit_trail"),
    # The log-ins of Wagtail and of Django's admin are never reached: these stand before theirs.
    path("app/cms/login/", _TO_LOGIN),
    path("app/cms/logout/", _TO_LOGOUT),
    re_path(r"^app/cms/password_reset/", _TO_RESET),
    re_path(r"^app/cms/users/", _TO_PEOPLE),
    path("app/cms/account/", RedirectView.as_view(pattern_name="own_account")),
    path("app/admin/login/", _TO_LOGIN),
    path("app/admin/logout/", _TO_LOGOUT),
    re_path(r"^app/admin/password_change/", _TO_PASSWORD),
]
