"""Does the city lie in the province, and the district in the city? Names that the table does not know are believed:
divisions change, and a parcel must not wait for us to hear of it.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.regions.table import cities_of, places_of_district, provinces_with_city, short

MOST_NAMED = 3


def fit(province, city, district):
    """(city, district) by their full names: `杭州` in 浙江省 becomes `杭州市`.

    Raises ValidationError, for the field `city` or `district`, if the table knows the name elsewhere only.
    """
    city, district = _lifted(province, city, district)
    city = _full(city, cities_of(province))
    _refuse_city(province, city)
    districts = cities_of(province).get(city, [])
    district = _full(district, districts)
    _refuse_district(province, city, district, districts)
    return city, district


def _lifted(province, city, district):
    """A county-level city, 义乌市, is often named where its prefecture belongs."""
    cities = cities_of(province)
    if city in cities or district:
        return city, district
    above = [name for name, districts in cities.items() if city in districts]
    return (above[0], city) if len(above) == 1 else (city, district)


def _full(name, known):
    if name in known:
        return name
    found = [full for full in known if short(full) == name]
    return found[0] if len(found) == 1 else name


def _refuse_city(province, city):
    elsewhere = provinces_with_city(city)
    if elsewhere and province not in elsewhere:
        words = _("%(city)s is not in %(province)s but in %(elsewhere)s.")
        values = {"city": city, "province": province, "elsewhere": elsewhere[0]}
        raise ValidationError({"city": ValidationError(words, code="elsewhere", params=values)})


def _refuse_district(province, city, district, districts):
    if district in districts or city not in cities_of(province):
        return
    if places := places_of_district(district):
        words = _("%(district)s is not in %(city)s. Did you mean %(elsewhere)s?")
        elsewhere = " / ".join(" ".join(place) for place in places[:MOST_NAMED])
        values = {"district": district, "city": city, "elsewhere": elsewhere}
        raise ValidationError({"district": ValidationError(words, code="elsewhere", params=values)})
