"""A pretend bank for demonstrations, development and tests. It keeps its own books and is reached as a real one
would be: by numbers, with signed notices, and with its own ways of going wrong.
"""
