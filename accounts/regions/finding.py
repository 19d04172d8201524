"""Where in a text a region is named: `广东省深圳市南山区`, `广东深圳南山区`, `江苏昆山市`, `北京 朝阳区`."""

import re
from dataclasses import dataclass, replace
from functools import cache

from accounts.regions.table import short, table

BETWEEN = re.compile(r"[\s,;/|·、\-_>]*")
# `北京路`, `上海大厦`, `朝阳区`: a short name that only begins the name of something else.
STREET = re.compile(
    r"[东西南北中]?(?:[一二三四五六七八九十]?[路街巷弄道]|大道|大街|大厦|大学|饭店|胡同|花园|[区县镇乡村])"
)
ENDS = re.compile(r"[\s,;/|·、\-_>]|$")


@dataclass(frozen=True)
class Region:
    province: str
    city: str
    district: str
    start: int
    end: int

    @property
    def weight(self):
        """How much of it was really named; of two equal ones the first in the text counts."""
        return sum(map(bool, (self.province, self.city, self.district))), self.end - self.start, -self.start


@dataclass(frozen=True)
class Name:
    """A division as the text may name it. `full` is its place in the table: (province, city, district), cut short."""

    full: tuple
    is_short: bool


@cache
def names():
    """Word in a text → the divisions it may stand for."""
    found = {}
    for province, cities in table().items():
        _add(found, (province,))
        for city, districts in cities.items():
            _add(found, (province, city))
            for district in districts:
                _add(found, (province, city, district))
    return found


@cache
def longest():
    return max(map(len, names()))


def _add(found, full):
    word = full[-1]
    found.setdefault(word, []).append(Name(full, is_short=False))
    if short(word) != word and len(short(word)) > 1:
        found.setdefault(short(word), []).append(Name(full, is_short=True))


def find(text):
    """The region that the text names most fully, or None. What stands in it at `start:end` can be cut out."""
    regions = [region for start in range(len(text)) for region in _at(text, start, ())]
    return max(regions, key=lambda region: region.weight, default=None)


def _at(text, start, above):
    """Regions that begin at `start` inside the division `above`, each read as deep as the text goes on."""
    for length in range(min(longest(), len(text) - start), 1, -1):
        for name in names().get(text[start : start + length], ()):
            end = start + length
            if not _below(name.full, above) or not _may_stand(text, start, end, name, above):
                continue
            for deeper in _at(text, BETWEEN.match(text, end).end(), name.full):
                yield replace(deeper, start=start)
            yield _region(text, name, start, end)


def _below(full, above):
    return len(full) > len(above) and full[: len(above)] == above


def _may_stand(text, start, end, name, above):
    """A short name needs care, a district's most of all: by itself it is any word."""
    if len(name.full) == 3 and not above and (name.is_short or not _is_unique(name)):
        return False
    return not (name.is_short and STREET.match(text, end))


def _is_unique(name):
    return sum(not other.is_short for other in names()[name.full[-1]]) == 1


def _region(text, name, start, end):
    """A district's short name stays part of the street unless it stands apart: `杭州西湖文化广场` is a place."""
    if len(name.full) == 3 and name.is_short and not ENDS.match(text, end):
        end = start
    province, city, district = (*name.full, "", "")[:3]
    return Region(province, city, district, start, end)
