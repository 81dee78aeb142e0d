"""Contar visitas sin saber de quién son: por día, clase de página y código de campaña.

Ni cookie ni dirección: solo se suma uno en Redis. Nada se escribe en la base al ver una página; la
tarea `candidaturas.volcar_visitas` pasa los conteos a su tabla. Lo que una caché ajena responde
por su cuenta (10 segundos como mucho) no llega aquí y no se cuenta.
"""

import re
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse

from conoceles.comun import almacen, reloj

PARAMETRO = "origen"
PENDIENTES = "conoceles:visitas:pendientes"
CODIGO = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
# Cualquiera puede inventar códigos en la dirección: pasado el tope del día, van juntos.
CODIGOS_POR_DIA = 200
OTROS = "otros"
VIDA_DE_LOS_CODIGOS = 3 * 24 * 60 * 60
# El espacio cuyas páginas se cuentan, y las públicas que viven en otro.
ESPACIO = "candidaturas"
ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|fetch|scan|monitor|check|preview|headless|lighthouse|archive|scrap"
    r"|curl|wget|python|java/|okhttp|go-http|libwww|httpclient|axios|node|postman|feed|rss"
    r"|facebookexternalhit|whatsapp|telegram|skype|embedly|validator",
    re.IGNORECASE,
)

_SUMAR = """
local codigo = ARGV[3]
if codigo ~= '' and redis.call('SISMEMBER', KEYS[2], codigo) == 0 then
    if redis.call('SCARD', KEYS[2]) >= tonumber(ARGV[4]) then
        codigo = ARGV[5]
    else
        redis.call('SADD', KEYS[2], codigo)
        redis.call('EXPIRE', KEYS[2], ARGV[6])
    end
end
redis.call('HINCRBY', KEYS[1], ARGV[1] .. '|' .. ARGV[2] .. '|' .. codigo, 1)
return codigo
"""


def separar_origen(request: HttpRequest) -> str:
    """Quita de la dirección el código de campaña y lo devuelve; vacío si no es un código.

    Además ordena los parámetros. Así la vista hace la misma página con y sin código: ni la clave
    de la caché ni los enlaces de la página lo llevan.
    """
    consulta = request.META.get("QUERY_STRING", "")
    if not consulta:
        return ""
    codigo, partes = "", []
    for parte in consulta.split("&"):
        nombre, _, valor = parte.partition("=")
        if unquote_plus(nombre) == PARAMETRO:
            codigo = codigo or unquote_plus(valor)
        else:
            partes.append((unquote_plus(nombre), parte))
    # El orden entre parámetros del mismo nombre sí significa algo: solo se ordena por nombre.
    partes.sort(key=lambda par: par[0])
    request.META["QUERY_STRING"] = "&".join(parte for _, parte in partes)
    return codigo if CODIGO.fullmatch(codigo) else ""


def es_robot(meta: dict[str, str]) -> bool:
    """Si quien pide dice ser un programa, o el navegador solo se está adelantando.

    `meta`: los encabezados como los da WSGI.
    """
    agente = meta.get("HTTP_USER_AGENT", "")
    proposito = meta.get("HTTP_SEC_PURPOSE", "") + meta.get("HTTP_PURPOSE", "")
    return not agente or "prefetch" in proposito.lower() or bool(ROBOTS.search(agente))


def pagina_de(request: HttpRequest, respuesta: HttpResponse) -> str:
    """La clase de página que se vio (el nombre de su dirección), o vacío si no es una página."""
    if request.method != "GET" or respuesta.status_code not in {200, 304}:
        return ""
    if request.headers.get("HX-Request") or es_robot(request.META):
        return ""
    # La caché recuerda la clase de lo que guardó; lo demás lo dice la dirección resuelta.
    if hasattr(respuesta, "pagina"):
        return respuesta.pagina
    resuelta = request.resolver_match
    es_html = respuesta.get("Content-Type", "").startswith("text/html")
    if resuelta is None or resuelta.namespaces != [ESPACIO] or not es_html:
        return ""
    return resuelta.url_name or ""


def contar(pagina: str, codigo: str) -> None:
    dia = reloj.hoy().isoformat()
    claves = [PENDIENTES, f"conoceles:visitas:codigos:{dia}"]
    valores = [dia, pagina, codigo, CODIGOS_POR_DIA, OTROS, VIDA_DE_LOS_CODIGOS]
    almacen.intentar(lambda r: r.eval(_SUMAR, 2, *claves, *valores), si_falla=None)


class ContarVisitas:
    """Cuenta después de responder, también lo que salió de la caché. Va por fuera de ella."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        respuesta = self.get_response(request)
        if pagina := pagina_de(request, respuesta):
            contar(pagina, getattr(request, "codigo_de_campana", ""))
        return respuesta
