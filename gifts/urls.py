from django.urls import path, re_path

from gifts.views import aftersale, card, covers, help, lists, opening, parcel, send, sent

app_name = "gifts"

# The code names, the token grants; both are checked against the database in constant time.
LINK = r"^g/(?P<code>[0-9A-Z]{12})-(?P<token>[A-Za-z0-9_-]{24})$"
RECEIPT = r"^g/r/(?P<code>[0-9A-Z]{12})-(?P<secret>[A-Za-z0-9_-]{24})$"

urlpatterns = [
    path("help/", help.rules, name="help"),
    path("send/", send.send, name="send"),
    path("gifts/", lists.sent, name="list"),
    path("gifts/received/", lists.received, name="list_received"),
    path("gifts/<code:code>/", sent.sent, name="sent"),
    path("gifts/<code:code>/state", sent.state, name="state"),
    path("gifts/<code:code>/link", sent.link, name="link"),
    path("gifts/<code:code>/after-sale", aftersale.propose, name="propose"),
    path("gifts/<code:code>/after-sale/withdrawal", aftersale.unpropose, name="unpropose"),
    path("gifts/<code:code>/refund", aftersale.overdue, name="overdue"),
    path("gifts/<code:code>/card.png", card.picture, name="card"),
    path("media/covers/<str:name>", covers.picture, name="cover"),
    re_path(LINK, opening.enter, name="enter"),
    re_path(RECEIPT, parcel.enter, name="receipt"),
    path("g/<code:code>", opening.box, name="open"),
    path("g/<code:code>/inside", opening.inside, name="inside"),
    path("g/<code:code>/acceptance", opening.acceptance, name="acceptance"),
    path("g/<code:code>/refusal", opening.refusal, name="refusal"),
    path("g/<code:code>/parcel", parcel.parcel, name="parcel"),
    path("g/<code:code>/parcel/confirmation", parcel.confirmation, name="confirmation"),
    path("g/<code:code>/parcel/address", parcel.address, name="address"),
    path("g/<code:code>/parcel/owner", parcel.owner, name="owner"),
    path("g/<code:code>/parcel/after-sale", aftersale.page, name="aftersale_page"),
    path("g/<code:code>/parcel/after-sale/new", aftersale.ask, name="aftersale_ask"),
    path("g/<code:code>/parcel/after-sale/confirmation", aftersale.confirm, name="aftersale_confirm"),
    path("g/<code:code>/parcel/after-sale/withdrawal", aftersale.withdraw, name="aftersale_withdraw"),
    path("g/<code:code>/parcel/after-sale/parcel", aftersale.post_back, name="aftersale_post_back"),
    path("g/<code:code>/parcel/after-sale/appeal", aftersale.appeal, name="aftersale_appeal"),
]
