"""Punto de entrada del servidor de aplicaciones."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.settings.demo")
# Una página no espera más que esto a la base; los comandos y trabajos largos no tienen límite.
os.environ.setdefault("BD_TIEMPO_LIMITE_MS", "10000")

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from conoceles.comun.al_frente import AlFrente

application = AlFrente(get_wsgi_application())
# Lo cargado vive lo que el proceso: que el recolector no lo recorra entero a media petición. Las
# direcciones traen todas las vistas, que de otro modo se cargarían con la primera.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
