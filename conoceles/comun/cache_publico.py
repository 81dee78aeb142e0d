"""Las páginas públicas ya hechas, guardadas en Redis hasta que cambie aquello de lo que dependen.

Cada página declara sus etiquetas («candidatura:5», «perfiles»). Guardar una página es guardar con
ella la versión que sus etiquetas tenían *antes* de consultar la base; servirla exige que todas
sigan en esa versión. Quien cambia algo marca sus etiquetas dentro de la transacción (desde ese
momento esas páginas ni se sirven ni se guardan) y les da una versión nueva al confirmarla. Lo
anterior a un cambio confirmado no se vuelve a traer de Redis.

Si el proceso muere entre confirmar y avisar, la marca sigue puesta más tiempo del que vive
cualquier página guardada. Si Redis no responde, las páginas se hacen cada vez.

Lo que ya se trajo de Redis se queda en la memoria del proceso mientras no cambie nada público:
cada marca y cada versión nueva cambian también la «generación», y quien ve otra olvida todo. Se
pregunta por ella cada SEGUNDOS_SIN_PREGUNTAR: lo más que otro proceso tarda en ver un cambio.
"""

import json
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache, wraps
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from conoceles.comun import almacen, reloj
from conoceles.comun.visitas import separar_origen

POLITICA = "public, s-maxage=10, max-age=0, must-revalidate"
CAMBIANDO = b"cambiando"
VIDA_DE_LA_MARCA = 2 * 60
VIDA_DE_LA_VERSION = 60 * 60
LARGO_MAXIMO_DE_CONSULTA = 300
# Búsquedas inventadas no pueden llenar la memoria: en cada minuto se guarda hasta aquí.
BYTES_POR_MINUTO = 64 * 1024 * 1024
BYTES_POR_PAGINA = 1024 * 1024
BYTES_EN_MEMORIA = 64 * 1024 * 1024
SEGUNDOS_SIN_PREGUNTAR = 0.2
GENERACION = "conoceles:generacion"
# Lo que htmx pide en la misma dirección es otra página.
ENCABEZADOS_DE_LA_CLAVE = ("HX-Request", "HX-History-Restore-Request")
NO_SE_GUARDAN = frozenset({"Date", "Server", "Connection"})

# Devuelve la página solo si todas sus etiquetas siguen en la versión con que se guardó.
_BUSCAR = """
local guardada = redis.call('HMGET', KEYS[1], 'etiquetas', 'versiones', 'pagina')
if not guardada[3] then return false end
local actuales = redis.call('MGET', unpack(cjson.decode(guardada[1])))
for i, version in ipairs(cjson.decode(guardada[2])) do
    if actuales[i] ~= version then return false end
end
return guardada[3]
"""


class PaginaGuardada(HttpResponse):
    """`pagina`: qué clase de página es, para contar su visita."""

    pagina = ""


class Vigencia(NamedTuple):
    """De qué depende una página, como estaba antes de hacerla, y hasta cuándo vale."""

    versiones: dict[str, bytes]
    caduca: datetime | None


# --- Etiquetas --------------------------------------------------------------------------------
def _clave_de(etiqueta: str) -> str:
    return f"conoceles:etiqueta:{etiqueta}"


def _version_nueva() -> str:
    return uuid.uuid4().hex


def _versiones(redis, claves: list[str]) -> dict[str, bytes]:
    valores = redis.mget(claves)
    if None in valores:
        with redis.pipeline(transaction=False) as tubo:
            for clave, valor in zip(claves, valores, strict=True):
                if valor is None:
                    tubo.set(clave, _version_nueva(), nx=True, ex=VIDA_DE_LA_VERSION)
            tubo.mget(claves)
            valores = tubo.execute()[-1]
    return dict(zip(claves, valores, strict=True))


def versiones_de(etiquetas: Iterable[str]) -> list[bytes | None]:
    """En qué versión va cada una; None si está cambiando o si Redis no responde."""
    claves = [_clave_de(etiqueta) for etiqueta in etiquetas]
    sin_saber: dict[str, bytes] = {}
    halladas = almacen.intentar(lambda r: _versiones(r, claves), si_falla=sin_saber)
    return [None if (v := halladas.get(clave)) == CAMBIANDO else v for clave in claves]


def invalidar(etiquetas: Iterable[str]) -> None:
    """Lo que depende de estas etiquetas cambia en esta transacción. La llaman los servicios."""
    claves = sorted({_clave_de(etiqueta) for etiqueta in etiquetas})
    if not claves or not (settings.CACHE_PUBLICO_SEGUNDOS or settings.REGISTRO_EN_MEMORIA):
        return
    _poner(claves, lambda: CAMBIANDO, VIDA_DE_LA_MARCA)
    transaction.on_commit(lambda: _poner(claves, _version_nueva, VIDA_DE_LA_VERSION))


def _poner(claves: list[str], valor: Callable, vida: int) -> None:
    def poner(redis):
        with redis.pipeline(transaction=False) as tubo:
            for clave in claves:
                tubo.set(clave, valor(), ex=vida)
            tubo.set(GENERACION, _version_nueva(), ex=VIDA_DE_LA_VERSION)
            tubo.execute()

    almacen.intentar(poner, si_falla=None, siempre=True)
    _memoria.volver_a_preguntar()


def vaciar() -> None:
    """Borra toda página guardada: para que de lo suprimido no quede ni lo que ya no se sirve."""

    def borrar(redis):
        for clave in redis.scan_iter("conoceles:pagina:*", count=500):
            redis.unlink(clave)
        redis.set(GENERACION, _version_nueva(), ex=VIDA_DE_LA_VERSION)

    almacen.intentar(borrar, si_falla=None, siempre=True)
    _memoria.volver_a_preguntar()


# --- La vista ---------------------------------------------------------------------------------
def cacheada(
    *,
    etiquetas: Callable[..., Iterable[str]],
    caduca: Callable[[], datetime | None] = lambda: None,
):
    """La respuesta 200 de esta vista se puede guardar. Va por fuera de `solo_lectura`.

    `etiquetas` recibe lo mismo que la vista. `caduca` dice el próximo momento en que la página
    cambiaría sola (la apertura de un proceso), o None.
    """

    def decorador(vista):
        @wraps(vista)
        def envoltura(request, *args, **kwargs):
            versiones: dict[str, bytes] = {}
            if request.method == "GET" and settings.CACHE_PUBLICO_SEGUNDOS:
                claves = [_clave_de(e) for e in etiquetas(request, *args, **kwargs)]
                versiones = almacen.intentar(lambda r: _versiones(r, claves), si_falla=versiones)
            limite = caduca() if versiones else None
            respuesta = vista(request, *args, **kwargs)
            respuesta.vigencia = Vigencia(versiones, limite)
            return respuesta

        return envoltura

    return decorador


# --- El middleware ----------------------------------------------------------------------------
class CachePublico:
    """Sirve lo guardado, guarda lo nuevo y valida con ETag. Va antes que todos los demás."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.codigo_de_campana = separar_origen(request)
        clave = _clave_de_pagina(request)
        respuesta = clave and _guardada(clave)
        if not respuesta:
            respuesta = self.get_response(request)
            vigencia = getattr(respuesta, "vigencia", None)
            if vigencia is None or not _es_publica(respuesta):
                return respuesta
            es_html = respuesta.get("Content-Type", "").startswith("text/html")
            respuesta.pagina = request.resolver_match.url_name if es_html else ""
            respuesta["Cache-Control"] = POLITICA
            respuesta["ETag"] = f'"{sha256(respuesta.content).hexdigest()[:32]}"'
            if clave and request.method == "GET":
                _guardar(clave, respuesta, respuesta.pagina, vigencia)
        pagina = respuesta.pagina
        final = get_conditional_response(request, etag=respuesta["ETag"], response=respuesta)
        final.pagina = pagina
        return final


def _es_publica(respuesta: HttpResponse) -> bool:
    """Lo que varía con algo que no está en la clave no se puede compartir."""
    varia = {nombre.strip() for nombre in respuesta.get("Vary", "").split(",")} - {""}
    return (
        respuesta.status_code == 200
        and not respuesta.streaming
        and not respuesta.cookies
        and varia <= set(ENCABEZADOS_DE_LA_CLAVE)
    )


def _clave_de_pagina(request: HttpRequest) -> str:
    """Vacía si esta petición ni se busca ni se guarda."""
    if request.method not in {"GET", "HEAD"}:
        return ""
    return clave_de(
        esquema=request.scheme or "",
        anfitrion=request.META.get("HTTP_HOST", ""),
        camino=request.path,
        consulta=request.META.get("QUERY_STRING", ""),
        de_htmx=[request.headers.get(nombre) == "true" for nombre in ENCABEZADOS_DE_LA_CLAVE],
    )


def clave_de(
    *, esquema: str, anfitrion: str, camino: str, consulta: str, de_htmx: list[bool]
) -> str:
    """La clave de una página, o vacía si ni se busca ni se guarda. `de_htmx`: si la petición trae
    cada uno de ENCABEZADOS_DE_LA_CLAVE.
    """
    if (
        not settings.CACHE_PUBLICO_SEGUNDOS
        or camino.startswith(settings.CACHE_PUBLICO_FUERA)
        or len(consulta) > LARGO_MAXIMO_DE_CONSULTA
    ):
        return ""
    return _huella(esquema, anfitrion, camino, consulta, *de_htmx)


@lru_cache(maxsize=4096)
def _huella(*partes: str | bool) -> str:
    """Las que más se piden no se calculan otra vez."""
    return f"conoceles:pagina:{sha256(repr(partes).encode()).hexdigest()}"


class Guardada(NamedTuple):
    """Lo que se guardó de una página. `clase`: cuál es, para contar su visita; `caduca`: desde qué
    momento ya no vale aunque nadie la cambie, o None.
    """

    clase: str
    caduca: float | None
    encabezados: dict[str, str]
    cuerpo: bytes


def buscar(clave: str) -> Guardada | None:
    """La página guardada con esa clave, si sigue valiendo."""
    generacion = _memoria.generacion()
    hallada = _memoria.buscar(clave)
    if hallada is None:
        datos = almacen.intentar(lambda r: r.eval(_BUSCAR, 1, clave), si_falla=None)
        if not datos:
            return None
        cabeza, _, cuerpo = datos.partition(b"\n")
        clase, caduca, encabezados = json.loads(cabeza)
        hallada = Guardada(clase, caduca, encabezados, cuerpo)
        _memoria.poner(clave, hallada, generacion)
    if hallada.caduca is not None and reloj.ahora().timestamp() >= hallada.caduca:
        return None
    return hallada


class _Memoria:
    """Las páginas que este proceso ya trajo de Redis, todas de la misma generación."""

    def __init__(self) -> None:
        self._candado = threading.Lock()
        self._paginas: OrderedDict[str, tuple[float, Guardada]] = OrderedDict()
        self._bytes = 0
        self._generacion = b""
        self._preguntar_en = 0.0

    def generacion(self) -> bytes:
        """La que se sabe, de hace a lo más SEGUNDOS_SIN_PREGUNTAR. Vacía si Redis no responde:
        entonces aquí no queda ni se guarda nada.
        """
        ahora = time.monotonic()
        if ahora >= self._preguntar_en:
            sin_saber: dict[str, bytes] = {}
            hallada = almacen.intentar(lambda r: _versiones(r, [GENERACION]), si_falla=sin_saber)
            with self._candado:
                # Contado desde antes de preguntar: la respuesta puede haber tardado.
                self._preguntar_en = ahora + SEGUNDOS_SIN_PREGUNTAR
                nueva = hallada.get(GENERACION) or b""
                if not nueva or nueva != self._generacion:
                    self._paginas.clear()
                    self._bytes = 0
                self._generacion = nueva
        return self._generacion

    def volver_a_preguntar(self) -> None:
        self._preguntar_en = 0.0

    def buscar(self, clave: str) -> Guardada | None:
        hasta, guardada = self._paginas.get(clave, (0.0, None))
        return guardada if time.monotonic() < hasta else None

    def poner(self, clave: str, pagina: Guardada, generacion: bytes) -> None:
        """`generacion`: la que se sabía antes de pedirla a Redis."""
        hasta = time.monotonic() + settings.CACHE_PUBLICO_SEGUNDOS
        with self._candado:
            if not generacion or generacion != self._generacion:
                return
            anterior = self._paginas.pop(clave, None)
            if anterior:
                self._bytes -= len(anterior[1].cuerpo)
            self._paginas[clave] = (hasta, pagina)
            self._bytes += len(pagina.cuerpo)
            while self._bytes > BYTES_EN_MEMORIA:
                self._bytes -= len(self._paginas.popitem(last=False)[1][1].cuerpo)


_memoria = _Memoria()


def _guardada(clave: str) -> PaginaGuardada | None:
    hallada = buscar(clave)
    if hallada is None:
        return None
    respuesta = PaginaGuardada(hallada.cuerpo, headers=hallada.encabezados)
    respuesta.pagina = hallada.clase
    return respuesta


def _guardar(clave: str, respuesta: HttpResponse, pagina: str, vigencia: Vigencia) -> None:
    vida = settings.CACHE_PUBLICO_SEGUNDOS
    versiones = vigencia.versiones
    if not versiones or None in versiones.values() or CAMBIANDO in versiones.values():
        return
    encabezados = {n: v for n, v in respuesta.items() if n not in NO_SE_GUARDAN}
    caduca = vigencia.caduca and vigencia.caduca.timestamp()
    cabeza = json.dumps([pagina, caduca, encabezados])
    datos = cabeza.encode() + b"\n" + respuesta.content
    if len(datos) > BYTES_POR_PAGINA:
        return

    def guardar(redis):
        cuenta = f"conoceles:bytes:{int(reloj.ahora().timestamp() // 60)}"
        with redis.pipeline(transaction=False) as tubo:
            tubo.incrby(cuenta, len(datos))
            tubo.expire(cuenta, 120)
            guardados = tubo.execute()[0]
        if guardados > BYTES_POR_MINUTO:
            return
        with redis.pipeline() as tubo:
            tubo.hset(
                clave,
                mapping={
                    "etiquetas": json.dumps(list(versiones)),
                    "versiones": json.dumps([v.decode() for v in versiones.values()]),
                    "pagina": datos,
                },
            )
            tubo.expire(clave, vida)
            tubo.execute()

    almacen.intentar(guardar, si_falla=None)
