"""What an ASGI server loads: `uvicorn --factory readiness.server:build`."""

from fastapi import FastAPI

from readiness.app import create_app
from readiness.settings import Settings


def build() -> FastAPI:
    """Build the app from the environment's settings."""
    return create_app(Settings())
