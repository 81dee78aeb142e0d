"""Las candidaturas en la boleta de un proceso, en memoria y por columnas: con qué se filtran y en
qué orden van. Sin nombres ni textos.

Contar las opciones de diez filtros, cada uno bajo los demás, es recorrer el proceso entero en cada
página. Sobre estos arreglos cuesta una milésima con dos mil candidaturas y unas cuantas con
doscientas mil; la base tardaba cien veces más.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef, Q
from numpy.typing import NDArray

from candidaturas import frescura
from candidaturas.models import Candidatura, CompromisoPublicado, ProcesoElectoral
from conoceles.comun import reloj

# Filtro → columna de la candidatura que acota y por la que se cuentan sus opciones. El territorio y
# el cargo salen de la elección, que ya está leída: así no hay que unirla.
COLUMNAS = {
    "cargo": "formula__eleccion_id",
    "distrito": "formula__eleccion_id",
    "municipio": "formula__eleccion_id",
    "actor": "formula__actor_id",
    "sexo": "sexo",
    "edad": "edad",
    "escolaridad": "perfil__escolaridad",
    "tipo": "tipo",
    "compromisos": "firmados",
    "reeleccion": "reeleccion",
}
# En un proceso mayor, leerlo todo cada vez que alguien publica no deja hacer otra cosa: la
# escolaridad y las firmas de lo recién publicado tardan un minuto en entrar a las cuentas.
GRANDE = 20_000
SEGUNDOS = 60

Mascara = NDArray[np.bool_]


def con_compromisos() -> Q:
    """Tener publicado que firmó alguno."""
    firmados = CompromisoPublicado.objects.filter(candidatura=OuterRef("pk"))
    return Q(Exists(firmados), perfil__isnull=False)


@dataclass(frozen=True)
class Columna:
    """`codigos`: por candidatura, el lugar de su valor en `valores`."""

    codigos: NDArray[np.int64]
    valores: list

    def pasan(self, valores: Iterable) -> Mascara:
        buenos = set(valores)
        return np.array([v in buenos for v in self.valores], dtype=bool)[self.codigos]

    def contar(self, mascara: Mascara) -> Counter:
        """Los valores que alguna tiene, y cuántas."""
        cuentas = np.bincount(self.codigos[mascara], minlength=len(self.valores))
        return Counter({v: n for v, n in zip(self.valores, cuentas.tolist(), strict=True) if n})


@dataclass(frozen=True)
class Indice:
    """Lo comparten todas las peticiones: nadie lo modifica. `pks`: en el orden de la boleta."""

    pks: NDArray[np.int64]
    columnas: dict[str, Columna]
    leido: datetime

    def __len__(self) -> int:
        return len(self.pks)

    def todas(self) -> Mascara:
        return np.ones(len(self), dtype=bool)

    def lugares(self, pks: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """El de cada una de esas; len(self) si no está."""
        pedidas = np.asarray(pks, dtype=np.int64)
        if not len(self):
            return np.zeros(len(pedidas), dtype=np.int64)
        orden, ordenadas = self._por_pk
        cerca = np.minimum(np.searchsorted(ordenadas, pedidas), len(self) - 1)
        return np.where(ordenadas[cerca] == pedidas, orden[cerca], len(self))

    def son(self, pks: Sequence[int] | NDArray[np.int64]) -> Mascara:
        """Cuáles del índice están entre esas."""
        mascara = np.zeros(len(self) + 1, dtype=bool)
        mascara[self.lugares(pks)] = True
        return mascara[:-1]

    @property
    def con_perfil(self) -> int:
        """Cuántas tienen su perfil publicado."""
        return len(self) - self.columnas["perfil__escolaridad"].contar(self.todas())[None]

    @cached_property
    def _por_pk(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        orden = np.argsort(self.pks)
        return orden, self.pks[orden]


# Proceso → las versiones de lo publicado con que se leyó, hasta cuándo vale y lo leído.
_en_memoria: dict[int, tuple[frescura.Versiones, float, Indice]] = {}
_leyendo = threading.Lock()


def indice_de(proceso: ProcesoElectoral) -> Indice:
    """El de ahora; en un proceso grande, con lo publicado hasta hace más o menos un minuto."""
    versiones = frescura.versiones()
    if versiones.registro is None:
        return _leer(proceso)
    guardado = _en_memoria.get(proceso.pk)
    if guardado is not None and guardado[0].registro != versiones.registro:
        guardado = None
    tolera = guardado is not None and len(guardado[2]) > GRANDE
    sin_cambios = versiones.perfiles is not None and guardado and guardado[0] == versiones
    if guardado is not None and (tolera or sin_cambios) and time.monotonic() < guardado[1]:
        return guardado[2]
    # Uno lo lee. Los demás esperan o, si el que hay todavía sirve, siguen con él: leer uno grande
    # en varios hilos a la vez los detenía a todos.
    leo = _leyendo.acquire(blocking=not tolera)
    if guardado is not None and not leo:
        return guardado[2]
    try:
        otro = _en_memoria.get(proceso.pk)
        if otro is not None and otro is not guardado and otro[0] == versiones:
            return otro[2]
        hecho = _leer(proceso)
        _en_memoria[proceso.pk] = (versiones, time.monotonic() + SEGUNDOS, hecho)
        return hecho
    finally:
        _leyendo.release()


def _leer(proceso: ProcesoElectoral) -> Indice:
    leido = reloj.ahora()
    columnas = sorted(set(COLUMNAS.values()))
    filas = (
        Candidatura.objects.vigentes()
        .filter(proceso=proceso)
        .annotate(firmados=con_compromisos())
        .en_orden_de_boleta()
        .values_list("pk", *columnas)
    )
    pks, *leidas = zip(*filas, strict=True) if filas else ([], *([] for _ in columnas))
    return Indice(
        np.array(pks, dtype=np.int64),
        {nombre: _columna(valores) for nombre, valores in zip(columnas, leidas, strict=True)},
        leido,
    )


def _columna(valores: Sequence[Any]) -> Columna:
    codigo = {valor: n for n, valor in enumerate(dict.fromkeys(valores))}
    codigos = np.fromiter(map(codigo.__getitem__, valores), dtype=np.int64, count=len(valores))
    return Columna(codigos, list(codigo))
