"""Las páginas de error que Django no encuentra solo."""

import re

from django.conf import settings
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.debug import SafeExceptionReporterFilter


class SinLlaves(SafeExceptionReporterFilter):
    """Lo que Django ya calla en un reporte de error y, además, lo nuestro que se llama en español.

    La base cifrada no sirve de nada si el reporte de una falla lleva la llave.
    """

    hidden_settings = re.compile(
        SafeExceptionReporterFilter.hidden_settings.pattern + "|LLAVE|CLAVE|DATABASE_URL",
        flags=re.IGNORECASE,
    )


def error_500(request):
    """Sin procesadores de contexto: la falla pudo estar en la base."""
    pagina = loader.render_to_string("500.html", {"es_demo": settings.ES_DEMO})
    return HttpResponseServerError(pagina)


def falla_csrf(request, reason=""):
    """Dice qué pasó y qué hacer sin perder lo escrito."""
    return render(request, "403_csrf.html", status=403)
