"""A private PostgreSQL and Redis around one command, for development, tests and a first look."""
