"""Provinces, cities and districts of China: the table, whether an address fits it, and reading a pasted one."""
