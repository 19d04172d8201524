"""Finding goods by Chinese words, pinyin, initials and English, slips of the finger included.

`finding.Search` finds, `suggestions.suggest` completes. Words are matched from an index that is written with the goods
(`index`); what a shopper may see, and for how much, is never in it and always asked of the goods themselves.
"""
