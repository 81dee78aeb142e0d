"""El informe cuantitativo entero: un proceso, un corte, sus tablas y su huella."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

from candidaturas.models import CicloDeVida, ProcesoElectoral
from conoceles.comun.demostracion import LEYENDA
from conoceles.comun.errores import ErrorDeDominio
from informes.cuantitativo.historia import comprobar_corte
from informes.cuantitativo.tabla import Celda, Parte, Tabla
from informes.cuantitativo.tablas import tablas
from informes.identidad.congelar import congeladas
from informes.redaccion import fecha_larga

VERSION_DEL_FORMATO = 1


class ProcesoSuprimido(ErrorDeDominio):
    """La historia de que salían las cifras ya no existe."""


@dataclass(frozen=True, slots=True)
class Reporte:
    """`anterior`: el corte con que se compara, o nada. La comparación no entra en los datos."""

    proceso: ProcesoElectoral
    corte: datetime
    tablas: tuple[Tabla, ...]
    anterior: "Reporte | None" = None

    @property
    def titulo(self) -> str:
        return "Informe cuantitativo de la información"

    @property
    def momento(self) -> str:
        local = timezone.localtime(self.corte)
        return f"{fecha_larga(local.date())}, {local:%H:%M} h"

    @property
    def marcas(self) -> tuple[str, ...]:
        return (LEYENDA,) if settings.ES_DEMO else ()

    def datos(self) -> bytes:
        """El archivo de datos: los mismos bytes para el mismo corte, se pida cuando se pida."""
        contenido = {
            "formato": VERSION_DEL_FORMATO,
            "proceso": self.proceso.clave,
            "corte": timezone.localtime(self.corte).isoformat(),
            "avisos": list(self.marcas),
            "tablas": [
                {
                    "clave": tabla.clave,
                    "titulo": tabla.titulo,
                    "nota": tabla.nota,
                    "columnas": list(tabla.columnas),
                    "filas": [[_valor(celda) for celda in fila] for fila in tabla.filas],
                }
                for tabla in self.tablas
            ],
        }
        return (json.dumps(contenido, ensure_ascii=False, indent=1) + "\n").encode()

    def huella(self) -> str:
        return sha256(self.datos()).hexdigest()

    def cambios(self) -> list[tuple[str, str, int, int]]:
        """Tabla, renglón, capturadas antes y ahora, de lo que cambió desde el corte anterior."""
        if self.anterior is None:
            return []
        antes = {(t.clave, fila[0]): fila[2] for t in self.anterior.tablas for fila in _avance(t)}
        return [
            (tabla.titulo, str(fila[0]), antes.get((tabla.clave, fila[0]), 0), fila[2])
            for tabla in self.tablas
            for fila in _avance(tabla)
            if antes.get((tabla.clave, fila[0]), 0) != fila[2]
        ]


def construir(
    proceso: ProcesoElectoral,
    corte: datetime,
    *,
    anterior: datetime | None = None,
    protegidas: Sequence[Tabla] | None = None,
) -> Reporte:
    """`protegidas`: las de identidad que se están congelando; si no, las que el corte tenga.

    Lanza `CorteFuturo`, `CorteAbierto` o `ProcesoSuprimido`, y `ValueError` si alguna tabla no
    cuadra: un informe que no suma no sale."""
    if proceso.ciclo == CicloDeVida.SUPRIMIDO:
        raise ProcesoSuprimido(
            "Los datos de este proceso se suprimieron y sus cifras ya no se pueden calcular. "
            "Quedan las de los informes aprobados y la huella de cada corte registrado."
        )
    comprobar_corte(corte)
    if protegidas is None:
        protegidas = congeladas(proceso, corte)
    hechas = (*tablas(proceso, corte), *protegidas)
    descuadres = [falla for tabla in hechas for falla in tabla.descuadres()]
    if descuadres:
        raise ValueError(f"El informe no cuadra: {'; '.join(descuadres)}")
    comparado = construir(proceso, anterior) if anterior else None
    return Reporte(proceso, corte, hechas, comparado)


def _avance(tabla: Tabla):
    return tabla.filas if tabla.clave.startswith("T1") and "Capturadas" in tabla.columnas else ()


def _valor(celda: Celda):
    if isinstance(celda, Parte):
        return {"cuantas": celda.cuantas, "de": celda.total, "porcentaje": celda.porcentaje}
    return celda
