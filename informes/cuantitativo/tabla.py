"""La forma de una tabla del informe: celdas que son texto, número o parte de un todo."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Parte:
    """`cuantas` de `total`: un porcentaje que siempre dice su denominador."""

    cuantas: int
    total: int

    @property
    def porcentaje(self) -> str:
        """Con un decimal; vacío si no hay de qué."""
        if not self.total:
            return ""
        exacto = Decimal(100 * self.cuantas) / self.total
        return str(exacto.quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN))

    def __str__(self):
        return f"{self.porcentaje} % de {self.total}" if self.total else "0 de 0"


Celda = str | int | Parte


@dataclass(frozen=True, slots=True)
class Tabla:
    """`cuadra`: columnas que suman la de registradas, por posición (partes, total)."""

    clave: str
    titulo: str
    columnas: tuple[str, ...]
    filas: tuple[tuple[Celda, ...], ...]
    nota: str
    con_total: bool = True
    cuadra: tuple[tuple[int, ...], int] | None = None

    def descuadres(self) -> list[str]:
        """Los renglones que no suman; tendría que estar vacía siempre."""
        fallas = []
        if self.cuadra:
            partes, total = self.cuadra
            fallas += [
                f"{self.clave}: {fila[0]}"
                for fila in self.filas
                if sum(_numero(fila[p]) for p in partes) != _numero(fila[total])
            ]
        if self.con_total and self.filas:
            *renglones, ultimo = self.filas
            for lugar, celda in enumerate(ultimo):
                if isinstance(celda, int) and celda != sum(_numero(f[lugar]) for f in renglones):
                    fallas.append(f"{self.clave}: total de «{self.columnas[lugar]}»")
        return fallas


def _numero(celda: Celda) -> int:
    return celda if isinstance(celda, int) else 0


def contar(
    filas: Iterable,
    *,
    grupo: Callable,
    mira: Callable,
    columnas: Sequence[Callable],
    orden: Sequence | None = None,
) -> list[tuple[Any, list[int]]]:
    """Cuenta, por grupo, cuántas filas cumplen cada columna. `mira`: lo único de la fila que ven
    las columnas; tiene pocos valores, y así cada condición se mira una vez por valor y no por fila.
    `orden`: los grupos que siempre salen, aunque estén en cero; los demás van al final, ordenados.
    """
    cuentas: dict[Any, Counter] = {clave: Counter() for clave in orden or ()}
    conocidos = list(cuentas)
    for (clave, visto), cuantas in Counter((grupo(fila), mira(fila)) for fila in filas).items():
        cuenta = cuentas.setdefault(clave, Counter())
        for lugar, cumple in enumerate(columnas):
            if cumple(visto):
                cuenta[lugar] += cuantas
    resto = sorted(cuentas.keys() - set(conocidos), key=repr)
    return [
        (clave, [cuentas[clave][lugar] for lugar in range(len(columnas))])
        for clave in [*conocidos, *resto]
    ]


def con_total(renglones: Sequence[tuple[Celda, ...]]) -> tuple[tuple[Celda, ...], ...]:
    """Los renglones y, al final, la suma de cada columna numérica."""
    if not renglones:
        return ()
    total: list[Celda] = ["Total"]
    for columna in list(zip(*renglones, strict=True))[1:]:
        if all(isinstance(celda, int) for celda in columna):
            total.append(sum(c for c in columna if isinstance(c, int)))
        elif all(isinstance(celda, Parte) for celda in columna):
            partes = [c for c in columna if isinstance(c, Parte)]
            total.append(Parte(sum(p.cuantas for p in partes), sum(p.total for p in partes)))
        else:
            total.append("")
    return (*renglones, tuple(total))
