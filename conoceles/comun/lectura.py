"""Vistas públicas que no pueden escribir, porque PostgreSQL no las deja."""

import logging
from contextlib import contextmanager
from functools import partial, wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.template import loader
from django.views.decorators.http import require_safe
from psycopg.errors import QueryCanceled

from conoceles.comun.conexion_publica import con_rol_publico

bitacora = logging.getLogger(__name__)


def solo_lectura(vista):
    """Vista pública: sin cuenta, solo GET y HEAD, en una transacción READ ONLY del rol público.

    La vista debe devolver la respuesta ya hecha (`render`), no una plantilla diferida. Si una
    consulta pasa de PUBLICO_TIEMPO_LIMITE_MS se responde 503 con una página llana.
    """

    return _envolver(vista, partial(con_rol_publico, solo_lectura=True))


def solo_lectura_con_folio(vista):
    """Como `solo_lectura`, para quien trae un folio: la vista lee, de lo privado, lo que nombra."""
    return _envolver(vista, _transaccion_propia)


def _envolver(vista, transaccion):
    @login_not_required
    @require_safe
    @transaction.non_atomic_requests
    @wraps(vista)
    def envoltura(request, *args, **kwargs):
        try:
            with transaccion():
                return vista(request, *args, **kwargs)
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            bitacora.warning("consulta pública cancelada por lenta: %s", request.path)
            return _demasiado_lenta()

    return envoltura


@contextmanager
def _transaccion_propia():
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SET TRANSACTION READ ONLY; "
                f"SET LOCAL statement_timeout = {settings.PUBLICO_TIEMPO_LIMITE_MS:d}"
            )
        yield


def _demasiado_lenta() -> HttpResponse:
    """Sin procesadores de contexto: podrían volver a consultar."""
    pagina = loader.render_to_string("consulta_lenta.html", {"es_demo": settings.ES_DEMO})
    respuesta = HttpResponse(pagina, status=503)
    respuesta["Retry-After"] = "30"
    respuesta["Cache-Control"] = "no-store"
    return respuesta
