"""Mayúsculas y minúsculas del español en nombres escritos todo en mayúsculas.

Nunca se inventa un acento: «RODRIGUEZ» queda «Rodriguez», porque el archivo no dice otra cosa.
"""

import re
import unicodedata
from functools import lru_cache

PARTICULAS = frozenset(
    {"de", "del", "la", "las", "los", "el", "y", "e", "da", "das", "do", "dos", "di", "von", "van"}
)
ENLACES = PARTICULAS | {"en", "por", "con", "para", "a", "al"}
_ROMANOS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"})
_ACENTOS = re.compile("[\u0300-\u036f]")
_PALABRA = re.compile(r"[^\W\d_]+", re.UNICODE)


@lru_cache(maxsize=4096)
def llano(texto: str) -> str:
    """Sin acentos, en minúsculas y con un solo espacio: para comparar, no para mostrar."""
    if not texto.isascii():
        texto = _ACENTOS.sub("", unicodedata.normalize("NFKD", texto.casefold()))
    return " ".join(texto.lower().split())


def _inicial(palabra: str) -> str:
    mixta = palabra[0] + palabra[1:].lower()
    if len(palabra) > 4 and palabra.startswith("MC"):
        mixta = "Mc" + palabra[2] + palabra[3:].lower()
    # Letras que no van y vuelven entre mayúscula y minúscula (İ, ß) se dejan como están.
    return mixta if mixta.upper() == palabra else palabra


def _en_espanol(texto: str, particulas: frozenset[str]) -> str:
    palabras = list(_PALABRA.finditer(texto))
    partes, hasta = [], 0
    for indice, hallazgo in enumerate(palabras):
        palabra = hallazgo[0]
        antes, despues = texto[: hallazgo.start()], texto[hallazgo.end() :]
        suelta = (not antes or antes[-1] in " -") and (not despues or despues[0] in " -")
        if indice and suelta and palabra.lower() in particulas:
            # Al final no hay qué enlazar: «DE LA O», «Y» como inicial última.
            nueva = palabra.lower() if indice < len(palabras) - 1 else _inicial(palabra)
        elif suelta and indice and palabra in _ROMANOS:
            nueva = palabra
        elif antes.endswith("'") and despues[:1] in ("", " ") and palabra == "S":
            nueva = "s"
        else:
            nueva = _inicial(palabra)
        partes += [texto[hasta : hallazgo.start()], nueva]
        hasta = hallazgo.end()
    return "".join(partes) + texto[hasta:]


def nombre_propio(nombre: str) -> str:
    """`GERARDO DE LA O` → `Gerardo de la O`. Lo que ya trae minúsculas se respeta como está."""
    return nombre if nombre != nombre.upper() else _en_espanol(nombre, PARTICULAS)


def lugar(nombre: str) -> str:
    """`NOMBRE DE DIOS` → `Nombre de Dios`."""
    return nombre if nombre != nombre.upper() else _en_espanol(nombre, ENLACES)


def denominacion(nombre: str) -> str:
    """De un partido o coalición; una sola palabra corta se toma por sigla y queda igual."""
    es_sigla = " " not in nombre and len(nombre) <= 5
    return nombre if es_sigla else lugar(nombre)
