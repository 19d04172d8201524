from django_redis.cache import RedisCache


class Cache(RedisCache):
    """Redis, and without it an empty cache in which everybody may have every lock: slower, never wrong.

    allauth counts attempts under a lock taken by `add`; refused for want of Redis, nobody could log in.
    """

    def add(self, *args, **kwargs):
        added = super().add(*args, **kwargs)
        return True if added is None else added  # None: the connection failed, and the failure was logged
