"""Proyecto: ajustes, direcciones y arranque. El dominio vive en las apps."""

from conoceles.celery import app as celery_app

__all__ = ["celery_app"]
