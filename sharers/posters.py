"""海报: the picture with which a sharer recommends a product, a shop or a showcase. Like the picture of a gift it is
drawn as SVG by a template, and shows nothing that is not public.
"""

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from PIL import Image, ImageFilter, ImageOps

from giftshop import drawing
from giftshop.drawing import qr, words
from giftshop.money import yuan
from giftshop.pictures import jpeg
from shops.models import Picture
from shops.templatetags.art import drawing as drawing_of

FRAME = 750, 700  # where the picture is
CUT = 0.3  # of a picture may be cut away to fill the frame; of what is wider or taller nothing is
INNER = 670  # between the margins
TITLE, PRICE, SUBTITLE, NAME, STEP = 40, 44, 26, 30, 24  # font sizes
NARROW = 100  # beside a price: the subtitle is left out
BESIDE_CODE = 450  # pixels
OF_NAME = 330  # pixels: what is said of it fits beside or below
QR_SIDE = 184


def of_product(product, *, url, name) -> bytes:
    """`product` comes from `for_display()`."""
    lowest, highest = product.prices_fen
    about = {"title": product.title, "subtitle": product.shop.name, "picture": product.cover}
    prices = {"price_fen": lowest, "price_to_fen": highest}
    return poster(**about, **prices, kind=product.kind, url=url, name=name)


def poster(
    *, title, subtitle, url, name, price_fen=None, price_to_fen=None, picture=None, kind="goods"
) -> bytes:
    """A PNG of 750 × 1120 pixels, recommended by `name`.

    `picture` is a product's Picture, or a stored file or its name; where there is none, the `kind` of goods is drawn.
    """
    about = content(title, subtitle, url, name, price_of(price_fen, price_to_fen))
    about["picture"] = _framed(picture) or _drawn(kind)
    return drawing.png(render_to_string("sharers/poster.svg", about))


def content(title, subtitle, url, name, price=""):
    said = "".join(words.clipped(words.drawable(name), NAME, OF_NAME, 1)) or _("A friend")
    return set_words(title, subtitle, price) | {
        "frame": FRAME,
        "price": price,
        "name": words.clipped(_("%(name)s recommends it to you") % {"name": said}, NAME, BESIDE_CODE, 2),
        "steps": [_("Hold to scan the code"), _("and have a look")],
        "qr": qr.path(url, QR_SIDE),
    }


def set_words(title, subtitle, price):
    """The title, and below it the price with the subtitle at its right: in the middle between picture and code."""
    lines = words.clipped(words.drawable(title), TITLE, INNER, 2)
    first = 816 - 28 * len(lines)
    taken = words.font(PRICE).getlength(f"{price} ")
    left = INNER - taken if price else INNER
    return {
        "title": [(first + 54 * number, line) for number, line in enumerate(lines)],
        "below": first + 54 * len(lines) + 12,
        "price_size": min(PRICE, PRICE * INNER / taken),
        "subtitle": words.clipped(words.drawable(subtitle), SUBTITLE, left, 1) if left > NARROW else [],
    }


def price_of(lowest, highest):
    if lowest is None:
        return ""
    return yuan(lowest) if highest in {None, lowest} else f"{yuan(lowest)} – {yuan(highest)}"


def _framed(picture):
    """None where nothing is stored."""
    file = picture.file if isinstance(picture, Picture) else picture
    if not file:
        return None
    try:
        with default_storage.open(str(file)) as stored, Image.open(stored) as image:
            drawn = jpeg(_fitted(image.convert("RGBA")), quality=88)
    except OSError:  # lost, or no picture
        return None
    return drawing.data_url("image/jpeg", drawn)


def _fitted(image):
    filled = ImageOps.fit(image, FRAME)
    shown = min(image.width / FRAME[0], image.height / FRAME[1])
    if shown * shown * FRAME[0] * FRAME[1] >= (1 - CUT) * image.width * image.height:
        return filled
    ground = filled.filter(ImageFilter.GaussianBlur(28))
    whole = ImageOps.contain(image, FRAME)
    ground.paste(whole, ((FRAME[0] - whole.width) // 2, (FRAME[1] - whole.height) // 2), whole)
    return ground


def _drawn(kind):
    return drawing.data_url("image/svg+xml", drawing_of(kind).read_bytes())
