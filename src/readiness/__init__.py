"""Readiness: which routes to its users a manufacturer can take, and what to repair first."""

__version__ = "0.1.0"
