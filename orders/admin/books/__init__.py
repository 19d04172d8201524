"""The pages about a shop's money: for its owners and the operator. GET alone, they change nothing."""
