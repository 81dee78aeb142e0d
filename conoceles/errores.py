"""Las páginas de error que Django no encuentra solo."""

from django.conf import settings
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader


def error_500(request):
    """Sin procesadores de contexto: la falla pudo estar en la base."""
    pagina = loader.render_to_string("500.html", {"es_demo": settings.ES_DEMO})
    return HttpResponseServerError(pagina)


def falla_csrf(request, reason=""):
    """Dice qué pasó y qué hacer sin perder lo escrito."""
    return render(request, "403_csrf.html", status=403)
