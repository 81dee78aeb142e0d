#!/usr/bin/env python3
"""El sorteo del día y su informe de equidad, para que cualquiera los repita.

Solo usa la biblioteca estándar de Python: el sitio calcula con este archivo y lo ofrece tal cual.

    python3 repetir.py datos.json

`datos.json` es el que el sitio publica junto a este archivo. Comprueba que la clave de hoy lleva a
la huella que se publicó antes del primer día, repite el sorteo de cada día transcurrido y cuenta
cuántas veces tocó a cada candidatura cada parte de la lista. Termina con error si la huella no
cuadra o si alguna elección se aparta de lo que el azar explica.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

# Con menos por celda, la ji cuadrada no describe lo que el azar hace.
ESPERADAS_MINIMAS = 5
# Se reparte entre las elecciones que se prueban: más pruebas no vuelven más fácil una alarma.
SIGNIFICANCIA = 0.01


def huella_de(texto: str) -> str:
    """SHA-256, en hexadecimal."""
    return sha256(texto.encode()).hexdigest()


def claves_hasta(clave: str, dia: int) -> list[str]:
    """Las claves de los días 0 a `dia`, de la última: la de un día es la huella de la siguiente."""
    claves = [clave]
    for _ in range(dia):
        claves.append(huella_de(claves[-1]))
    return claves[::-1]


def sortear(clave: str, candidaturas: Sequence[int]) -> list[int]:
    """El orden de un día: por SHA-256 de «clave:número de candidatura», de menor a mayor."""
    return sorted(candidaturas, key=lambda c: (huella_de(f"{clave}:{c}"), c))


@dataclass(frozen=True)
class Equidad:
    """Cuántas veces tocó a cada candidatura cada tramo de la lista, y si el azar lo explica.

    `tramos`: cuántos lugares tiene cada uno. Con menos de dos no hay qué probar todavía.
    """

    dias: int
    candidaturas: tuple[int, ...]
    tramos: tuple[int, ...]
    cuentas: dict[int, list[int]]

    @property
    def se_puede_probar(self) -> bool:
        return len(self.tramos) > 1

    @property
    def esperadas(self) -> list[float]:
        """Las veces que a cualquier candidatura debería tocarle cada tramo."""
        return [self.dias * lugares / len(self.candidaturas) for lugares in self.tramos]

    @property
    def grados(self) -> int:
        return (len(self.candidaturas) - 1) * (len(self.tramos) - 1)

    @property
    def ji_cuadrada(self) -> float:
        """La de Pearson por (n - 1)/n: en un día nadie ocupa dos lugares (Anderson, 1959)."""
        suma = sum(
            (veces - esperadas) ** 2 / esperadas
            for cuenta in self.cuentas.values()
            for veces, esperadas in zip(cuenta, self.esperadas, strict=True)
        )
        n = len(self.candidaturas)
        return suma * (n - 1) / n

    @property
    def valor_p(self) -> float:
        return cola_de_ji_cuadrada(self.ji_cuadrada, self.grados) if self.se_puede_probar else 1.0


def medir(candidaturas: Sequence[int], ordenes: Iterator[Sequence[int]], dias: int) -> Equidad:
    """`ordenes`: uno por día, cada uno con todas las `candidaturas`."""
    tramos = _tramos(len(candidaturas), dias)
    tramo_de = [tramo for tramo, lugares in enumerate(tramos) for _ in range(lugares)]
    cuentas = {c: [0] * len(tramos) for c in candidaturas}
    for orden in ordenes:
        for lugar, candidatura in enumerate(orden):
            cuentas[candidatura][tramo_de[lugar]] += 1
    return Equidad(dias, tuple(candidaturas), tramos, cuentas)


def _tramos(cuantas: int, dias: int) -> tuple[int, ...]:
    """Lugares por tramo: uno cada uno si los días alcanzan; si no, los menos que hagan falta.

    El más chico tiene al menos ESPERADAS_MINIMAS veces esperadas por candidatura.
    """
    if not cuantas:
        return ()
    menor = max(1, math.ceil(ESPERADAS_MINIMAS * cuantas / dias)) if dias else cuantas
    numero = max(1, cuantas // menor)
    base, sobran = divmod(cuantas, numero)
    return tuple(base + (tramo < sobran) for tramo in range(numero))


def cola_de_ji_cuadrada(valor: float, grados: int) -> float:
    """La probabilidad de que el azar dé `valor` o más."""
    x = valor / 2
    if x <= 0:
        return 1.0
    if grados % 2:
        inicio, medios = math.erfc(math.sqrt(x)), 0.5
    else:
        inicio, medios = math.exp(-x), 1.0
    pasos = grados // 2 if grados % 2 else grados // 2 - 1
    return min(
        1.0,
        inicio
        + sum(
            math.exp(-x + (medios + i) * math.log(x) - math.lgamma(medios + i + 1))
            for i in range(pasos)
        ),
    )


def informe(datos: dict) -> dict[int, Equidad]:
    """Elección → su equidad, de la forma pública de los datos. `ValueError` si no cuadra."""
    claves = claves_hasta(datos["clave_de_hoy"], datos["dia"])
    if huella_de(claves[0]) != datos["huella"]:
        raise ValueError("La clave de hoy no lleva a la huella publicada: el sorteo se cambió.")
    return {
        eleccion["numero"]: medir(
            eleccion["candidaturas"],
            (sortear(clave, eleccion["candidaturas"]) for clave in claves),
            len(claves),
        )
        for eleccion in datos["elecciones"]
        if eleccion["candidaturas"]
    }


def significancia(equidades: dict[int, Equidad]) -> float:
    """Por debajo de este valor p una elección se aparta del azar."""
    return SIGNIFICANCIA / max(1, sum(e.se_puede_probar for e in equidades.values()))


def renglones(datos: dict) -> Iterator[str]:
    equidades = informe(datos)
    nombres = {e["numero"]: e["nombre"] for e in datos["elecciones"]}
    limite = significancia(equidades)
    yield f"La huella cuadra. {datos['dia'] + 1} días sorteados desde el {datos['desde']}."
    for numero, e in equidades.items():
        inicio = f"{nombres[numero]}: {len(e.candidaturas)} candidaturas"
        if not e.se_puede_probar:
            yield f"{inicio}; aún no hay días bastantes para probarla."
            continue
        yield (
            f"{inicio}, {len(e.tramos)} tramos, {min(e.esperadas):.1f} esperadas por celda o más, "
            f"ji cuadrada {e.ji_cuadrada:.1f} con {e.grados} grados, p = {e.valor_p:.4f}"
            f"{'  SE APARTA DEL AZAR' if e.valor_p < limite else ''}"
        )


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as archivo:  # noqa: PTH123
        datos = json.load(archivo)
    try:
        lineas = list(renglones(datos))
    except ValueError as error:
        lineas = [f"NO CUADRA: {error}"]
    sys.stdout.write("\n".join(lineas) + "\n")
    return int(any("NO CUADRA" in linea or "SE APARTA" in linea for linea in lineas))


if __name__ == "__main__":
    sys.exit(main())
