"""A gift whose every value stands out, so that finding it on a page means that the page told it."""

import hashlib

from gifts import links
from gifts.models import ShopCover
from shops.models import Shop


class Canaries:
    tracking = "SF7788990011223"
    return_tracking = "ZTO665544332211"
    complaint = "壶嘴缺了一角"

    def __init__(self, world):
        self.world = world
        for name in ["mei", "bo", "lin", "wen"]:
            person = world.person(name)
            person.nickname = f"{name}-nick-Q7"
            person.avatar = f"avatars/{hashlib.sha256(name.encode()).hexdigest()[:40]}.jpg"
            person.save()
        Shop.objects.filter(pk=world.shop.pk).update(gift_freight_fen=7613)
        self.product = world.product("canary", "云雾茶", [("小罐", 73119)])

        file = f"covers/{hashlib.sha256(b'cover').hexdigest()[:40]}.jpg"
        self.cover = ShopCover.objects.create(shop=world.shop, name="雾里看花", file=file)

    def gift(self, **fields):
        fields = {"cover": self.cover.code} | fields
        variant = self.product.variants.get()
        return self.world.sent_gift(variant=variant, greeting="愿你如茶，岁岁回甘", **fields)

    def address(self):
        return self.world.address(
            consignee="欧阳灵犀",
            phone="+8613912345678",
            province="青海省",
            city="海东市",
            detail="梧桐路七十七号",
        )

    def of(self, gift):
        """Field of docs/visibility.md → the texts that give it away."""
        return {
            "price": ["73119", "731.19"],
            "freight": ["76.13", '"7613', ": 7613", '":7613'],
            "total": ["80732", "807.32"],
            "refund": ["80732", "807.32"],
            "payment": [gift.order.payment.number],
            "order": [gift.order.number],
            "greeting": [gift.greeting],
            "giver": [self.world.mei.nickname, self.world.mei.avatar.name],
            "cover": [self.cover.code, self.cover.name, self.cover.file.name],
            "link": [links.token(gift)],
            "recipient": [self.world.bo.nickname, self.world.bo.avatar.name],
            "consignee": ["欧阳灵犀", "灵犀"],
            "phone": ["13912345678", "12345678"],
            "street": ["梧桐路", "七十七"],
            "province": ["海东市"],  # every form offers all provinces
            "tracking": [self.tracking],
            "carrier": ["顺丰", "SF Express"],
            "complaint": [self.complaint],
            "return": [self.return_tracking],
            "email": ["mei@example.com", "bo@example.com"],
        }
