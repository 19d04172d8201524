"""What of a text the index holds, as lexemes of a tsvector without positions.

Chinese: every character and every pair; the pinyin from every character on; `~` and the initials from every word on.
Others: the word, and its letters and digits apart. A prefix of a lexeme matches, so what is still being typed does.
`=` and the whole text, `^` and its first letter, `#s` and a shop's id, `#c` and a category's id, `@` and how new the
product is are lexemes too.
"""

from shops.search import reading

REACH = 8  # syllables of one pinyin lexeme
SHOP, CATEGORY = "#s", "#c"
WHOLE = 60  # characters of a text that is a lexeme as a whole


def of_name(text):
    """For titles, names and options: whatever a shopper may type of it."""
    folded = reading.fold(text)
    found = set().union(*map(_of_run, reading.runs(folded)), [])
    return found | {f"={joined(folded)[:WHOLE]}", *_first_letter(folded)}


def of_prose(text):
    """For descriptions: their words."""
    found = set()
    for run in reading.runs(reading.fold(text)):
        found |= set().union(*map(spelt, reading.words(run))) if reading.is_chinese(run) else _of_letters(run)
    return found


def spelt(word):
    """The lexemes that a word's characters are found by."""
    pairs = {word[i : i + 2] for i in range(len(word) - 1)}
    return pairs if reading.is_chinese(word) and pairs else {word}


def joined(folded):
    return "".join(reading.runs(folded))


def shop(pk):
    return f"{SHOP}{pk}"


def category(pk):
    return f"{CATEGORY}{pk}"


def age(pk):
    """The same for some thousand neighbours; the function `shops_search` looks among the newest first."""
    return f"@{pk >> 12}"


def _of_run(run):
    if not reading.is_chinese(run):
        return _of_letters(run)
    sounds = reading.pinyin(run)
    initials = "".join(sound[0] for sound in sounds)
    found = {*run, *spelt(run), *reading.numbers(run)}
    found |= {"".join(sounds[i : i + REACH]) for i in range(len(run))}
    for start in reading.word_starts(run):
        found |= {f"~{initials[start]}", f"~{initials[start : start + REACH]}"}
    return found


def _of_letters(run):
    return {run, *reading.pieces(run)}


def _first_letter(folded):
    run = next(iter(reading.runs(folded)), "")
    return [f"^{(reading.pinyin(run) if reading.is_chinese(run) else run)[0][0]}"] if run else []
