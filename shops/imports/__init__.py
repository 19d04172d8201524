"""Bringing a catalogue in from a Shopify product CSV: `catalogue.bring_in()` is the verb, the other files its steps."""
