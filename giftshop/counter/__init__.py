"""Behind the counter: the admin's site, and what every page of it has in common. Whatever is not allowed is refused."""
