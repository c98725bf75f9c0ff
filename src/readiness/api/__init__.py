"""REST under `/v1`: one of the three doors."""
