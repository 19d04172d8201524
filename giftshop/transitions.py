"""A state machine as a table that reads like the one in the documents."""

from giftshop.refusals import IllegalTransition


class Transitions:
    """`Transitions(ship=({"to_ship"}, "shipped"), …)`: verb → (states it starts from, state it ends in)."""

    def __init__(self, **verbs):
        self.verbs = verbs

    def allows(self, verb, state):
        return state in self.verbs[verb][0]

    def check(self, verb, state):
        """The state that `verb` leads to. Raises IllegalTransition when it does not start from `state`."""
        if not self.allows(verb, state):
            raise IllegalTransition(verb=verb, state=state)
        return self.verbs[verb][1]
