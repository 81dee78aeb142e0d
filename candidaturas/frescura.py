"""De qué dependen las páginas públicas y qué cambia con cada acto.

Las etiquetas son anchas a propósito en lo que casi nunca cambia (el registro) y angostas en lo que
cambia todo el día (publicar un perfil no toca la página de nadie más).
"""

import time
from collections.abc import Callable, Hashable, Iterable
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from candidaturas.models import Candidatura, ProcesoElectoral
from conoceles.comun import reloj
from conoceles.comun.cache_publico import cacheada, invalidar, versiones_de

T = TypeVar("T")

# Procesos, parámetros, registro, territorio: lo que puede salir en cualquier página.
GENERAL = "general"
# Que alguien publique o retire su perfil: cifras de avance, listas y búsquedas.
PERFILES = "perfiles"
# Los textos que edita el personal.
TEXTOS = "textos"


def de_candidatura(pk: int) -> str:
    """Lo publicado por una candidatura."""
    return f"candidatura:{pk}"


def de_eleccion(pk: int) -> str:
    """Lo publicado por quienes compiten en una elección: boleta, comparación, avisos."""
    return f"eleccion:{pk}"


# --- Quien cambia algo ------------------------------------------------------------------------
def cambio_el_perfil(candidatura: Candidatura) -> None:
    """Se publicó, cambió o se retiró el perfil o una firma de esta candidatura."""
    eleccion = candidatura.formula.eleccion_id
    invalidar([PERFILES, de_candidatura(candidatura.pk), de_eleccion(eleccion)])


def cambio_el_registro() -> None:
    """Cambió un proceso, un parámetro o quiénes están registrados."""
    invalidar([GENERAL])


def cambiaron_los_textos() -> None:
    invalidar([TEXTOS])


# --- Lo que casi nunca cambia -------------------------------------------------------------------
SEGUNDOS_EN_MEMORIA = 60
# Clave → la versión del registro con que se leyó, hasta cuándo vale y lo leído.
_en_memoria: dict[Hashable, tuple[bytes, float, Any]] = {}


class Versiones(NamedTuple):
    """De lo público, con que se hace una página. None: está cambiando o no se sabe."""

    registro: bytes | None
    perfiles: bytes | None


# Las de la petición, cuando ya se preguntaron.
_de_esta_pagina: ContextVar[list[Versiones] | None] = ContextVar("versiones", default=None)


def del_registro(clave: Hashable, leer: Callable[[], T]) -> T:
    """Lo que da `leer` o, mientras el registro siga en la misma versión, lo que ya dio.

    Lo comparten todas las peticiones de este proceso: nadie lo modifica. La versión se pregunta
    antes de leer (una vez por página); si cambia mientras se lee, lo leído ya no se usa.
    """
    version = versiones().registro
    if version is None:
        return leer()
    guardado = _en_memoria.get(clave)
    if guardado and guardado[0] == version and time.monotonic() < guardado[1]:
        return guardado[2]
    valor = leer()
    _en_memoria[clave] = (version, time.monotonic() + SEGUNDOS_EN_MEMORIA, valor)
    return valor


def versiones() -> Versiones:
    if not settings.REGISTRO_EN_MEMORIA:
        return Versiones(None, None)
    sabidas = _de_esta_pagina.get()
    if sabidas:
        return sabidas[0]
    halladas = Versiones(*versiones_de([GENERAL, PERFILES]))
    if sabidas is not None:
        sabidas.append(halladas)
    return halladas


# --- Las vistas -------------------------------------------------------------------------------
def proximo_cambio() -> datetime:
    """Cuándo cambiaría sola una página: al abrirse un proceso o al terminar el día."""
    manana = reloj.hoy() + timedelta(days=1)
    medianoche = timezone.make_aware(datetime.combine(manana, datetime.min.time()))
    apertura = ProcesoElectoral.objects.filter(publico_desde__gt=reloj.ahora()).aggregate(
        proxima=Min("publico_desde")
    )["proxima"]
    return min(filter(None, (medianoche, apertura)))


def pagina_fresca(etiquetas: Callable[..., Iterable[str]]):
    """Decorador de vistas públicas, por fuera de `solo_lectura`. GENERAL va siempre.

    `etiquetas` recibe los argumentos de la dirección y devuelve de qué más depende la página.
    """
    guardar = cacheada(
        etiquetas=lambda request, **de_la_direccion: [GENERAL, *etiquetas(**de_la_direccion)],
        caduca=proximo_cambio,
    )

    def decorador(vista):
        @wraps(vista)
        def con_una_version(*args, **kwargs):
            antes = _de_esta_pagina.set([])
            try:
                return vista(*args, **kwargs)
            finally:
                _de_esta_pagina.reset(antes)

        return guardar(con_una_version)

    return decorador
