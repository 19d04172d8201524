"""A shop's money, told from the ledger. Amounts are fen, days are Beijing's."""
