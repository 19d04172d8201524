"""A small cast: Mei gives, Bo receives, Lin shares, the Tea House sells."""

import zlib
from io import BytesIO

from PIL import Image

from accounts.models import Address, User
from gifts import sending
from gifts.acceptance import accept
from gifts.covers import OWN_COVERS
from gifts.models import ShopCover
from giftshop.clock import db_now
from orders import checkout
from payments import attempts
from payments.models import Payment
from shops.models import Category, Product, Shop, Staff, Variant

PASSWORD = "correct-horse-battery"  # noqa: S105


class World:
    """People and goods are made when first asked for; `sent_gift()` and its kind go the way that pages go."""

    def __init__(self, *, code="tea-house", name="茶语小铺"):
        self._shop = code, name
        self._people = {}

    def __getattr__(self, name):
        if name in {"mei", "bo", "lin", "wen", "chen"}:
            return self.person(name)
        raise AttributeError(name)

    def person(self, name, **fields):
        if name not in self._people:
            user = User.objects.filter(email=f"{name}@example.com").first()
            self._people[name] = user or User.objects.create_user(
                f"{name}@example.com", PASSWORD, nickname=name.title(), **fields
            )
        return self._people[name]

    @property
    def shop(self):
        code, name = self._shop
        shop, new = Shop.objects.get_or_create(code=code, defaults={"name": name})
        if new:
            Staff.objects.create(shop=shop, user=self.wen, role="owner")
        return shop

    @property
    def tea(self):
        """¥88 in a tin or a box, ¥168 in a wooden case; ten of each."""
        product = Product.objects.filter(shop=self.shop, handle="longjing").first()
        return product or self.product(
            "longjing", "明前龙井", [("罐装", 8800), ("盒装", 8800), ("木匣", 16800)]
        )

    def product(self, handle, title, variants, *, stock=10, category="tea", **fields):
        category = category and Category.objects.get(slug=category)
        product = Product.objects.create(
            shop=self.shop, handle=handle, title=title, category=category, option_names=["包装"], **fields
        )
        for position, (name, price) in enumerate(variants, 1):
            Variant.objects.create(
                product=product,
                name=name,
                option_values=[name],
                price_fen=price,
                stock=stock,
                position=position,
            )
        return product

    def variant(self, name="罐装"):
        return Variant.objects.get(product=self.tea, name=name)

    def cover(self, name="春茶", *, shop=None, **fields):
        """One of the Tea House's own, in a colour that depends on its name."""
        out = BytesIO()
        Image.new("RGB", (1000, 700), f"#{zlib.crc32(name.encode()) % 2**24:06x}").save(out, "PNG")
        file = OWN_COVERS.keep(out.getvalue())
        return ShopCover.objects.create(shop=shop or self.shop, name=name, file=file, **fields)

    def address(self, **fields):
        defaults = {
            "consignee": "王小波",
            "phone": "+8613800138000",
            "province": "浙江省",
            "city": "杭州市",
            "district": "西湖区",
            "detail": "文三路 100 号 3 幢 502",
        }
        return Address(**(defaults | fields))

    def unpaid_gift(self, *, giver=None, variant=None, **fields):
        variant = variant or self.variant()
        return sending.send(
            giver=giver or self.mei, variant_id=variant.pk, price_fen=variant.price_fen, **fields
        )

    def sent_gift(self, **fields):
        gift = self.unpaid_gift(**fields)
        self.pay(gift.order)
        gift.refresh_from_db()
        return gift

    def accepted_gift(self, *, by="bo", **fields):
        gift = self.sent_gift(**fields)
        accept(gift.pk, by=self.person(by), address=self.address())
        gift.refresh_from_db()
        return gift

    def own_order(self, *, buyer=None, quantity=1, paid=True):
        variant = self.variant()
        order = checkout.place(
            buyer=buyer or self.mei,
            variant_id=variant.pk,
            quantity=quantity,
            price_fen=variant.price_fen,
            address=self.address(),
        )
        if paid:
            self.pay(order)
        return order

    def pay(self, order):
        """The provider's word that the order is paid, through the one way that money comes in."""
        attempt = self.attempt(order.payment)
        attempts.settle(
            attempt.number,
            transaction_id=f"T{attempt.number}",
            amount_fen=attempt.amount_fen,
            paid_at=db_now(),
        )
        order.refresh_from_db()
        return attempt

    @staticmethod
    def attempt(payment):
        return Payment.objects.get(pk=payment.pk).new_attempt(method="sandbox")
