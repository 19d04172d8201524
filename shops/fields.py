"""HTML that other people wrote, made harmless on its way into the database, whoever writes it."""

import nh3
from django.db import models

# No img: it would call outside hosts from the reader's browser. The product's own pictures are stored here.
TAGS = {
    "a", "b", "blockquote", "br", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "hr", "i", "li", "ol", "p",
    "pre", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


def sanitise(html):
    return nh3.clean(
        html.replace("\0", ""),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer ugc",
    )


class SafeHTMLField(models.TextField):
    """Sanitised by every way of writing: save, bulk_create, bulk_update and update."""

    def pre_save(self, instance, add):
        setattr(instance, self.attname, sanitise(getattr(instance, self.attname)))
        return getattr(instance, self.attname)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return sanitise(value) if isinstance(value, str) else value
