"""El guion de la demostración: actos planeados que se repiten en orden de tiempo."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.models import Adscripcion
from conoceles.comun import reloj

# Quién postula por mayoría relativa: siglas del actor → cuenta que captura lo suyo.
EN_MAYORIA = {
    "PRI-PAN-PRD": "enlace.pri",
    "PT": "enlace.pt",
    "UDC-PVEM": "enlace.udc",
    "Morena": "enlace.morena",
}


def momento(mes: int, dia: int, hora: int = 12, minuto: int = 0) -> datetime:
    """Un momento de 2023 en la hora del instituto."""
    return timezone.make_aware(datetime(2023, mes, dia, hora, minuto))  # noqa: DTZ001


@dataclass
class Guion:
    """Los actos por repetir. `proceso` y `cuentas` se llenan al empezar."""

    proceso: ProcesoElectoral
    cuentas: dict[str, Adscripcion]
    azar: random.Random
    actos: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)

    def el(self, cuando: datetime, hacer: Callable[[], object]) -> None:
        self.actos.append((cuando, len(self.actos), hacer))

    def repetir(self) -> None:
        """Ejecuta los actos en orden de tiempo, cada uno con el reloj en su momento."""
        for cuando, _, hacer in sorted(self.actos, key=lambda acto: acto[:2]):
            with reloj.en(cuando):
                hacer()


def quien_captura(guion: Guion, candidatura: Candidatura) -> Adscripcion:
    siglas = candidatura.formula.actor.siglas
    return guion.cuentas[EN_MAYORIA.get(siglas, f"enlace.{siglas.lower()}")]
