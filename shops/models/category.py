from functools import cache

from django.db import models, transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.db.models.functions import Left
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from shops.search import index


class Category(MP_Node):
    """A node of the tree of goods. What is under a node that is not giftable cannot be sent as a gift."""

    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=60)
    slug = models.SlugField(_("code"), max_length=60, unique=True)
    giftable = models.BooleanField(
        _("may be sent as a gift"), default=True, help_text=_("Holds for everything below as well.")
    )

    node_order_by = []

    class Meta:
        verbose_name, verbose_name_plural = _("category"), _("categories")

    def __str__(self):
        return self.label

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            index.rename(category=self)

    @property
    def label(self):
        return self.name if (get_language() or "").startswith("zh") else self.name_en

    @property
    def excluded(self):
        """Whether it or a category above it is not giftable; asks the database unless its own flag says so."""
        return not self.giftable or type(self).objects.get_ancestors(self).filter(giftable=False).exists()


@cache
def excluded_at(path):
    """An expression: whether the category at `path` (of the outer row) or one above it is not giftable."""
    asked = ExpressionWrapper(OuterRef(path), output_field=models.CharField())
    return Exists(
        Category.objects.order_by()
        .filter(giftable=False)
        .alias(asked=asked)
        .filter(asked__startswith=F("path"))
    )


def root_at(path):
    """An expression: the slug of the root above the category at `path` (of the outer row)."""
    root = Category.objects.order_by().filter(path=Left(OuterRef(path), Category.steplen))
    return models.Subquery(root.values("slug"))
