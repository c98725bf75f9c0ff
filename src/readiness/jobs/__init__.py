"""Durable work in the background: kept in the database, shared by all processes that use it."""
