"""A client for what is not signed, made once: making one takes longer than most of these tests."""

import httpx

http = httpx.Client(trust_env=False)
