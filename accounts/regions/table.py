"""The divisions of China as they are shipped, by name: province → city → districts. A city without districts, such as
仙桃市, stands right under its province; the towns of 东莞市 stand where others have districts.
"""

import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings

FILE = "vendor/regions/regions.json"  # the browser reads the same one

PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|傈僳族|"
    "佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|"
    "锡伯族|阿昌族|普米族|塔吉克族|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族|各族|蒙古|哈萨克|柯尔克孜|"
    "维吾尔|壮族|回族"
)
KIND = re.compile(
    rf"(?<=..)((?:{PEOPLES})*(?:自治区|自治州|自治县|自治旗)|特别行政区|地区|(?<=神农架)林区|新区|街道|省|市|盟|区|县|旗|镇)$"
)


@cache
def table():
    return json.loads(Path(settings.BASE_DIR, "static", FILE).read_text())


def short(name):
    """What people say for it: `广东省` → `广东`, `延边朝鲜族自治州` → `延边`; a name of two characters stays whole."""
    return KIND.sub("", name)


@cache
def cities_of(province):
    """`{"广州市": [districts], …}`; empty for what is no province."""
    return table().get(province, {})


@cache
def provinces_with_city(name):
    """At present no name is a city's in two provinces."""
    return [province for province, cities in table().items() if name in cities]


@cache
def places_of_district(name):
    """Every (province, city) that has a district of this name."""
    return [
        (province, city)
        for province, cities in table().items()
        for city, districts in cities.items()
        if name in districts
    ]
