"""What a shopper typed, as the questions put to the index, the strictest first."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from shops.search import lexemes, reading

MAX_LENGTH = 60  # characters that are read; nobody types more, and each costs
MAX_UNITS = 8
PARTICLES = set("的了给送和与及用买个")


@dataclass(frozen=True)
class Unit:
    """One word of the query, Chinese or other. `names` are the lexemes of the shops and categories it names."""

    text: str
    shops: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    @cached_property
    def is_chinese(self):
        return reading.is_chinese(self.text)

    @cached_property
    def exact(self):
        value = self.is_chinese and reading.number(self.text)
        said = every(map(literal, sorted(lexemes.spelt(self.text))))
        return some([said, literal(value)]) if value else said

    @cached_property
    def begun(self):
        """As typed, or as the beginning of a word or of its pinyin."""
        if self.is_chinese or len(self.text) == 1:
            return self.exact
        return some([literal(self.text) + ":*", every(map(literal, reading.pieces(self.text)))])

    @cached_property
    def guessed(self):
        """As begun, or as initials, or as syllables that other characters stand between."""
        if self.is_chinese:
            return self.exact
        if len(self.text) == 1:
            return some([self.exact, literal(f"~{self.text}")])
        guesses = [self.begun, literal(f"~{self.text}") + ":*"]
        sounds = reading.syllables(self.text)
        if len(sounds) > 2:
            pairs = ["".join(sounds[i : i + 2]) for i in range(0, len(sounds), 2)]
            guesses.append(every(literal(pair) + ":*" for pair in pairs))
        return some(guesses)

    @cached_property
    def named(self):
        """In anything a product says, or in the name of its shop or category."""
        return some([self.guessed, *map(literal, [*self.shops, *self.categories])])

    @cached_property
    def pinyin(self):
        return "".join(reading.pinyin(self.text)) if self.is_chinese else self.text


@dataclass(frozen=True)
class Query:
    """`within` are groups of lexemes, of each of which every hit must have one: a shop's, some categories'."""

    text: str
    units: tuple[Unit, ...] = ()
    within: tuple[tuple[str, ...], ...] = ()
    runs: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def read(cls, typed, within=()):
        text = reading.fold(typed[:MAX_LENGTH])[:MAX_LENGTH]
        runs = reading.runs(text)
        found = [word for run in runs for word in (reading.words(run) if reading.is_chinese(run) else [run])]
        telling = [word for word in dict.fromkeys(found) if word not in PARTICLES] or found
        return cls(text, tuple(Unit(word) for word in telling[:MAX_UNITS]), within, tuple(runs))

    def __bool__(self):
        return bool(self.units)

    def naming(self, names):
        """The same, its words knowing the `names` of shops and categories (word → lexemes) that they are part of."""
        units = (
            replace(
                unit,
                shops=tuple(n for n in names.get(unit.text, []) if n.startswith(lexemes.SHOP)),
                categories=tuple(n for n in names.get(unit.text, []) if n.startswith(lexemes.CATEGORY)),
            )
            for unit in self.units
        )
        return replace(self, units=tuple(units))

    def titles(self):
        """In the title: as a whole, as typed, word by word, as begun, guessed."""
        whole = "".join(self.runs)
        asked = [literal(f"={whole}"), every(Unit(run).exact for run in self.runs)]
        asked.append(every(unit.exact for unit in self.units))
        if len(whole) == 1:
            asked.append(literal(f"^{whole}"))
        if len(self.runs) > 1 and not any(map(reading.is_chinese, self.runs)):
            asked += [Unit(whole).begun, every(unit.begun for unit in self.units), Unit(whole).guessed]
        asked += [every(unit.begun for unit in self.units), every(unit.guessed for unit in self.units)]
        if self._is_being_typed:
            *typed, last = self.units
            asked.append(every([*(unit.guessed for unit in typed), literal(last.text) + ":*"]))
        return self._asked(asked)

    @property
    def _is_being_typed(self):
        """Of the last word only the first letter is there: "15 apple p"."""
        last = self.units[-1]
        return len(last.text) == 1 < len(self.units) and last.text == self.runs[-1] and not last.is_chinese

    def anywhere(self):
        """By its shop's name, by its category's, by anything else it says."""
        asked = []
        everything = every(unit.named for unit in self.units)
        for names in (
            [n for u in self.units for n in u.shops],
            [n for u in self.units for n in u.categories],
        ):
            if names:
                asked.append(every([some(map(literal, dict.fromkeys(names))), everything]))
        return self._asked([*asked, everything])

    def meaning(self, alike):
        """Every word, or what looks or sounds most like it, then what looks or sounds somewhat like it.

        `alike` maps a word to such phrases and their tsqueries, the likeliest first.
        """
        if not alike:
            return []
        likeliest = {word: phrases[:1] for word, phrases in alike.items()}
        meant = [every(some(_with(unit, by)) for unit in self.units) for by in (likeliest, alike)]
        return self._asked(meant)

    def near(self, alike):
        """Any of the words, of those like them, or of what they are made of."""
        pairs = [
            literal(pair)
            for unit in self.units
            if unit.is_chinese
            for pair in sorted(lexemes.spelt(unit.text))
        ]
        return self._asked([some([*(some(_with(unit, alike)) for unit in self.units), *pairs])])

    def corrected(self, alike):
        """The text with the likeliest phrase in place of each word."""
        text = self.text
        for unit in self.units:
            if likely := alike.get(unit.text):
                text = text.replace(unit.text, likely[0][0])
        return "" if text == self.text else text

    def _asked(self, asked):
        places = [some(map(literal, place)) for place in self.within]
        return list(dict.fromkeys(every([*places, question]) for question in asked))


def _with(unit, alike):
    return [unit.named, *(question for _phrase, question in alike.get(unit.text, []))]


def literal(lexeme):
    quoted = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"


def every(parts):
    return _joined(" & ", parts)


def some(parts):
    return _joined(" | ", parts)


def _joined(sign, parts):
    parts = list(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else f"({sign.join(parts)})"
