"""Aplicación de Celery: los trabajos viven en `tasks.py` de cada app."""

import os
import time

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.settings.demo")

app = Celery("conoceles")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

LATIDO = "trabajador:latido"


@app.task(name="conoceles.latido")
def latido():
    """Deja constancia de que el trabajador vive (en tiempo real); `/salud/` la lee."""
    from django.core.cache import (
        cache,
    )  # los ajustes aún no están listos al importar el módulo

    cache.set(LATIDO, time.time(), timeout=120)


@worker_ready.connect
def latir_al_estar_listo(**_):
    """El primer latido no espera a la agenda: `/salud/` responde en cuanto hay trabajador."""
    latido.delay()
