"""El ataque a la estadística de identidad: programación lineal sobre todo lo que se publica.

Quien ataca sabe el método, todas las tablas de todos los cortes (y por tanto cada diferencia entre
cortes), cuántas personas hay registradas y qué distintivos son públicos. Además se le concede,
según `concedido`, lo que no se publica:

- «nada»: solo lo publicado;
- «tamaños»: cuántas personas exactamente entraron en cada grupo, que es más de lo que dirían los
  vínculos entre tablas del mismo grupo;
- «grupos»: también lo redondeado de cada grupo por separado, que solo se publica sumado.

Contra otras protecciones (`publicado`) es el mismo ataque: las variables son las mismas.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from informes.identidad.grupos import Unidad

NADA, TAMANOS, GRUPOS = "nada", "tamaños", "grupos"
# Un entero que el simplex da como 2.9999999 es 3.
HOLGURA = 1e-6


@dataclass
class Corte:
    """Los grupos que un corte añadió y su tamaño; `registradas` es público."""

    unidades: list[Unidad]
    registradas: dict[str, int]


@dataclass
class Celda:
    """Lo que de una celda se averiguó."""

    nombre: str
    verdadera: int
    minimo: int
    maximo: int
    tamano: int

    @property
    def valores(self) -> int:
        return self.maximo - self.minimo + 1

    @property
    def exacta(self) -> bool:
        return self.minimo == self.maximo


@dataclass
class Programa:
    """Variables con cotas y renglones `minimo <= suma <= maximo`."""

    nombres: dict[tuple, int] = field(default_factory=dict)
    filas: list[tuple[list[tuple[int, float]], float, float]] = field(default_factory=list)

    def variable(self, *clave) -> int:
        return self.nombres.setdefault(clave, len(self.nombres))

    def exigir(self, terminos: list[tuple[int, float]], minimo: float, maximo: float) -> None:
        self.filas.append((terminos, minimo, maximo))

    def resolver(self, objetivos: list[list[int]]) -> Iterator[tuple[int, int]]:
        """(mínimo, máximo) entero de la suma de cada grupo de variables.

        Lo que ningún renglón une se resuelve aparte: es el mismo programa, más rápido.
        """
        parte_de = self._partes()
        filas_de = defaultdict(list)
        for fila in self.filas:
            filas_de[parte_de[fila[0][0][0]]].append(fila)
        resueltas: dict[int, tuple[dict[int, int], dict]] = {}
        for objetivo in objetivos:
            parte = parte_de[objetivo[0]]
            if parte not in resueltas:
                suyas = [v for v in range(len(self.nombres)) if parte_de[v] == parte]
                lugar = {v: n for n, v in enumerate(suyas)}
                resueltas[parte] = lugar, _opciones(filas_de[parte], lugar)
            lugar, opciones = resueltas[parte]
            costo = np.zeros(len(lugar))
            costo[[lugar[v] for v in objetivo]] = 1
            yield _extremo(costo, 1, opciones), _extremo(costo, -1, opciones)

    def _partes(self) -> np.ndarray:
        """A qué parte, sin renglones en común con las demás, pertenece cada variable."""
        pares = [(t[0][0], v) for t, _, _ in self.filas for v, _ in t]
        desde, hacia = zip(*pares, strict=True)
        forma = (len(self.nombres), len(self.nombres))
        grafo = coo_array((np.ones(len(pares)), (desde, hacia)), shape=forma)
        return connected_components(grafo, directed=False)[1]


def _opciones(filas, lugar: dict[int, int]) -> dict:
    """Los renglones como los pide `linprog`."""
    desigual, igual = [], []
    for terminos, minimo, maximo in filas:
        propios = [(lugar[v], c) for v, c in terminos]
        if minimo == maximo:
            igual.append((propios, maximo))
            continue
        desigual.append((propios, maximo))
        if minimo > 0:
            desigual.append(([(v, -c) for v, c in propios], -minimo))
    opciones = {"bounds": (0, None), "method": "highs"}
    for nombre, renglones in (("ub", desigual), ("eq", igual)):
        if renglones:
            matriz = np.zeros((len(renglones), len(lugar)))
            for n, (propios, _) in enumerate(renglones):
                for variable, coeficiente in propios:
                    matriz[n, variable] = coeficiente
            opciones[f"A_{nombre}"] = matriz
            opciones[f"b_{nombre}"] = np.array([limite for _, limite in renglones], dtype=float)
    return opciones


def _extremo(costo: np.ndarray, signo: int, opciones: dict) -> int:
    hallado = linprog(signo * costo, **opciones)
    assert hallado.status == 0, hallado.message
    valor = signo * hallado.fun
    return ceil(valor - HOLGURA) if signo == 1 else floor(valor + HOLGURA)


# --- Qué se publica ------------------------------------------------------------------------------
Publicar = Callable[[Programa, list[Corte], int], None]


def _celdas(cortes: list[Corte]):
    """(corte, tabla, renglón) → [(número de grupo, unidad)], en orden."""
    agrupadas = defaultdict(list)
    for numero, corte in enumerate(cortes):
        for lugar, unidad in enumerate(corte.unidades):
            agrupadas[(numero, unidad.tabla, unidad.renglon)].append((lugar, unidad))
    return agrupadas


def redondeado(programa: Programa, cortes: list[Corte], umbral: int) -> None:
    """Lo que el sistema publica: cada corte, menos el anterior, es la suma de sus grupos nuevos."""
    for (numero, _, _), grupo in _celdas(cortes).items():
        columnas = dict.fromkeys(c for _, u in grupo for c in u.columnas)
        for columna in columnas:
            suyas = [(lugar, u) for lugar, u in grupo if columna in u.columnas]
            publicada = sum(u.publicadas[u.columnas.index(columna)] for _, u in suyas)
            terminos = [(programa.variable(numero, lugar, columna), 1.0) for lugar, _ in suyas]
            error = (umbral - 1) * len(suyas)
            programa.exigir(terminos, publicada - error, publicada + error)


def exacto(programa: Programa, cortes: list[Corte], umbral: int) -> None:
    """Sin protección: las cuentas acumuladas, tal cual."""
    for terminos, cuenta in _acumuladas(programa, cortes):
        programa.exigir(terminos, cuenta, cuenta)


def suprimido(programa: Programa, cortes: list[Corte], umbral: int) -> None:
    """Solo se tapa la celda menor que el umbral; los totales por renglón se publican."""
    totales = defaultdict(lambda: ([], [0]))
    for clave, terminos, cuenta in _acumuladas_con_clave(programa, cortes):
        minimo, maximo = (cuenta, cuenta) if not 0 < cuenta < umbral else (1, umbral - 1)
        programa.exigir(terminos, minimo, maximo)
        total = totales[clave[:3]]
        total[0].extend(terminos)
        total[1][0] += cuenta
    for terminos, (cuenta,) in totales.values():
        programa.exigir(terminos, cuenta, cuenta)


def vuelto_a_redondear(programa: Programa, cortes: list[Corte], umbral: int) -> None:
    """Cada corte redondea otra vez lo acumulado, como si los anteriores no existieran."""
    from random import Random

    azar = Random(5)
    for terminos, cuenta in _acumuladas(programa, cortes):
        sobra = cuenta % umbral
        publicada = cuenta - sobra + (umbral if azar.randrange(umbral) < sobra else 0)
        programa.exigir(terminos, publicada - umbral + 1, publicada + umbral - 1)


def _acumuladas(programa, cortes):
    for _, terminos, cuenta in _acumuladas_con_clave(programa, cortes):
        yield terminos, cuenta


def _acumuladas_con_clave(programa: Programa, cortes: list[Corte]):
    """((corte, tabla, renglón, columna), términos, cuenta verdadera), acumulados por corte."""
    hasta_ahora = defaultdict(lambda: ([], [0]))
    for numero, corte in enumerate(cortes):
        for lugar, unidad in enumerate(corte.unidades):
            for columna, cuenta in zip(unidad.columnas, unidad.verdaderas, strict=True):
                terminos, suma = hasta_ahora[(unidad.tabla, unidad.renglon, columna)]
                terminos.append((programa.variable(numero, lugar, columna), 1.0))
                suma[0] += cuenta
        for (tabla, renglon, columna), (terminos, suma) in hasta_ahora.items():
            yield (numero, tabla, renglon, columna), list(terminos), suma[0]


def nombre_de(corte: int, unidad: Unidad, columna: str) -> str:
    return f"corte {corte + 1}, {unidad.tabla}, {unidad.renglon}, {columna or 'sin respuesta'}"


# --- El ataque -----------------------------------------------------------------------------------
def atacar(
    cortes: list[Corte], umbral: int, *, publicado: Publicar = redondeado, concedido: str = GRUPOS
) -> list[Celda]:
    """Las cotas de cada celda protegida de cada corte (o, con GRUPOS, de cada grupo)."""
    programa = Programa()
    publicado(programa, cortes, umbral)
    _conceder(programa, cortes, umbral, concedido)
    celdas, objetivos = [], []
    for (numero, _, _), grupo in _celdas(cortes).items():
        partes = [[par] for par in grupo] if concedido == GRUPOS else [grupo]
        for parte in partes:
            for columna in dict.fromkeys(c for _, u in parte for c in u.columnas):
                suyas = [(lugar, u) for lugar, u in parte if columna in u.columnas]
                celdas.append(
                    Celda(
                        nombre_de(numero, suyas[0][1], columna),
                        sum(u.verdaderas[u.columnas.index(columna)] for _, u in suyas),
                        0,
                        0,
                        sum(sum(u.verdaderas) for _, u in suyas),
                    )
                )
                objetivos.append([programa.variable(numero, lugar, columna) for lugar, _ in suyas])
    for celda, (minimo, maximo) in zip(celdas, programa.resolver(objetivos), strict=True):
        celda.minimo, celda.maximo = minimo, maximo
    return celdas


def _conceder(programa: Programa, cortes: list[Corte], umbral: int, concedido: str) -> None:
    registradas: dict[tuple[str, str], list] = defaultdict(list)
    for numero, corte in enumerate(cortes):
        for lugar, u in enumerate(corte.unidades):
            terminos = [(programa.variable(numero, lugar, c), 1.0) for c in u.columnas]
            registradas[(u.tabla, u.renglon)] += terminos
            tamano = sum(u.verdaderas)
            if concedido in {TAMANOS, GRUPOS}:
                programa.exigir(terminos, tamano, tamano)
            if concedido == GRUPOS:
                for (variable, _), p in zip(terminos, u.publicadas, strict=True):
                    programa.exigir([(variable, 1.0)], p - umbral + 1, p + umbral - 1)
    for (_, renglon), terminos in registradas.items():
        if renglon in cortes[-1].registradas:
            programa.exigir(terminos, 0, cortes[-1].registradas[renglon])


def informe(titulo: str, celdas: list[Celda]) -> str:
    """Lo que el ataque consiguió, para leerse."""
    con_gente = [c for c in celdas if c.verdadera]
    de_una = [c for c in celdas if c.verdadera == 1]
    anchos = sorted(c.valores for c in celdas)
    return (
        f"{titulo}: {len(celdas)} celdas protegidas, {len(de_una)} de una persona. "
        f"Recuperadas exactas: {sum(c.exacta for c in celdas)} "
        f"({sum(c.exacta for c in con_gente)} con gente, {sum(c.exacta for c in de_una)} de una). "
        f"Valores posibles por celda: mínimo {anchos[0]}, mediana {anchos[len(anchos) // 2]}."
    )
