"""El código QR de una dirección, como un solo trazo: cabe en la página, en un SVG y en un PDF."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import zxingcpp
from numpy.typing import NDArray

# El margen blanco que pide la norma para que cualquier teléfono lo lea.
MARGEN = 4


class CodigoQR(NamedTuple):
    """`trazo` es el atributo `d` de un `<path>` con trazo de un punto; `lado`, el del `viewBox`."""

    lado: int
    trazo: str


def matriz_qr(direccion: str) -> NDArray[np.bool_]:
    """Qué puntos van pintados, sin el margen. Aguanta que se pierda la séptima parte (nivel M)."""
    codigo = zxingcpp.create_barcode(direccion, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return np.array(zxingcpp.write_barcode_to_image(codigo, add_quiet_zones=False)) == 0


@lru_cache(maxsize=1000)
def codigo_qr(direccion: str) -> CodigoQR:
    matriz = matriz_qr(direccion)
    trazos = []
    for y, renglon in enumerate(matriz.tolist()):
        x = 0
        while x < len(renglon):
            largo = 0
            while x + largo < len(renglon) and renglon[x + largo]:
                largo += 1
            if largo:
                trazos.append(f"M{x + MARGEN} {y + MARGEN}.5h{largo}")
            x += largo or 1
    return CodigoQR(len(matriz) + 2 * MARGEN, "".join(trazos))
