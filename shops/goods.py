"""Adding and changing goods for a merchant's program. Each act leaves an event that says what changed and by whom.

`by` names the program, e.g. "application:7". Locks come in the order Shop → Product → Variant, as an import takes them.
The shop's lock lets its programs queue, so that of two who give the same SKU the second is told.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max

from giftshop import events
from giftshop.codes import new_code
from shops import pictures
from shops.fields import sanitise
from shops.models import Picture, Product, Shop, Variant
from shops.refusals import HandleTaken, OptionsNotFitting, PictureNotValid, SkuTaken, VariantExists
from shops.search import index


@transaction.atomic
def add(*, shop, by, variants, handle="", **fields):
    """A product with its `variants`, dicts of columns.

    Raises HandleTaken, SkuTaken, VariantExists, OptionsNotFitting.
    """
    Shop.objects.select_for_update(no_key=True).get(pk=shop.pk)
    _refuse_taken(shop.pk, [variant.get("sku") for variant in variants])
    product, created = Product.objects.get_or_create(
        shop=shop, handle=handle or new_code().lower(), defaults=fields
    )
    if not created:
        raise HandleTaken
    chosen = [tuple(variant["option_values"]) for variant in variants]
    if len(set(chosen)) < len(chosen):
        raise VariantExists
    Variant.objects.bulk_create(
        _variant(product, place, **variant) for place, variant in enumerate(variants, 1)
    )
    index.mend([product.pk])
    _record("product.added", product, by)
    return product


@transaction.atomic
def change(product_id, *, by, **fields):
    """Raises HandleTaken, and OptionsNotFitting if the number of options is another."""
    product = _held(product_id)
    changed = _changed(product, fields)
    if "option_names" in changed and len(fields["option_names"]) != len(product.option_names):
        raise OptionsNotFitting
    try:
        with transaction.atomic():
            _write(product, changed, fields, touched=["updated_at"])
    except IntegrityError:  # also where an import was quicker, which does not wait for the shop's lock
        raise HandleTaken from None
    if changed:
        _record("product.changed", product, by, fields=changed)
    return product


@transaction.atomic
def add_variant(product_id, *, by, **fields):
    """Raises SkuTaken, VariantExists, OptionsNotFitting."""
    product = _held(product_id)
    _refuse_taken(product.shop_id, [fields.get("sku")])
    _refuse_twin(product, fields["option_values"])
    last = product.variants.aggregate(last=Max("position"))["last"]
    variant = _variant(product, (last or 0) + 1, **fields)
    variant.save()
    _record("variant.added", product, by, variant=variant.pk)
    return variant


@transaction.atomic
def change_variant(variant_id, *, by, **fields):
    """All but the stock, which `counting` sets. Raises SkuTaken, VariantExists, OptionsNotFitting."""
    product = _held(Variant.objects.values_list("product_id", flat=True).get(pk=variant_id))
    variant = Variant.objects.select_for_update(no_key=True).get(pk=variant_id)
    variant.product = product
    changed = _changed(variant, fields)
    if "sku" in changed:
        _refuse_taken(product.shop_id, [fields["sku"]])
    if "option_values" in changed:
        _refuse_misfit(product, fields["option_values"])
        _refuse_twin(product, fields["option_values"])
        fields["name"] = Variant.name_of(fields["option_values"])
        changed = _changed(variant, fields)
    _write(variant, changed, fields)
    if changed:
        _record("variant.changed", product, by, variant=variant.pk, fields=changed)
    return variant


def add_picture(product_id, *, by, data, alt=""):
    """`data` are the bytes of a picture, which is drawn anew. Raises PictureNotValid."""
    with transaction.atomic():
        picture = Picture(product=_held(product_id), alt=alt)
        picture.place_last()
        try:
            picture.keep(data)
        except pictures.NotAPicture as problem:
            raise PictureNotValid(str(problem)) from None
        _record("picture.added", picture.product, by, picture=picture.pk)
    return picture


@transaction.atomic
def change_picture(picture_id, *, by, **fields):
    picture = Picture.objects.get(pk=picture_id)
    picture.product = _held(picture.product_id)
    changed = _changed(picture, fields)
    _write(picture, changed, fields)
    if changed:
        _record("picture.changed", picture.product, by, picture=picture.pk, fields=changed)
    return picture


def _held(product_id):
    """The product under its lock, its shop locked before it."""
    shop_id = Product.objects.values_list("shop_id", flat=True).get(pk=product_id)
    shop = Shop.objects.select_for_update(no_key=True).get(pk=shop_id)
    product = Product.objects.select_for_update(no_key=True).get(pk=product_id)
    product.shop = shop
    return product


def _refuse_taken(shop_id, skus):
    skus = [sku for sku in skus if sku]
    taken = {sku for sku in skus if skus.count(sku) > 1}
    known = Variant.objects.filter(product__shop=shop_id, sku__in=skus) if skus else Variant.objects.none()
    if taken := taken.union(known.values_list("sku", flat=True)):
        raise SkuTaken(sku=min(taken))


def _variant(product, position, *, option_values, **fields):
    _refuse_misfit(product, option_values)
    name = Variant.name_of(option_values)
    return Variant(product=product, option_values=option_values, name=name, position=position, **fields)


def _refuse_misfit(product, option_values):
    if len(option_values) != len(product.option_names):
        raise OptionsNotFitting


def _refuse_twin(product, option_values):
    if product.variants.filter(option_values=option_values).exists():
        raise VariantExists


def _changed(row, fields):
    """The names of those of `fields` that say something new."""
    if "description" in fields:
        fields = fields | {"description": sanitise(fields["description"])}
    return sorted(name for name, value in fields.items() if getattr(row, name) != value)


def _write(row, changed, fields, touched=()):
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=[*changed, *touched])


def _record(kind, product, by, **data):
    events.record(kind, f"product:{product.pk}", shop_id=product.shop_id, by=by, **data)
