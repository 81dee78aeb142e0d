"""El estado dibujado: del TopoJSON a trazos de SVG, una vez por proceso del servidor.

Los arcos se comparten entre vecinos y se redondean una sola vez, así que no quedan huecos.
"""

import json
import math
from functools import lru_cache
from typing import NamedTuple

import shapely  # type: ignore[import-untyped]

from candidaturas.catalogos import CARPETA

ARCHIVO = "coahuila.topojson"
ANCHO = 720
ANCHO_DE_RECUADRO = 360
MARGEN = 4

Punto = tuple[int, int]


class Figura(NamedTuple):
    """Un territorio: su número en el catálogo y su trazo."""

    numero: int
    trazo: str


class Caja(NamedTuple):
    """Una parte del mundo, en grados."""

    oeste: float
    sur: float
    este: float
    norte: float


class Dibujo(NamedTuple):
    ancho: int
    alto: int
    figuras: list[Figura]


class Recuadro(NamedTuple):
    """Una ciudad de cerca, y el lugar que ocupa en el dibujo grande: x, y, ancho y alto."""

    nombre: str
    dibujo: Dibujo
    marco: tuple[int, int, int, int]


# Donde varios distritos caben en lo que mide la punta de un dedo.
CIUDADES = {
    "Saltillo y Ramos Arizpe": Caja(-101.10, 25.33, -100.85, 25.57),
    "Torreón": Caja(-103.50, 25.47, -103.30, 25.63),
}


@lru_cache(maxsize=2)
def dibujo(capa: str) -> Dibujo:
    """`capa`: «distritos» o «municipios»."""
    topologia = _topologia()
    return _dibujar(topologia, capa, Caja(*topologia["bbox"]), ANCHO)


@lru_cache(maxsize=1)
def recuadros() -> list[Recuadro]:
    """Los distritos de las ciudades, ampliados."""
    topologia = _topologia()
    todo = Caja(*topologia["bbox"])
    hechos = []
    for nombre, caja in CIUDADES.items():
        cerca = _dibujar(topologia, "distritos", caja, ANCHO_DE_RECUADRO)
        izquierda, arriba = _punto(caja.oeste, caja.norte, todo, ANCHO)
        derecha, abajo = _punto(caja.este, caja.sur, todo, ANCHO)
        marco = (izquierda, arriba, derecha - izquierda, abajo - arriba)
        visibles = [f for f in cerca.figuras if _se_ve(f.trazo, cerca)]
        hechos.append(Recuadro(nombre, cerca._replace(figuras=visibles), marco))
    return hechos


def _topologia() -> dict:
    return json.loads((CARPETA / ARCHIVO).read_text(encoding="utf-8"))


def _dibujar(topologia: dict, capa: str, caja: Caja, ancho: int) -> Dibujo:
    arcos = _proyectados(topologia, caja, ancho)
    figuras = [
        Figura(g["properties"]["id"], "".join(_trazo(anillo, arcos) for anillo in _anillos(g)))
        for g in topologia["objects"][capa]["geometries"]
    ]
    _, alto = _punto(caja.oeste, caja.sur, caja, ancho)
    return Dibujo(ancho, alto + MARGEN, sorted(figuras))


def _punto(longitud: float, latitud: float, caja: Caja, ancho: int) -> Punto:
    """En la cuadrícula del dibujo: el norte arriba y los grados de longitud a escala."""
    estrechez = math.cos(math.radians((caja.sur + caja.norte) / 2))
    escala = (ancho - 2 * MARGEN) / ((caja.este - caja.oeste) * estrechez)
    return (
        round(MARGEN + (longitud - caja.oeste) * estrechez * escala),
        round(MARGEN + (caja.norte - latitud) * escala),
    )


def _proyectados(topologia: dict, caja: Caja, ancho: int) -> list[list[Punto]]:
    (ax, ay), (bx, by) = topologia["transform"]["scale"], topologia["transform"]["translate"]
    arcos = []
    for arco in topologia["arcs"]:
        x = y = 0
        puntos: list[Punto] = []
        for dx, dy in arco:
            x, y = x + dx, y + dy
            punto = _punto(x * ax + bx, y * ay + by, caja, ancho)
            if not puntos or puntos[-1] != punto:
                puntos.append(punto)
        arcos.append(puntos)
    return arcos


def _se_ve(trazo: str, dibujo: Dibujo) -> bool:
    """Si toca el recuadro: lo demás del estado queda fuera y no se manda."""
    tocado = shapely.box(0, 0, dibujo.ancho, dibujo.alto)
    return any(tocado.intersects(anillo) for anillo in _poligonos(trazo))


def _poligonos(trazo: str):
    for anillo in trazo.split("z")[:-1]:
        inicio, _, pasos = anillo.removeprefix("M").partition("l")
        x, y = map(int, inicio.split())
        puntos = [(x, y)]
        cifras = iter(map(int, pasos.split()))
        for dx, dy in zip(cifras, cifras, strict=True):
            x, y = x + dx, y + dy
            puntos.append((x, y))
        if len(puntos) > 3:
            yield shapely.make_valid(shapely.Polygon(puntos))


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
