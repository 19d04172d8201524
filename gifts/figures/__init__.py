"""A merchant's figures: counted once when a day is over, and today's anew whenever somebody looks."""
