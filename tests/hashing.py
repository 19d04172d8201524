from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm without its deliberate slowness, which would be most of what the tests wait for."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
