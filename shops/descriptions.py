"""Typing a description: in an editor that shows how it will look, or as HTML where that would lose something."""

from html.parser import HTMLParser

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.contrib.forms.widgets import WYSIWYG_CLASSES
from unfold.widgets import UnfoldAdminTextareaWidget

BLOCKS = {"p", "div", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre"}
WORDS = {"a", "b", "br", "del", "em", "i", "span", "strong", "u"}
INSIDE = {"li": {"ul", "ol"}}  # the blocks that the editor keeps inside of another


class Editor(forms.Widget):
    template_name = "shops/admin/editor.html"

    class Media:
        css = {"all": ["unfold/forms/css/trix/trix.css", "counter/editor.css"]}
        js = ["unfold/forms/js/trix/trix.js", "counter/editor.js"]

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"css": " ".join(WYSIWYG_CLASSES)}


class DescriptionField(forms.CharField):
    """A browser ends lines in its own way, which alone is no change."""

    def __init__(self, **options):
        super().__init__(widget=Editor, required=False, **options)

    def to_python(self, value):
        return _lines(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(_lines(initial or "").strip(), _lines(data or "").strip())

    def show(self, html):
        """Ready to type `html`, without losing any of it."""
        if not fits(html):
            self.widget = UnfoldAdminTextareaWidget({"rows": 12, "maxlength": self.max_length})
            self.widget.is_required = False
            self.help_text = _(
                "This holds something that the editor cannot show, such as a table; so it is edited as HTML."
            )


def fits(html):
    """Whether the editor shows all of `html`, and gives it back when only another part is changed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.fits


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fits, self.open = True, []

    def handle_starttag(self, tag, attributes):
        if tag == "li":
            self.fits &= bool(self.open) and self.open[-1] in {"ul", "ol"}
        elif tag in BLOCKS:
            self.fits &= not self.open or tag in INSIDE.get(self.open[-1], ())
        else:
            self.fits &= tag in WORDS
        self.fits &= "title" not in dict(attributes)
        if tag in BLOCKS or tag == "li":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]


def _lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")
