from django.urls import include, path, re_path

from sharers.views import (
    boards,
    commissions,
    following,
    goods,
    home,
    joining,
    keeping,
    links,
    showcase,
)

app_name = "sharers"

INVITATION = r"^share/invitation/(?P<pk>[0-9]{1,18})-(?P<token>[A-Za-z0-9_-]{24})$"

urlpatterns = [
    path("s/<code:code>", following.follow, name="follow"),
    path("share/", home.share, name="share"),
    path("share/goods/", goods.goods, name="goods"),
    path("share/links/", links.links, name="links"),
    path("share/links/<code:code>/", links.link, name="link"),
    path("share/links/<code:code>/poster.png", links.poster, name="poster"),
    path("share/links/<code:code>/qr.png", links.code, name="link_code"),
    path("share/commission/", commissions.commission, name="commission"),
    path("share/commission.csv", commissions.lines_file, name="commission_file"),
    path("share/days/", commissions.days, name="days"),
    path("share/days.csv", commissions.days_file, name="days_file"),
    path("share/shops/<int:pk>/leave/", home.leave, name="leave"),
    re_path(INVITATION, joining.enter, name="invitation_link"),
    path("share/invitation/", joining.invitation, name="invitation"),
    path("share/promoter/", joining.promoter, name="promoter"),
    path("share/", include("sharers.withdrawals.urls")),
    path("v/<code:code>/", showcase.showcase, name="showcase"),
    path("v/<code:code>/<int:position>/", showcase.product, name="showcase_product"),
    path("media/showcases/<str:name>", showcase.picture, name="showcase_picture"),
    path("showcase/", keeping.keeping, name="keeping"),
    path("showcase/edit/", keeping.edit, name="showcase_edit"),
    path("showcase/figures/", keeping.numbers, name="showcase_figures"),
    path("showcase/slots/<int:position>/", keeping.slot, name="slot"),
    path("showcase/slots/<int:position>/empty/", keeping.empty, name="slot_empty"),
    path("showcase/slots/<int:position>/move/", keeping.move, name="slot_move"),
    path("boards/", boards.top, name="boards"),
    path("boards/friends/", boards.friends, name="board_friends"),
    path("boards/formula/", boards.formula, name="formula"),
]
