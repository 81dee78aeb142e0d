"""El reporte: un renglón por cada cambio, duda o rechazo. Se escribe conforme se lee el archivo,
para que diez mil candidaturas no ocupen la memoria con sus avisos."""

from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

COLUMNAS = ("fila", "columna", "valor", "nivel", "asunto", "detalle")
LARGO_DEL_VALOR = 200
# Una hoja de cálculo ejecutaría como fórmula lo que empieza así.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Nivel(StrEnum):
    CAMBIO = "cambio"
    DUDA = "duda"
    RECHAZO = "rechazo"


class Anotacion(NamedTuple):
    """`fila` es la de la hoja (el encabezado suele ser la 1); 0 si es de todo el archivo."""

    fila: int
    columna: str
    valor: str
    nivel: Nivel
    asunto: str
    detalle: str

    def celdas(self) -> list[str]:
        """Para un CSV que se abrirá en una hoja de cálculo."""
        return [
            str(self.fila) if self.fila else "",
            *(("'" + c if c.startswith(_FORMULA) else c) for c in self[1:]),
        ]


class Reporte:
    """Junta las anotaciones de un lote y las entrega, ordenadas por fila, a `destino`."""

    def __init__(self, destino: Callable[[Anotacion], object] | None = None):
        self._destino = destino
        self._pendientes: list[Anotacion] = []
        self.por_nivel: Counter[Nivel] = Counter()
        self.por_asunto: Counter[tuple[Nivel, str]] = Counter()
        self.primeros_rechazos: list[Anotacion] = []

    def anotar(
        self, fila: int, columna: str, valor: str, nivel: Nivel, asunto: str, detalle: str
    ) -> None:
        if len(valor) > LARGO_DEL_VALOR:
            valor = f"{valor[:LARGO_DEL_VALOR]}… ({len(valor)} caracteres)"
        anotacion = Anotacion(fila, columna, valor, nivel, asunto, detalle)
        self.por_nivel[nivel] += 1
        self.por_asunto[nivel, asunto] += 1
        if nivel is Nivel.RECHAZO and len(self.primeros_rechazos) < 10:
            self.primeros_rechazos.append(anotacion)
        if self._destino is not None:
            self._pendientes.append(anotacion)

    def vaciar(self) -> None:
        self._pendientes.sort(key=lambda a: a.fila)
        if self._destino is not None:
            for anotacion in self._pendientes:
                self._destino(anotacion)
        self._pendientes.clear()


class Notas:
    """Lo que se anota de un renglón, con los nombres de columna como vienen en el archivo."""

    def __init__(self, reporte: Reporte, fila: int, columnas: dict[str, str]):
        self._reporte, self.fila, self._columnas = reporte, fila, columnas
        self.rechazado = False

    def _anotar(self, campo, valor, nivel, asunto, detalle) -> None:
        columna = self._columnas.get(campo, campo)
        self._reporte.anotar(self.fila, columna, valor, nivel, asunto, detalle)

    def cambio(self, campo: str, valor: str, asunto: str, detalle: str) -> None:
        self._anotar(campo, valor, Nivel.CAMBIO, asunto, detalle)

    def duda(self, campo: str, valor: str, asunto: str, detalle: str) -> None:
        self._anotar(campo, valor, Nivel.DUDA, asunto, detalle)

    def rechazo(self, campo: str, valor: str, asunto: str, detalle: str) -> None:
        self.rechazado = True
        self._anotar(campo, valor, Nivel.RECHAZO, asunto, detalle)
