from giftshop.ports import Port

# handler(shop): what another app does when a shop is suspended, in the transaction of `Shop.suspend()`.
SUSPENSION = Port("shops.suspension")
