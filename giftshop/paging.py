"""Lists without counting: a page knows whether another follows, and asks for one row more to know it."""

from dataclasses import dataclass

PER_PAGE = 20
LAST = 500  # what lies deeper is reached by a filter, not by turning pages


@dataclass(frozen=True)
class Page:
    number: int
    object_list: list
    has_next: bool

    def __iter__(self):
        return iter(self.object_list)

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def has_other_pages(self):
        return self.has_previous or self.has_next

    @property
    def next_page_number(self):
        return self.number + 1

    @property
    def previous_page_number(self):
        return self.number - 1


def number_in(query):
    """The page that `?page=` asks for; what makes no sense is the first."""
    asked = query.get("page", "")
    return min(max(int(asked), 1), LAST) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def page_of(rows, number):
    first = (number - 1) * PER_PAGE
    found = list(rows[first : first + PER_PAGE + 1])
    return Page(number, found[:PER_PAGE], has_next=len(found) > PER_PAGE and number < LAST)
