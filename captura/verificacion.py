"""Comprobar un documento por su folio: se dice lo que el papel dice, y nunca más."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from candidaturas.models import Candidatura
from captura.constancias import huella_del_acta
from captura.models import ActaDeSupresion, Acuse, Consentimiento, Firma, HojaDeConsentimiento

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
    candidatura: Candidatura | None
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


def _consentimiento(folio: str) -> Verificado | None:
    """Sin las respuestas ni si sigue vigente: eso es solo de la persona."""
    consentimientos = Consentimiento.objects.select_related(*_CANDIDATURA)
    consentimiento = consentimientos.filter(folio=folio).first()
    if consentimiento is None:
        return None
    return Verificado(
        clase="Constancia de consentimiento",
        folio=consentimiento.folio,
        momento=consentimiento.registrado_en,
        candidatura=consentimiento.candidatura,
        huella=consentimiento.huella,
        firmante=consentimiento.firmante,
    )


def _hoja(folio: str) -> Verificado | None:
    hojas = HojaDeConsentimiento.objects.select_related(*_CANDIDATURA)
    hoja = hojas.filter(folio=folio).first()
    if hoja is None:
        return None
    return Verificado(
        clase="Formato de consentimiento emitido",
        folio=hoja.folio,
        momento=hoja.emitida_en,
        candidatura=hoja.candidatura,
        huella="",
    )


def _acta(folio: str) -> Verificado | None:
    """Sin decir de quién: el acta de una cancelación tampoco nombra a la persona."""
    acta = ActaDeSupresion.objects.select_related("proceso").filter(folio=folio).first()
    if acta is None:
        return None
    return Verificado(
        clase=f"Acta de supresión de datos personales. {acta.proceso.nombre}",
        folio=acta.folio,
        momento=acta.levantada_en,
        candidatura=None,
        huella=huella_del_acta(acta),
    )


_BUSCADORES: dict[str, Callable[[str], Verificado | None]] = {
    "ACT": _acta,
    "ACU": _acuse,
    "FIR": _firma,
    "CON": _consentimiento,
    "HOJ": _hoja,
}
