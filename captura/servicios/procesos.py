"""Abrir, cerrar y archivar un proceso electoral."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas import frescura
from candidaturas.models import EstadoDeProceso, ProcesoElectoral
from captura.bitacora import anotar
from captura.flujo import Paso
from captura.models import Adscripcion, ClaseDeActo, Cuestionario, Estado, Rol
from captura.servicios.pasos import dar_paso
from conoceles.comun.errores import ErrorDeDominio

SIGUIENTE = {
    EstadoDeProceso.EN_PREPARACION: EstadoDeProceso.ABIERTO,
    EstadoDeProceso.ABIERTO: EstadoDeProceso.CERRADO,
    EstadoDeProceso.CERRADO: EstadoDeProceso.ARCHIVADO,
}


class ProcesoNoAvanza(ErrorDeDominio):
    """El proceso no puede pasar al estado siguiente; el mensaje dice por qué."""


@transaction.atomic
def fijar_publicacion(
    *, proceso: ProcesoElectoral, desde: datetime, cita: str, adscripcion: Adscripcion
) -> ProcesoElectoral:
    """Fija desde cuándo es público el proceso y el acuerdo que lo dice (va citado, no supuesto)."""
    if adscripcion.rol != Rol.COORDINACION:
        raise PermissionDenied
    proceso = ProcesoElectoral.objects.select_for_update().get(pk=proceso.pk)
    proceso.publico_desde = desde
    proceso.publico_desde_cita = cita
    proceso.save(update_fields=["publico_desde", "publico_desde_cita"])
    frescura.cambio_el_registro()
    return proceso


@transaction.atomic
def avanzar_proceso(*, proceso: ProcesoElectoral, adscripcion: Adscripcion) -> ProcesoElectoral:
    """Pasa el proceso a su estado siguiente y lo anota. Al abrirlo queda como el vigente."""
    if adscripcion.rol != Rol.COORDINACION:
        raise PermissionDenied
    proceso = ProcesoElectoral.objects.select_for_update().get(pk=proceso.pk)
    desde = EstadoDeProceso(proceso.estado)
    if desde not in SIGUIENTE:
        raise ProcesoNoAvanza("Este proceso ya está archivado.")
    hacia = SIGUIENTE[desde]
    if hacia == EstadoDeProceso.ABIERTO:
        if proceso.publico_desde is None:
            raise ProcesoNoAvanza("Fije primero desde cuándo es público el proceso.")
        ProcesoElectoral.objects.filter(vigente=True).update(vigente=False)
        proceso.vigente = True
    if hacia == EstadoDeProceso.CERRADO and not proceso.parametro("perfiles_tras_cierre"):
        _retirar_perfiles(proceso, adscripcion)
    proceso.estado = hacia
    proceso.save(update_fields=["estado", "vigente"])
    frescura.cambio_el_registro()
    anotar(
        clase=ClaseDeActo.ESTADO_DE_PROCESO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos={"desde": desde, "hacia": hacia},
    )
    return proceso


def _retirar_perfiles(proceso: ProcesoElectoral, adscripcion: Adscripcion) -> None:
    """Al cerrar, si el proceso lo manda, ningún perfil queda en las tablas públicas."""
    publicados = Cuestionario.objects.filter(
        candidatura__proceso=proceso, estado=Estado.PUBLICADO
    ).order_by("pk")
    for cuestionario in publicados:
        dar_paso(
            cuestionario=cuestionario,
            paso=Paso.RETIRAR,
            adscripcion=adscripcion,
            motivo="Cierre del proceso: el parámetro «perfiles_tras_cierre» dice que no.",
        )
