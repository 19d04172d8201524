"""What sharing brings and costs: counted once when a day is over, and today's anew whenever somebody looks."""
