from django.urls import path

from accounts.views import account, addresses, avatars, mails, notices, pasting

app_name = "accounts"

urlpatterns = [
    path("", account.home, name="home"),
    path("profile/", account.profile, name="profile"),
    path("settings/", account.settings, name="settings"),
    path("picture/", avatars.avatar, name="avatar"),
    path("picture/removal/", avatars.remove, name="avatar_remove"),
    path("mails/", mails.mails, name="mails"),
    path("mails/off/<str:token>/", mails.mail_off, name="mail_off"),
    path("export/", account.download, name="export"),
    path("leave/", account.leave, name="leave"),
    path("addresses/", addresses.book, name="addresses"),
    path("addresses/new/", addresses.add, name="address_add"),
    path("addresses/recognised", pasting.recognise, name="recognise"),
    path("addresses/<int:pk>/", addresses.edit, name="address_edit"),
    path("addresses/<int:pk>/default/", addresses.make_default, name="address_default"),
    path("addresses/<int:pk>/delete/", addresses.delete, name="address_delete"),
    path("notices/", notices.notices, name="notices"),
    path("notices/unread", notices.unread, name="notices_unread"),
    path("notices/read/", notices.read_all, name="notices_read"),
    path("notices/<int:pk>/", notices.open_notice, name="notice"),
]
