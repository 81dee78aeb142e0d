"""Recibir y atender reportes de error. No son quejas sobre lo que alguien propone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import Candidatura
from captura.bitacora import exigir_escribible
from captura.huellas import nuevo_folio
from captura.models import (
    Adscripcion,
    ClaseDeError,
    EstadoDeReporte,
    MovimientoDeReporte,
    ReporteDeError,
)
from captura.permisos import puede_atender_reportes
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

SIGUIENTES = {
    EstadoDeReporte.ABIERTO: (EstadoDeReporte.EN_ATENCION, EstadoDeReporte.CERRADO),
    EstadoDeReporte.EN_ATENCION: (EstadoDeReporte.CERRADO,),
    EstadoDeReporte.CERRADO: (),
}


class ReporteNoAvanza(ErrorDeDominio):
    """El reporte no puede pasar a ese estado; el mensaje dice por qué."""


def recibir_reporte(
    *, candidatura: Candidatura, clase: ClaseDeError, texto: str, correo: str = ""
) -> ReporteDeError:
    """Guarda lo que una persona cualquiera reporta y le da folio.

    El rol público añade reportes y no lee ninguno: la orden no puede pedir de vuelta lo guardado,
    y así la escribe Django cuando se le dice que pase por alto los repetidos.
    """
    ahora = reloj.ahora()
    reporte = ReporteDeError(
        folio=nuevo_folio("REP", reloj.hoy().year),
        candidatura=candidatura,
        clase=clase,
        texto=texto.strip(),
        correo=correo,
        recibido_en=ahora,
    )
    ReporteDeError.objects.bulk_create([reporte], ignore_conflicts=True)
    return reporte


@transaction.atomic
def mover_reporte(
    *, reporte: ReporteDeError, hacia: EstadoDeReporte, nota: str, adscripcion: Adscripcion
) -> ReporteDeError:
    """Pasa el reporte a otro estado. Cerrarlo exige decir qué se hizo, y borra el correo."""
    if not puede_atender_reportes(adscripcion):
        raise PermissionDenied
    exigir_escribible(reporte.candidatura.proceso)
    reporte = ReporteDeError.objects.select_for_update(of=("self",)).get(pk=reporte.pk)
    if hacia not in SIGUIENTES[EstadoDeReporte(reporte.estado)]:
        raise ReporteNoAvanza(
            f"El reporte está {reporte.get_estado_display().lower()}: ya no puede pasar a "
            f"{EstadoDeReporte(hacia).label.lower()}."
        )
    nota = nota.strip()
    ahora = reloj.ahora()
    if hacia == EstadoDeReporte.CERRADO:
        if not nota:
            raise ReporteNoAvanza("Para cerrar el reporte, escriba qué se hizo.")
        reporte.correo = ""
        reporte.cerrado_en = ahora
    reporte.estado = hacia
    reporte.save(update_fields=["estado", "correo", "cerrado_en"])
    MovimientoDeReporte.objects.create(
        reporte=reporte, hacia=hacia, nota=nota, autor=adscripcion.usuario, momento=ahora
    )
    return reporte
