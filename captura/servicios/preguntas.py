"""Coordinación cambia las preguntas de identidad de un proceso. Cada cambio es otra versión."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from candidaturas.models import ProcesoElectoral
from captura.bitacora import anotar
from captura.identidad import preguntas_de
from captura.models import Adscripcion, ClaseDeActo, CuestionarioDeIdentidad
from captura.permisos import puede_preparar_procesos
from captura.preguntas import Contenido, solo_cambian_ayudas
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.servicios.identidad import cuestionario_de_identidad, hay_respuestas
from captura.servicios.preparacion import CERRADOS
from conoceles.comun.errores import ErrorDeDominio


class PreguntasNoSeCambian(ErrorDeDominio):
    """Las preguntas no se pueden cambiar así; el mensaje dice por qué."""


def por_que_no_se_cambian(proceso: ProcesoElectoral) -> str:
    """Vacío si todavía se pueden cambiar; las ayudas se corrigen mientras el proceso no cierre."""
    if proceso.estado in CERRADOS:
        return f"El proceso está {proceso.get_estado_display().lower()}: ya no se cambia nada."
    if hay_respuestas(proceso):
        return (
            "Alguien ya contestó. Las preguntas, sus opciones y su orden no cambian, porque lo "
            "contestado dejaría de querer decir lo mismo; solo se corrigen las ayudas."
        )
    return ""


@transaction.atomic
def cambiar_preguntas(
    *,
    proceso: ProcesoElectoral,
    contenido: Contenido,
    vista: int | None,
    hecho: str,
    adscripcion: Adscripcion,
) -> CuestionarioDeIdentidad:
    """Otra versión con ese contenido. `vista`: la versión que veía quien cambia; `hecho`: qué
    cambió, para la bitácora.

    Lanza `PreguntasNoSeCambian` o `CuestionarioMalFormado`.
    """
    if not puede_preparar_procesos(adscripcion):
        raise PermissionDenied
    # FOR UPDATE: quien está contestando termina antes (`bitacora.exigir_escribible`).
    proceso = ProcesoElectoral.objects.select_for_update(of=("self",)).get(pk=proceso.pk)
    vigente = cuestionario_de_identidad(proceso)
    if (vigente and vigente.pk) != vista:
        raise PreguntasNoSeCambian(
            "Alguien más cambió las preguntas mientras usted las veía. Revise cómo quedaron."
        )
    por_que = por_que_no_se_cambian(proceso)
    if por_que and (
        proceso.estado in CERRADOS
        or vigente is None
        or not solo_cambian_ayudas(vigente.contenido, contenido)
    ):
        raise PreguntasNoSeCambian(por_que)
    version = crear_cuestionario_de_identidad(proceso=proceso, contenido=contenido)
    anotar(
        clase=ClaseDeActo.PREPARACION_DE_PROCESO,
        proceso=proceso,
        autor=adscripcion.usuario,
        datos={
            "hecho": "preguntas_de_identidad",
            "version": version.pk,
            "cambio": hecho,
            "preguntas": len(preguntas_de(contenido).por_clave),
        },
    )
    return version
