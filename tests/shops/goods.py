"""Shops and goods for the tests of this app."""

from shops.models import Category, Product, Shop, Variant


def a_shop(code="tea-house", **fields):
    return Shop.objects.get_or_create(code=code, defaults={"name": "茶语小铺", **fields})[0]


def a_product(handle="longjing", *, shop=None, category="tea", prices=(8800,), stock=5, **fields):
    product = Product.objects.create(
        shop=shop or a_shop(),
        handle=handle,
        title=fields.pop("title", handle),
        category=category and Category.objects.get(slug=category),
        **fields,
    )
    for place, price_fen in enumerate(prices, start=1):
        Variant.objects.create(
            product=product,
            name=f"V{place}",
            option_values=[f"V{place}"],
            price_fen=price_fen,
            stock=stock,
            position=place,
        )
    return product


def a_variant(**fields):
    return a_product(**fields).variants.get()


def a_csv(*rows, header="Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price"):
    return "\n".join([header, *rows]).encode()
