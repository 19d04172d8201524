from giftshop.ports import Port

# Who → handler(user): whether this person comes behind the counter only with a second factor. Operators always do.
SECOND_FACTOR = Port("counter.second_factor")

# App → handler(board) → (template, context): what it adds to the first page, for those who may see money. `board` has
# `shops` (ids, None for all) and `days`.
PANELS = Port("counter.panels")
