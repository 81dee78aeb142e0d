"""El trabajador de Celery de las pruebas.

Casi todo lo que cuesta arrancarlo es importar el proyecto. El servidor de procesos de Python
importa este módulo una vez y de él se bifurcan todos (`lanzar_trabajador`, en `conftest.py`).
"""

import os
from pathlib import Path

from celery.apps import worker
from celery.worker import consumer
from kombu.transport import redis

from conoceles.celery import app

# Lo que un trabajador importa al arrancar.
__all__ = ["consumer", "redis", "trabajar", "worker"]

app.loader.import_default_modules()
# Clases de trabajo que solo existen en las pruebas.
app.loader.import_task_module("tests.trabajos_de_prueba")


def trabajar(nombre: str, registro: Path) -> None:
    """Lo que hace `celery -A conoceles worker`; lo que dice queda en `registro`."""
    with registro.open("wb") as salida:
        for descriptor in (1, 2):
            os.dup2(salida.fileno(), descriptor)
    orden = ["worker", "--pool", "solo", "--loglevel", "INFO", "--hostname", nombre]
    app.worker_main([*orden, "--without-mingle", "--without-gossip"])
