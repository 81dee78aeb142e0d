"""Vistas públicas que no pueden escribir, porque PostgreSQL no las deja."""

import logging
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.template import loader
from django.views.decorators.http import require_safe
from psycopg.errors import QueryCanceled

bitacora = logging.getLogger(__name__)


def solo_lectura(vista):
    """Vista pública: sin cuenta, solo GET y HEAD, dentro de una transacción READ ONLY.

    La vista debe devolver la respuesta ya hecha (`render`), no una plantilla diferida. Si una
    consulta pasa de PUBLICO_TIEMPO_LIMITE_MS se responde 503 con una página llana.
    """

    @login_not_required
    @require_safe
    @transaction.non_atomic_requests
    @wraps(vista)
    def envoltura(request, *args, **kwargs):
        try:
            return _consultar(vista, request, *args, **kwargs)
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            bitacora.warning("consulta pública cancelada por lenta: %s", request.path)
            return _demasiado_lenta()

    return envoltura


def _consultar(vista, request, *args, **kwargs):
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Una página pública no espera más que esto a la base, pida lo que pida.
            cursor.execute(
                "SET TRANSACTION READ ONLY; "
                f"SET LOCAL statement_timeout = {settings.PUBLICO_TIEMPO_LIMITE_MS:d}"
            )
        return vista(request, *args, **kwargs)


def _demasiado_lenta() -> HttpResponse:
    """Sin procesadores de contexto: podrían volver a consultar."""
    pagina = loader.render_to_string("consulta_lenta.html", {"es_demo": settings.ES_DEMO})
    respuesta = HttpResponse(pagina, status=503)
    respuesta["Retry-After"] = "30"
    respuesta["Cache-Control"] = "no-store"
    return respuesta
