"""Entregar y quitar las declaraciones públicas. Como lo demás, no son públicas hasta publicarse."""

from django.core.files.base import ContentFile
from django.db import transaction

from candidaturas.models import ClaseDeDeclaracion
from captura.bitacora import a_nombre_de
from captura.declaraciones import limpiar
from captura.models import Adscripcion, Cuestionario, Declaracion
from captura.servicios.bloqueo import bloquear
from captura.servicios.captura import anotar_guardado, exigir_que_se_edite
from conoceles.comun import reloj


@transaction.atomic
def guardar_declaracion(
    *,
    cuestionario: Cuestionario,
    clase: ClaseDeDeclaracion,
    datos: bytes,
    adscripcion: Adscripcion,
) -> Cuestionario:
    """Limpia y guarda el PDF en lugar del que hubiera; el mismo archivo no cambia nada.

    Lanza `DeclaracionRechazada`, `PermissionDenied` o `YaNoSeEdita`.
    """
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    exigir_que_se_edite(adscripcion, cuestionario)
    proceso = cuestionario.candidatura.proceso
    limpia = limpiar(
        datos,
        maximo_kb=proceso.parametro("declaracion_maximo_kb"),
        maximo_paginas=proceso.parametro("declaracion_paginas"),
    )
    vigentes = cuestionario.declaraciones.vigentes().filter(clase=clase)
    if vigentes.filter(huella=limpia.huella).exists():
        return cuestionario
    with a_nombre_de(adscripcion.usuario):
        vigentes.update(quitada_en=reloj.ahora())
        nueva = Declaracion(
            cuestionario=cuestionario,
            clase=clase,
            huella=limpia.huella,
            paginas=limpia.paginas,
            subida_por=adscripcion.usuario,
            subida_en=reloj.ahora(),
        )
        nueva.archivo.save("declaracion.pdf", ContentFile(limpia.datos), save=True)
    return anotar_guardado(cuestionario, [f"declaracion_{clase}"], adscripcion)


@transaction.atomic
def quitar_declaracion(
    *, cuestionario: Cuestionario, clase: ClaseDeDeclaracion, adscripcion: Adscripcion
) -> Cuestionario:
    """Deja de entregarla, si estaba. Lanza `PermissionDenied` o `YaNoSeEdita`."""
    cuestionario = bloquear(adscripcion, cuestionario.pk)
    exigir_que_se_edite(adscripcion, cuestionario)
    with a_nombre_de(adscripcion.usuario):
        vigentes = cuestionario.declaraciones.vigentes().filter(clase=clase)
        quitadas = vigentes.update(quitada_en=reloj.ahora())
    if not quitadas:
        return cuestionario
    return anotar_guardado(cuestionario, [f"declaracion_{clase}"], adscripcion)
