"""Sirve el almacén público de archivos. El privado no tiene dirección."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.views.decorators.http import require_safe
from django.views.static import serve


@login_not_required
@require_safe
@transaction.non_atomic_requests
def servir_medio(request, ruta: str):
    """Un archivo publicado, o 404. En producción un servidor web puede hacerlo en su lugar."""
    respuesta = serve(request, ruta, document_root=str(settings.MEDIA_ROOT))
    # El nombre es al azar y el contenido no cambia; al retirar un perfil el archivo se borra,
    # así que la copia del navegador vive poco y se revalida.
    respuesta["Cache-Control"] = "public, max-age=10, must-revalidate"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta
