"""The only room that speaks SQL: the read/write port, the tables, a module of queries per noun.

Every query takes the account and every key holds it, so that nothing can be reached or linked
across accounts.
"""
