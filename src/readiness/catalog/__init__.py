"""Questionnaires and answers on disk: strict YAML with places, versions, lock, worked cases."""
