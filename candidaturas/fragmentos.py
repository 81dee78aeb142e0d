"""La frase que contiene lo buscado, con sus palabras señaladas.

Se toma la primera mención según el orden del cuestionario: no se elige qué frase conviene.
"""

import re
import unicodedata
from typing import NamedTuple

from candidaturas.models import PerfilPublicado

ALREDEDOR = 90
CAMPOS = (*PerfilPublicado.TEXTOS_LARGOS, *PerfilPublicado.PROPUESTAS)


class Trozo(NamedTuple):
    texto: str
    marcado: bool


class Fragmento(NamedTuple):
    """De qué respuesta es y sus trozos, en orden; la plantilla escapa cada uno."""

    pregunta: str
    trozos: list[Trozo]


def de_perfil(perfil: PerfilPublicado, palabras: list[str]) -> Fragmento | None:
    for campo in CAMPOS:
        texto = " ".join(getattr(perfil, campo).split())
        if trozos := senalar(texto, palabras):
            return Fragmento(PerfilPublicado.pregunta(campo), trozos)
    return None


def senalar(texto: str, palabras: list[str]) -> list[Trozo]:
    """Vacía si ninguna palabra empieza así en el texto."""
    patron = "|".join(re.escape(p) for p in palabras)
    hallazgos = list(re.finditer(rf"\b(?:{patron})\w*", _llano(texto))) if patron else []
    if not hallazgos:
        return []
    desde = max(0, hallazgos[0].start() - ALREDEDOR)
    hasta = min(len(texto), hallazgos[0].end() + ALREDEDOR)
    # Se corta en un espacio, no a media palabra.
    desde = texto.find(" ", desde, hallazgos[0].start()) + 1 if desde else 0
    if hasta < len(texto):
        hasta = max(texto.rfind(" ", hallazgos[0].end(), hasta), hallazgos[0].end())
    trozos = [Trozo("…", False)] if desde else []
    for hallazgo in hallazgos:
        if hallazgo.end() > hasta:
            break
        trozos.append(Trozo(texto[desde : hallazgo.start()], False))
        trozos.append(Trozo(texto[hallazgo.start() : hallazgo.end()], True))
        desde = hallazgo.end()
    trozos.append(Trozo(texto[desde:hasta] + ("…" if hasta < len(texto) else ""), False))
    return [trozo for trozo in trozos if trozo.texto]


class _Llanas(dict):
    """Código de una letra → la misma sin acento ni mayúscula. Se llena con las que van saliendo."""

    def __missing__(self, codigo: int) -> str:
        llana = unicodedata.normalize("NFD", chr(codigo))[0].lower()[:1]
        self[codigo] = llana
        return llana


_LLANAS = _Llanas()


def _llano(texto: str) -> str:
    """Sin acentos ni mayúsculas, y del mismo largo: las posiciones deben coincidir."""
    return texto.translate(_LLANAS)
