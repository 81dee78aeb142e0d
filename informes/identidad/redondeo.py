"""Redondeo controlado al azar: las cuentas de un grupo, en múltiplos del umbral y sin descuadrar.

Es el de una sola dimensión, con el total siempre hacia abajo. Así la serie publicada suma algo que
de todos modos se podría saber, y conocer el tamaño exacto del grupo no estrecha ninguna celda.
"""

from collections.abc import Sequence
from random import Random, SystemRandom

# Con llave no haría falta menos: a nadie se le redondea dos veces (informes.identidad.grupos).
AZAR: Random = SystemRandom()


def redondear(cuentas: Sequence[int], umbral: int, azar: Random = AZAR) -> list[int]:
    """Cada cuenta, en el múltiplo de abajo o en el de arriba; la que ya es múltiplo no cambia.

    Suman el mayor múltiplo que no pasa de la suma verdadera. Sube cada una con probabilidad
    proporcional a lo que le sobra (muestreo sistemático, con las celdas en orden al azar).
    """
    publicadas = [cuenta - cuenta % umbral for cuenta in cuentas]
    sobrantes = [cuenta % umbral for cuenta in cuentas]
    suben = sum(sobrantes) // umbral
    if not suben:
        return publicadas
    # Cada paso mide al menos el umbral: ninguna celda, que sobra menos, sube dos veces.
    paso = sum(sobrantes) / suben
    siguiente, recorrido = azar.random() * paso, 0
    orden = list(range(len(cuentas)))
    azar.shuffle(orden)
    for lugar in orden:
        recorrido += sobrantes[lugar]
        if siguiente < recorrido:
            publicadas[lugar] += umbral
            siguiente += paso
    return publicadas


def intervalo(publicada: int, umbral: int, tamano: int, celdas: int) -> tuple[int, int]:
    """(mínimo, máximo) de la cuenta verdadera de una celda de un grupo, sabiendo el método, el
    tamaño exacto del grupo y todas sus celdas publicadas. `celdas`: cuántas tiene el grupo.

    Con tres celdas o más es lo publicado, más o menos el umbral menos uno. Con dos, quien supiera
    el tamaño exacto subiría el mínimo en lo que al tamaño le sobra. Siempre quedan al menos
    `umbral` valores, o todos los posibles si el grupo es menor que el umbral.
    """
    minimo = publicada - (umbral - 1)
    if celdas == 2:
        minimo += tamano % umbral
    return max(0, minimo), min(publicada + umbral - 1, tamano)
