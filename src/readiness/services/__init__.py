"""Use cases: one function each, the session first and `now` explicit; every door calls these."""
