"""Cuántas veces se deja hacer algo desde una misma dirección, sin guardar la dirección.

Lo único que queda, y solo unos minutos, es un resumen con clave de la dirección: sin la clave del
sitio no se puede saber de cuál es. Si Redis no responde, se deja pasar.
"""

import hmac
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.comun import almacen


def direccion_de(request: HttpRequest) -> str:
    """De dónde viene la petición, según los intermediarios en que se confía (ajuste)."""
    saltos = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    cuantos = settings.INTERMEDIARIOS_DE_CONFIANZA
    if cuantos and len(saltos) >= cuantos and saltos[-cuantos].strip():
        return saltos[-cuantos].strip()
    return request.META.get("REMOTE_ADDR", "")


def resumen_de(direccion: str) -> str:
    """Resumen con clave. De una IPv6 cuenta su red: cada casa tiene millones de direcciones."""
    try:
        ip = ip_address(direccion)
    except ValueError:
        texto = "desconocida"
    else:
        texto = str(int(ip) >> 64) if isinstance(ip, IPv6Address) else str(ip)
    clave = f"limites:{settings.SECRET_KEY}".encode()
    return hmac.new(clave, texto.encode(), sha256).hexdigest()[:32]


def permitir(request: HttpRequest, asunto: str, *, maximo: int, segundos: int) -> bool:
    """Cuenta un intento de `asunto`; falso si ya van más de `maximo` en `segundos`."""
    clave = f"conoceles:limite:{asunto}:{resumen_de(direccion_de(request))}"

    def contar(redis) -> int:
        with redis.pipeline() as tubo:
            tubo.set(clave, 0, ex=segundos, nx=True)
            tubo.incr(clave)
            return tubo.execute()[1]

    return almacen.intentar(contar, si_falla=0) <= maximo


def pedir_espera(request: HttpRequest, segundos: int) -> HttpResponse:
    respuesta = render(request, "429.html", status=429)
    respuesta["Retry-After"] = str(segundos)
    return respuesta
