"""Formularios públicos sin cookies: se aceptan solo si los envía una página de este mismo sitio.

Las páginas públicas no llevan cookie, así que no hay sesión que robar ni ficha CSRF que comparar.
Basta con que el navegador diga de dónde viene el envío (Fetch-Metadata) o, si no lo dice, que el
encabezado Origin sea el nuestro. Quien no es un navegador no engaña a nadie más que a sí mismo.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

MISMO_SITIO = frozenset({"same-origin", "none"})


def viene_de_aqui(request) -> bool:
    """Si el envío sale de una página de este sitio, según Fetch-Metadata y Origin."""
    declarado = request.headers.get("Sec-Fetch-Site")
    if declarado is not None and declarado not in MISMO_SITIO:
        return False
    origen = request.headers.get("Origin")
    if origen is None:
        return declarado is not None
    return urlsplit(origen).netloc == request.get_host()


def formulario_publico(vista):
    """Vista pública que recibe un formulario sin cookie: GET libre, POST solo desde este sitio."""

    @login_not_required
    @wraps(vista)
    def envoltura(request, *args, **kwargs):
        if request.method == "POST" and not viene_de_aqui(request):
            return render(request, "403.html", status=403)
        return vista(request, *args, **kwargs)

    # La protección es la de arriba; la de Django exigiría una cookie en una página pública.
    envoltura.csrf_exempt = True  # type: ignore[attr-defined]
    return envoltura
