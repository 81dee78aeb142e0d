"""La historia pública de un perfil, como se lee: en cada momento, qué pasó con qué campos."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from candidaturas.models import CambioDePerfil, ClaseDeCambio

FRASES = {
    ClaseDeCambio.PUBLICADO: "Se publicó",
    ClaseDeCambio.CAMBIO: "Cambió",
    ClaseDeCambio.RETIRADO: "Se quitó",
    ClaseDeCambio.PAUSADO: "Se puso en pausa",
    ClaseDeCambio.REANUDADO: "Se volvió a mostrar",
}


class Renglon(NamedTuple):
    que_paso: str
    campos: list[str]


class Momento(NamedTuple):
    cuando: datetime
    renglones: list[Renglon]


def historia(cambios: Iterable[CambioDePerfil]) -> list[Momento]:
    """Lo más reciente primero. Los cambios llegan en el orden en que ocurrieron."""
    momentos = [
        Momento(cuando, _renglones(list(suyos)))
        for cuando, suyos in groupby(cambios, key=lambda c: c.momento)
    ]
    return momentos[::-1]


def retirado_en(cambios: list[CambioDePerfil]) -> datetime | None:
    """Cuándo dejó de publicarse el perfil, si es lo último que pasó con él."""
    if cambios and cambios[-1].campo == CambioDePerfil.PERFIL:
        return cambios[-1].momento
    return None


def _renglones(cambios: list[CambioDePerfil]) -> list[Renglon]:
    clases = {clase: [c for c in cambios if c.clase == clase] for clase in ClaseDeCambio}
    return [
        Renglon(FRASES[clase], [c.get_campo_display() for c in suyos])
        for clase, suyos in clases.items()
        if suyos
    ]
