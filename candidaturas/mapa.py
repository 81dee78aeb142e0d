"""El estado dibujado: del TopoJSON a trazos de SVG, una vez por proceso del servidor.

Los arcos se comparten entre vecinos y se redondean una sola vez, así que no quedan huecos.
"""

import json
import math
from functools import lru_cache
from typing import NamedTuple

from candidaturas.catalogos import CARPETA

ARCHIVO = "coahuila.topojson"
ANCHO = 720
MARGEN = 4

Punto = tuple[int, int]


class Figura(NamedTuple):
    """Un territorio: su número en el catálogo y su trazo."""

    numero: int
    trazo: str


class Dibujo(NamedTuple):
    ancho: int
    alto: int
    figuras: list[Figura]


@lru_cache(maxsize=2)
def dibujo(capa: str) -> Dibujo:
    """`capa`: «distritos» o «municipios»."""
    topologia = json.loads((CARPETA / ARCHIVO).read_text(encoding="utf-8"))
    arcos, alto = _proyectados(topologia)
    figuras = [
        Figura(g["properties"]["id"], "".join(_trazo(anillo, arcos) for anillo in _anillos(g)))
        for g in topologia["objects"][capa]["geometries"]
    ]
    return Dibujo(ANCHO, alto, sorted(figuras))


def _proyectados(topologia: dict) -> tuple[list[list[Punto]], int]:
    """Los arcos en la cuadrícula del dibujo: el norte arriba y los grados de longitud a escala."""
    (ax, ay), (bx, by) = topologia["transform"]["scale"], topologia["transform"]["translate"]
    oeste, sur, este, norte = topologia["bbox"]
    estrechez = math.cos(math.radians((sur + norte) / 2))
    escala = (ANCHO - 2 * MARGEN) / ((este - oeste) * estrechez)
    arcos = []
    for arco in topologia["arcs"]:
        x = y = 0
        puntos: list[Punto] = []
        for dx, dy in arco:
            x, y = x + dx, y + dy
            punto = (
                round(MARGEN + (x * ax + bx - oeste) * estrechez * escala),
                round(MARGEN + (norte - y * ay - by) * escala),
            )
            if not puntos or puntos[-1] != punto:
                puntos.append(punto)
        arcos.append(puntos)
    return arcos, round((norte - sur) * escala) + 2 * MARGEN


def _anillos(geometria: dict) -> list[list[int]]:
    if geometria["type"] == "Polygon":
        return geometria["arcs"]
    return [anillo for poligono in geometria["arcs"] for anillo in poligono]


def _trazo(anillo: list[int], arcos: list[list[Punto]]) -> str:
    """Un anillo con pasos relativos, que pesan la tercera parte que las coordenadas."""
    puntos: list[Punto] = []
    for indice in anillo:
        arco = arcos[indice] if indice >= 0 else arcos[~indice][::-1]
        puntos.extend(arco[1:] if puntos and puntos[-1] == arco[0] else arco)
    (x, y), *resto = puntos
    pasos = [f"M{x} {y}l"]
    for siguiente_x, siguiente_y in resto:
        pasos.append(f"{siguiente_x - x} {siguiente_y - y} ")
        x, y = siguiente_x, siguiente_y
    return "".join(pasos).rstrip() + "z"
