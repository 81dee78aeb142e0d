"""Comprobar un documento por su folio: se dice lo que el papel dice, y nunca más."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from candidaturas.models import Candidatura
from captura.models import Acuse, Firma

_CANDIDATURA = (
    "candidatura__formula__actor",
    "candidatura__formula__eleccion__cargo",
    "candidatura__proceso",
)


@dataclass(frozen=True, slots=True)
class Verificado:
    """`clase` en palabras. `compromisos`: solo en las firmas, que los traen impresos."""

    clase: str
    folio: str
    momento: datetime
    candidatura: Candidatura
    huella: str
    firmante: str = ""
    compromisos: tuple[str, ...] = ()
    sin_efecto_desde: datetime | None = None


def verificar(folio: str) -> Verificado | None:
    """Lo que se puede decir de este folio, o None si no existe. Acepta minúsculas y espacios."""
    # PostgreSQL no admite el carácter nulo ni para buscarlo.
    folio = folio.strip().upper().replace("\0", "")
    buscar = _BUSCADORES.get(folio.partition("-")[0])
    return buscar(folio) if buscar else None


def _acuse(folio: str) -> Verificado | None:
    uniones = (f"cuestionario__{union}" for union in _CANDIDATURA)
    acuse = Acuse.objects.defer("contenido").select_related(*uniones).filter(folio=folio).first()
    if acuse is None:
        return None
    return Verificado(
        clase="Acuse de envío del cuestionario curricular",
        folio=acuse.folio,
        momento=acuse.emitido_en,
        candidatura=acuse.cuestionario.candidatura,
        huella=acuse.huella,
    )


def _firma(folio: str) -> Verificado | None:
    firmas = Firma.objects.select_related(*_CANDIDATURA, "version__familia")
    firma = firmas.filter(folio=folio).first()
    if firma is None:
        return None
    return Verificado(
        clase=f"Firma: {firma.version.familia.nombre}",
        folio=firma.folio,
        momento=firma.firmado_en,
        candidatura=firma.candidatura,
        huella=firma.huella,
        firmante=firma.firmante,
        compromisos=tuple(firma.compromisos),
        sin_efecto_desde=firma.anulada_en,
    )


_BUSCADORES: dict[str, Callable[[str], Verificado | None]] = {"ACU": _acuse, "FIR": _firma}
