"""The tree of goods, read in one query: it is small and a page asks it several things."""

from functools import cached_property

from shops.models import Category


class Tree:
    @cached_property
    def nodes(self):
        return list(Category.objects.order_by("path"))

    @cached_property
    def by_slug(self):
        return {node.slug: node for node in self.nodes}

    @property
    def roots(self):
        return [node for node in self.nodes if node.depth == 1]

    def get(self, slug):
        """Its node, or None."""
        return self.by_slug.get(slug)

    def above(self, node):
        """From its root down to the one right above it."""
        return [other for other in self.nodes if other is not node and node.path.startswith(other.path)]

    def children(self, node):
        return [
            other
            for other in self.nodes
            if other.depth == node.depth + 1 and other.path.startswith(node.path)
        ]

    def keys(self, slug):
        """The primary keys of the node `slug` and of all below; none if there is no such node."""
        top = self.get(slug)
        return [node.pk for node in self.nodes if node.path.startswith(top.path)] if top else []
