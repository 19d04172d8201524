"""What may be meant by what has been typed so far."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length

from shops.models.search import SearchPhrase
from shops.models.shop import Shop
from shops.search import phrases, reading
from shops.search.asking import MAX_LENGTH

MOST = 8


def suggest(typed):
    """At most eight words of the goods and names of shops and categories that begin with it, the most used first.

    Chinese, pinyin, initials, English, and the first of these mixed. One query.
    """
    folded = reading.fold(typed[:MAX_LENGTH])
    if not reading.runs(folded):
        return []
    open_shop = Exists(Shop.objects.active().filter(pk=OuterRef("shop")))
    found = SearchPhrase.objects.filter(_begun(folded), Q(shop=None) | open_shop, uses__gt=0)
    found = found.order_by(F("uses").desc(), Length("phrase"), "pk")[: 2 * MOST]
    told = [_told(*row, folded) for row in found.values_list("phrase", "folded", "english")]
    return list(dict.fromkeys(told))[:MOST]


def _begun(folded):
    begun = Q(folded__startswith=folded) | Q(english__startswith=folded)
    letters = "".join(reading.runs(folded))
    if letters.isascii():
        return begun | Q(pinyin__startswith=letters) | Q(initials__startswith=letters)
    if any(map(str.isascii, letters)):
        return begun | Q(pinyin__startswith=phrases.sound(folded))
    return begun


def _told(phrase, folded, english, typed):
    return english if english.startswith(typed) and not folded.startswith(typed) else phrase
