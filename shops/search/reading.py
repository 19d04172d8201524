"""How text is read: one width and case, runs of Chinese or of other letters, words, pinyin.

The dictionaries weigh some 70 MB and half a second; they are loaded by the first text that needs them.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇\U00020000-\U0003ffff"
RUN = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
NUMBER = re.compile("([一二两三四五六七八九]?[十百千万])+[一二三四五六七八九]?")
SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiouv])"
)
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}


def fold(text):
    """One width, lower case, no accents, no control characters, single spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    text = "".join(
        " " if unicodedata.category(c)[0] in "CZ" else c for c in unicodedata.normalize("NFC", text)
    )
    return " ".join(text.split())


def runs(folded):
    """The stretches of Chinese and of other letters and digits, in order."""
    return RUN.findall(folded)


def is_chinese(run):
    return bool(re.match(f"[{HAN}]", run))


def words(run):
    """The words of a Chinese run, one after another."""
    return _dictionary().cut(run)


def word_starts(run):
    """Where a word begins in a Chinese run, the words inside longer ones too."""
    return sorted({start for _word, start, _end in _dictionary().tokenize(run, "search")})


@lru_cache(4096)
def pinyin(run):
    """One syllable, without its tone, for each character of a Chinese run. Traditional characters read the same."""
    return tuple(_reader()(run, errors=list))


def syllables(letters):
    """The pinyin syllables that `letters` is made of, or nothing if it is none."""
    return re.findall(SYLLABLE, letters) if re.fullmatch(f"(?:{SYLLABLE})+", letters) else []


def pieces(run):
    """Letters and digits apart: iphone15 → iphone, 15."""
    return re.findall(r"\d+|\D+", run)


def number(run):
    """The digits of a Chinese number of two characters and more: 十九 → "19". None for anything else."""
    if len(run) < 2 or not NUMBER.fullmatch(run) or run.startswith(("千万", "百万", "十万")):
        return None
    total = section = digit = 0
    for character in run:
        if character == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
        elif character in SCALES:
            section, digit = section + (digit or 1) * SCALES[character], 0
        else:
            digit = DIGITS[character]
    return str(total + section + digit)


def numbers(run):
    """The Chinese numbers inside a Chinese run, in digits."""
    return [value for found in NUMBER.finditer(run) if (value := number(found.group()))]


@cache
def _dictionary():
    return import_module("rjieba")


@cache
def _reader():
    return import_module("pypinyin").lazy_pinyin
