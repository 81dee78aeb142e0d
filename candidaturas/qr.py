"""El código QR de una dirección, como un solo trazo: cabe en la página, en un SVG y en un PDF."""

from functools import lru_cache
from typing import NamedTuple

import segno

# El margen blanco que pide la norma para que cualquier teléfono lo lea.
MARGEN = 4


class CodigoQR(NamedTuple):
    """`trazo` es el atributo `d` de un `<path>` con trazo de un punto; `lado`, el del `viewBox`."""

    lado: int
    trazo: str


@lru_cache(maxsize=1000)
def codigo_qr(direccion: str) -> CodigoQR:
    matriz = segno.make_qr(direccion, error="m").matrix
    trazos = []
    for y, renglon in enumerate(matriz):
        x = 0
        while x < len(renglon):
            largo = 0
            while x + largo < len(renglon) and renglon[x + largo]:
                largo += 1
            if largo:
                trazos.append(f"M{x + MARGEN} {y + MARGEN}.5h{largo}")
            x += largo or 1
    return CodigoQR(len(matriz) + 2 * MARGEN, "".join(trazos))
