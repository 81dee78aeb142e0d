"""Contestar el cuestionario de identidad y cambiar sus preguntas."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.bitacora import exigir_escribible
from captura.identidad import Preguntas, Respuestas, preguntas_de
from captura.models import (
    Adscripcion,
    CuestionarioDeIdentidad,
    Proposito,
    RespuestasDeIdentidad,
)
from captura.permisos import puede_contestar_identidad
from captura.servicios.bloqueo import bloquear_candidatura
from captura.servicios.distintivos import publicar_distintivos
from captura.servicios.identidad import (
    abrir,
    consiente,
    cuestionario_de_identidad,
    es_de_otra_cuenta,
    guardar,
)
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class IdentidadNoProcede(ErrorDeDominio):
    """No se puede contestar ahora; el mensaje dice por qué."""


@transaction.atomic
def crear_cuestionario_de_identidad(
    *, proceso: ProcesoElectoral, contenido: dict[str, Any]
) -> CuestionarioDeIdentidad:
    """Otra versión de las preguntas; los distintivos públicos pasan a ser los que ella anuncia.

    Lanza `CuestionarioMalFormado`.
    """
    preguntas_de(contenido)
    version = CuestionarioDeIdentidad.objects.create(
        proceso=proceso,
        nombre=contenido.get("nombre", "Sin nombre"),
        contenido=contenido,
        vigente_desde=reloj.ahora(),
    )
    for candidatura in Candidatura.objects.filter(proceso=proceso, perfil__isnull=False):
        publicar_distintivos(candidatura)
    return version


@sensitive_variables()
@transaction.atomic
def guardar_bloque(
    *, candidatura: Candidatura, bloque: str, respuestas: Respuestas, adscripcion: Adscripcion
) -> list[str]:
    """Cambia lo contestado en un bloque y devuelve las claves de las preguntas que aún faltan.

    Lanza `PermissionDenied`, `IdentidadNoProcede` o `RespuestaNoValida`.
    """
    return _cambiar(candidatura, bloque, respuestas, adscripcion)


@sensitive_variables()
@transaction.atomic
def guardar_respuestas(
    *, candidatura: Candidatura, respuestas: Respuestas, adscripcion: Adscripcion
) -> list[str]:
    """Lo mismo, con todos los bloques a la vez."""
    return _cambiar(candidatura, None, respuestas, adscripcion)


@sensitive_variables()
def _cambiar(
    candidatura: Candidatura, bloque: str | None, respuestas: Respuestas, adscripcion: Adscripcion
) -> list[str]:
    # Desde aquí y hasta terminar, nadie cambia las preguntas ni bloquea el proceso.
    exigir_escribible(candidatura.proceso)
    candidatura = bloquear_candidatura(candidatura.pk)
    if not puede_contestar_identidad(adscripcion, candidatura):
        raise PermissionDenied
    renglon = RespuestasDeIdentidad.objects.filter(pk=candidatura.pk).first()
    if es_de_otra_cuenta(renglon, adscripcion):
        raise PermissionDenied
    version, preguntas = _exigir_que_proceda(candidatura)
    cambian = _validar(preguntas, bloque, respuestas)
    todas = abrir(renglon).con(respuestas, en_lugar_de=cambian)
    # Lo que dejó de tocar (contestó que no, o eligió la otra lista de edad) no se conserva.
    todas = todas.solo(preguntas.que_tocan(todas, candidatura.edad))
    faltan = [p.clave for p in preguntas.faltan(todas, candidatura.edad)]
    guardar(candidatura, version, renglon, todas, not faltan, adscripcion)
    publicar_distintivos(candidatura)
    return faltan


@sensitive_variables("respuestas")
def _validar(preguntas: Preguntas, bloque: str | None, respuestas: Respuestas) -> set[str]:
    """Las preguntas que cambian: las del bloque o, sin él, todas."""
    cambian = set(preguntas.por_clave)
    if bloque is not None:
        suyo = preguntas.bloque(bloque)
        cambian = set(suyo.claves()) if suyo else set()
    if not respuestas.contestadas() <= cambian:
        raise IdentidadNoProcede("Esa pregunta no está en el cuestionario.")
    for clave in respuestas.contestadas():
        preguntas.por_clave[clave].exigir_valida(respuestas.de(clave) or "")
    preguntas.exigir_coherentes(respuestas)
    return cambian


def _exigir_que_proceda(candidatura: Candidatura) -> tuple[CuestionarioDeIdentidad, Preguntas]:
    version = cuestionario_de_identidad(candidatura.proceso)
    if version is None:
        raise IdentidadNoProcede("Este proceso no pregunta por la identidad.")
    if not consiente(candidatura, Proposito.RESPONDER):
        raise IdentidadNoProcede(
            "Antes hace falta el consentimiento vigente para que el instituto trate sus datos."
        )
    return version, preguntas_de(version.contenido)
