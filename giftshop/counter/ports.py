from giftshop.ports import Port

# Who → handler(user): whether this person comes behind the counter only with a second factor. Operators always do.
SECOND_FACTOR = Port("counter.second_factor")
