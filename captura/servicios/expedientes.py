"""Pedir al trabajador el expediente de un actor, o la carpeta de archivo con los de todos."""

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from candidaturas.models import ActorPolitico, ProcesoElectoral
from captura.models import Acto, Adscripcion, ClaseDeActo, Trabajo
from captura.models.acto import RESERVADAS_AL_INSTITUTO
from captura.permisos import puede_pedir_carpeta, puede_pedir_expediente
from captura.servicios.trabajos import pedir

EXPEDIENTE, CARPETA = "expediente", "carpeta_de_archivo"


def titulo_del_expediente(actor: ActorPolitico) -> str:
    return f"Expediente de {actor.nombre}"[:200]


def titulo_de_la_carpeta(proceso: ProcesoElectoral) -> str:
    return f"Carpetas de fichas y consentimientos, {proceso.nombre}"[:200]


def pedir_expediente(*, actor: ActorPolitico, adscripcion: Adscripcion) -> Trabajo:
    """Mientras no pase nada en el proceso, pedirlo otra vez da el mismo."""
    if not puede_pedir_expediente(adscripcion, actor):
        raise PermissionDenied
    return pedir(
        clase=EXPEDIENTE,
        clave=f"{actor.pk}:{_hasta_donde(actor.proceso_id)}",
        parametros={"actor": actor.pk},
        adscripcion=adscripcion,
        titulo=titulo_del_expediente(actor),
    )


def pedir_carpeta(*, proceso: ProcesoElectoral, adscripcion: Adscripcion) -> Trabajo:
    """La de todos los actores, para el archivo. Al terminar queda anotado que se elaboró, y de ahí
    nace el renglón del informe."""
    if not puede_pedir_carpeta(adscripcion):
        raise PermissionDenied
    return pedir(
        clase=CARPETA,
        clave=f"{proceso.pk}:{_hasta_donde(proceso.pk)}",
        parametros={"proceso": proceso.pk},
        adscripcion=adscripcion,
        titulo=titulo_de_la_carpeta(proceso),
    )


def _hasta_donde(proceso: int) -> int:
    """El último acto del proceso; haber hecho una carpeta no cambia lo que lleva la siguiente."""
    actos = Acto.objects.filter(proceso=proceso).exclude(
        clase__in={ClaseDeActo.EXPEDIENTE, *RESERVADAS_AL_INSTITUTO}
    )
    return actos.aggregate(ultimo=Max("pk"))["ultimo"] or 0
