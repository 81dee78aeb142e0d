"""La lista tal como estaba al hacerla, guardada en un archivo de renglones JSON.

De ella salen la hoja y el PDF: si el trabajador muere a la mitad, quien lo retoma parte de lo mismo
y da los mismos bytes aunque alguien haya capturado entre tanto.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from candidaturas.models import ProcesoElectoral
from conoceles.comun import reloj
from conoceles.comun.demostracion import LEYENDA
from informes.omisiones.lista import NOTA, Filtro, Omision, PorActor, cuantas, recorrer
from informes.redaccion import fecha_larga

TITULO = "Lista de omisiones"


class Foto:
    """Se lee las veces que haga falta, un renglón a la vez."""

    def __init__(self, ruta: Path):
        self.ruta = ruta
        with ruta.open(encoding="utf-8") as archivo:
            self.encabezado = json.loads(archivo.readline())
        self.momento = datetime.fromisoformat(self.encabezado["momento"])

    @property
    def al(self) -> str:
        local = timezone.localtime(self.momento)
        return f"Al {fecha_larga(local.date())}, {local:%H:%M} h"

    def omisiones(self) -> Iterator[Omision]:
        for clase, datos in self._renglones():
            if clase == "omision":
                yield Omision(**datos)

    def actores(self) -> list[PorActor]:
        return [PorActor(**datos) for clase, datos in self._renglones() if clase == "actor"]

    def _renglones(self) -> Iterator[tuple[str, dict]]:
        with self.ruta.open(encoding="utf-8") as archivo:
            archivo.readline()
            for renglon in archivo:
                yield tuple(json.loads(renglon))


def tomar(
    ruta: Path,
    proceso: ProcesoElectoral,
    filtro: Filtro,
    avance: Callable[[int, int], None] = lambda hecho, total: None,
    *,
    criterios: str = "",
) -> Foto:
    """Escribe la foto en `ruta` y la da; si ya estaba entera, da esa. `criterios`: los filtros, en
    palabras."""
    if ruta.exists():
        return Foto(ruta)
    total = cuantas(proceso, filtro)
    aparte = ruta.with_name(f"{ruta.name}.tmp")
    with aparte.open("w", encoding="utf-8") as archivo:
        _escribir(archivo, encabezado(proceso.nombre, proceso.anio, criterios))
        hechas, actor = 0, None
        for cuentas, miradas, omisiones in recorrer(proceso, filtro):
            if actor is not None and actor is not cuentas:
                _escribir(archivo, ["actor", asdict(actor)])
            actor = cuentas
            for omision in omisiones:
                _escribir(archivo, ["omision", asdict(omision)])
            hechas += miradas
            avance(hechas, total)
        if actor is not None:
            _escribir(archivo, ["actor", asdict(actor)])
    aparte.replace(ruta)
    return Foto(ruta)


def encabezado(proceso: str, anio: int, criterios: str) -> dict:
    """El primer renglón: de cuándo es, de qué proceso y con qué filtros."""
    return {
        "momento": reloj.ahora().isoformat(),
        "proceso": proceso,
        "anio": anio,
        "criterios": criterios,
        "marcas": [LEYENDA] if settings.ES_DEMO else [],
        "instituto": settings.INSTITUTO["nombre"],
        "autoria": settings.INSTITUTO["area"],
        "nota": NOTA,
    }


def _escribir(archivo, datos) -> None:
    archivo.write(json.dumps(datos, ensure_ascii=False) + "\n")
