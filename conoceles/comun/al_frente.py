"""Una página ya hecha se contesta antes de que Django arme la petición: el día de la elección casi
todo lo que se pide está en este caso, y es la mayor parte de lo que costaba contestarlo.

Aquí solo se atiende lo más simple; lo demás (otro método, códigos de campaña, htmx, condiciones
que no sean «¿sigue siendo esta?») lo resuelve `cache_publico.CachePublico`, con las mismas páginas
y las mismas claves. Lo guardado pasó por todos los middlewares y trae sus encabezados.
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings

from conoceles.comun.cache_publico import Guardada, buscar, clave_de
from conoceles.comun.visitas import contar, es_robot

Ambiente = dict[str, Any]
# Con cualquiera de estos decide Django.
DECIDE_DJANGO = (
    "HTTP_HX_REQUEST",
    "HTTP_HX_HISTORY_RESTORE_REQUEST",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
)
# Los que lleva un 304 (RFC 9110, 15.4.5), de los que una página guardada puede traer.
DE_SIN_CAMBIOS = ("Cache-Control", "ETag", "Vary")
_OK, _SIN_CAMBIOS = (
    f"{estado.value} {estado.phrase}" for estado in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
)


class AlFrente:
    """Una aplicación WSGI que envuelve a la de Django."""

    def __init__(self, aplicacion: Callable) -> None:
        self.aplicacion = aplicacion

    def __call__(self, ambiente: Ambiente, empezar: Callable) -> Iterable[bytes]:
        clave = _clave(ambiente)
        guardada = buscar(clave) if clave else None
        if guardada is None:
            return self.aplicacion(ambiente, empezar)
        estado, encabezados, cuerpo = _respuesta(ambiente, guardada)
        empezar(estado, encabezados)
        if guardada.clase and not es_robot(ambiente):
            contar(guardada.clase, "")
        return [cuerpo]


def _clave(ambiente: Ambiente) -> str:
    """Vacía si la petición es de las que resuelve Django."""
    camino, consulta = ambiente.get("PATH_INFO", ""), ambiente.get("QUERY_STRING", "")
    if (
        ambiente["REQUEST_METHOD"] != "GET"
        or ambiente.get("SCRIPT_NAME")
        or not camino.isascii()
        or "%" in consulta
        or any(nombre in ambiente for nombre in DECIDE_DJANGO)
    ):
        return ""
    return clave_de(
        esquema=_esquema(ambiente),
        anfitrion=ambiente.get("HTTP_HOST", ""),
        camino=camino,
        consulta=_en_orden(consulta) if "&" in consulta else consulta,
        de_htmx=[False, False],
    )


def _en_orden(consulta: str) -> str:
    """Con los parámetros en orden, como los deja `visitas.separar_origen`."""
    return "&".join(sorted(consulta.split("&"), key=lambda p: p.partition("=")[0]))


def _esquema(ambiente: Ambiente) -> str:
    """Lo mismo que `HttpRequest.scheme`."""
    if settings.SECURE_PROXY_SSL_HEADER:
        nombre, seguro = settings.SECURE_PROXY_SSL_HEADER
        if (valor := ambiente.get(nombre)) is not None:
            return "https" if valor.split(",", 1)[0].strip() == seguro else "http"
    return ambiente.get("wsgi.url_scheme", "")


def _respuesta(ambiente: Ambiente, guardada: Guardada) -> tuple[str, list[tuple[str, str]], bytes]:
    conocida = ambiente.get("HTTP_IF_NONE_MATCH", "")
    etiqueta = guardada.encabezados["ETag"]
    if conocida and etiqueta in [parte.strip().removeprefix("W/") for parte in conocida.split(",")]:
        lleva = [(n, v) for n, v in guardada.encabezados.items() if n in DE_SIN_CAMBIOS]
        return _SIN_CAMBIOS, lleva, b""
    return _OK, list(guardada.encabezados.items()), guardada.cuerpo
