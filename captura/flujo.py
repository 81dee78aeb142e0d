"""El recorrido de un perfil, en una tabla. La ejecuta `servicios.pasos.dar_paso` y nadie más."""

from dataclasses import dataclass

from django.db import models

from captura.models import ClaseDeActo, Estado, Rol


class Paso(models.TextChoices):
    CAPTURAR = "capturar", "Capturar"
    ENVIAR = "enviar", "Enviar a revisión"
    REVISAR = "revisar", "Iniciar revisión"
    OBSERVAR = "observar", "Devolver con observaciones"
    VERIFICAR = "verificar", "Verificar"
    PUBLICAR = "publicar", "Publicar"
    RETIRAR = "retirar", "Retirar de la publicación"


ACTOR = frozenset({Rol.ENLACE, Rol.CAPTURISTA, Rol.CANDIDATA})
UTTAI = frozenset({Rol.REVISION, Rol.COORDINACION})


@dataclass(frozen=True, slots=True)
class Transicion:
    """De qué estados sale, a cuál llega, quién puede y qué exige."""

    desde: frozenset[Estado]
    hacia: Estado
    roles: frozenset[Rol]
    acto: ClaseDeActo
    exige_reglas: bool = False
    exige_motivo: bool = False
    exige_observaciones: bool = False


FLUJO: dict[Paso, Transicion] = {
    Paso.CAPTURAR: Transicion(
        frozenset({Estado.SIN_DATOS}), Estado.EN_CAPTURA, ACTOR, ClaseDeActo.GUARDADO
    ),
    Paso.ENVIAR: Transicion(
        frozenset({Estado.EN_CAPTURA, Estado.CON_OBSERVACIONES}),
        Estado.ENVIADO,
        ACTOR,
        ClaseDeActo.ENVIO,
        exige_reglas=True,
    ),
    Paso.REVISAR: Transicion(
        frozenset({Estado.ENVIADO}),
        Estado.EN_REVISION,
        UTTAI,
        ClaseDeActo.TOMA_DE_REVISION,
    ),
    Paso.OBSERVAR: Transicion(
        frozenset({Estado.EN_REVISION}),
        Estado.CON_OBSERVACIONES,
        UTTAI,
        ClaseDeActo.OBSERVACION,
        exige_observaciones=True,
    ),
    Paso.VERIFICAR: Transicion(
        frozenset({Estado.EN_REVISION}),
        Estado.VERIFICADO,
        UTTAI,
        ClaseDeActo.VERIFICACION,
        exige_reglas=True,
    ),
    Paso.PUBLICAR: Transicion(
        frozenset({Estado.VERIFICADO}), Estado.PUBLICADO, UTTAI, ClaseDeActo.PUBLICACION
    ),
    Paso.RETIRAR: Transicion(
        frozenset({Estado.PUBLICADO}),
        Estado.EN_REVISION,
        frozenset({Rol.COORDINACION}),
        ClaseDeActo.RETIRO,
        exige_motivo=True,
    ),
}

# Estados en los que el actor puede escribir.
EDITABLES = frozenset({Estado.SIN_DATOS, Estado.EN_CAPTURA, Estado.CON_OBSERVACIONES})
