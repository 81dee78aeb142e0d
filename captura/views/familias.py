"""En qué va cada familia de compromisos para una candidatura."""

from dataclasses import dataclass

from captura.models import (
    Adscripcion,
    FamiliaDeCompromisos,
    Firma,
    Habilitacion,
    VersionDeCompromisos,
)
from captura.permisos import puede_firmar
from conoceles.comun import reloj


@dataclass(frozen=True, slots=True)
class FamiliaParaCandidatura:
    """`version` viene solo si la cuenta puede firmarla ahora."""

    nombre: str
    estado: str
    texto: str
    firma: Firma | None
    version: VersionDeCompromisos | None


def version_vigente(familia: FamiliaDeCompromisos) -> VersionDeCompromisos | None:
    ahora = reloj.ahora()
    version = familia.versiones.filter(vigente_desde__lte=ahora).order_by("-vigente_desde").first()
    if version and version.vigente_hasta and version.vigente_hasta <= ahora:
        return None
    return version


def familias_para(adscripcion: Adscripcion, candidatura) -> list[FamiliaParaCandidatura]:
    """Una por familia del proceso, con su estado en palabras."""
    firmas = {
        f.version.familia_id: f
        for f in candidatura.firmas.vigentes().select_related("version").order_by("firmado_en")
    }
    pedidas = dict(
        Habilitacion.objects.filter(candidatura=candidatura)
        .order_by("solicitud__atendida_en")
        .values_list("solicitud__familia", "solicitud__atendida_en")
    )
    puede = puede_firmar(adscripcion, candidatura) and candidatura.esta_en_boleta
    familias = []
    for familia in candidatura.proceso.familias_de_compromisos.all():
        version, firma = version_vigente(familia), firmas.get(familia.pk)
        habilitada = bool(pedidas.get(familia.pk)) or _habilitada(candidatura, familia)
        al_dia = bool(firma and (version is None or firma.version_id == version.pk))
        if firma and al_dia:
            estado, texto = "firmado", "Firmado"
        elif firma:
            estado, texto = "firmado", "Firmó una versión anterior"
        elif habilitada:
            estado, texto = "habilitada", "Firma habilitada"
        elif familia.pk in pedidas:
            estado, texto = "solicitada", "Solicitada, en espera"
        else:
            estado, texto = "sin_datos", "Sin solicitar"
        por_firmar = version if puede and habilitada and not al_dia else None
        familias.append(FamiliaParaCandidatura(familia.nombre, estado, texto, firma, por_firmar))
    return familias


def _habilitada(candidatura, familia) -> bool:
    return Habilitacion.objects.filter(
        candidatura=candidatura,
        solicitud__familia=familia,
        solicitud__atendida_en__isnull=False,
    ).exists()
