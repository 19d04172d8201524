"""What a product is given for, as its tags say. Which words say it is data: occasions.toml."""

import re
import tomllib
from pathlib import Path

from shops.imports.placement import normalise
from shops.occasions import Occasion

MAP = tomllib.loads(Path(__file__).with_name("occasions.toml").read_text())
BY_TAG = {
    normalise(word): occasion
    for occasion in Occasion
    for word in [occasion.value, *MAP.get(occasion.value, [])]
}
BETWEEN_TAGS = "[,，、;；]"


def named(tags: str) -> list[str]:
    """The occasions among a CSV's `Tags`, each once, in the order of Occasion; other tags say nothing."""
    found = {BY_TAG.get(normalise(tag)) for tag in re.split(BETWEEN_TAGS, tags)}
    return [occasion.value for occasion in Occasion if occasion in found]
