"""El recorrido de un perfil, en una tabla. La ejecuta `servicios.pasos.dar_paso` y nadie más.

Cada sección tiene su estado y un paso mueve secciones; el estado del conjunto se calcula de ellas.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models

from candidaturas.models import CAMPOS_DE_SECCION, SeccionDePerfil
from captura.models import ClaseDeActo, Cuestionario, Estado, Rol


class Paso(models.TextChoices):
    CAPTURAR = "capturar", "Capturar"
    TERMINAR = "terminar", "Dar por terminada la captura"
    ENVIAR = "enviar", "Validar y enviar a revisión"
    REVISAR = "revisar", "Iniciar revisión"
    OBSERVAR = "observar", "Devolver con observaciones"
    VERIFICAR = "verificar", "Verificar"
    PUBLICAR = "publicar", "Publicar"
    PAUSAR = "pausar", "Pausar una sección"
    REANUDAR = "reanudar", "Reanudar una sección"
    RETIRAR = "retirar", "Retirar de la publicación"


ACTOR = frozenset({Rol.ENLACE, Rol.CAPTURISTA, Rol.CANDIDATA})
DELEGADOS = ACTOR - {Rol.ENLACE}
UTTAI = frozenset({Rol.REVISION, Rol.COORDINACION})

# Las secciones que alguien captura y alguien verifica: de ellas sale el estado del conjunto.
REVISADAS = tuple(s for s in SeccionDePerfil if CAMPOS_DE_SECCION[s])
# La identidad y los compromisos siguen al conjunto: no se verifican, pero sí se pausan.
SECCIONES = (*REVISADAS, SeccionDePerfil.IDENTIDAD, SeccionDePerfil.COMPROMISOS)


@dataclass(frozen=True, slots=True)
class Transicion:
    """De qué estados salen las secciones, a cuál llegan (None: no se mueven), quién puede y qué
    exige. `conjunto`: en qué estados del conjunto procede, si no son los mismos de la sección.
    """

    desde: frozenset[Estado]
    hacia: Estado | None
    roles: frozenset[Rol]
    acto: ClaseDeActo
    conjunto: frozenset[Estado] | None = None
    # Roles que además pueden, si el proceso lo dice en el parámetro de ese nombre.
    roles_segun_proceso: tuple[frozenset[Rol], str] | None = None
    exige_reglas: bool = False
    exige_motivo: bool = False
    exige_observaciones: bool = False
    exige_seccion: bool = False
    exige_toma: bool = False

    @property
    def procede_en(self) -> frozenset[Estado]:
        """Los estados del conjunto en que se puede dar."""
        return self.conjunto or self.desde


FLUJO: dict[Paso, Transicion] = {
    Paso.CAPTURAR: Transicion(
        frozenset({Estado.SIN_DATOS}), Estado.EN_CAPTURA, ACTOR, ClaseDeActo.GUARDADO
    ),
    Paso.TERMINAR: Transicion(
        frozenset({Estado.EN_CAPTURA, Estado.CON_OBSERVACIONES}),
        None,
        DELEGADOS,
        ClaseDeActo.CAPTURA_TERMINADA,
        exige_reglas=True,
    ),
    Paso.ENVIAR: Transicion(
        frozenset({Estado.EN_CAPTURA, Estado.CON_OBSERVACIONES}),
        Estado.ENVIADO,
        frozenset({Rol.ENLACE}),
        ClaseDeActo.ENVIO,
        roles_segun_proceso=(DELEGADOS, "valida_quien_captura"),
        exige_reglas=True,
    ),
    Paso.REVISAR: Transicion(
        frozenset({Estado.ENVIADO}),
        Estado.EN_REVISION,
        UTTAI,
        ClaseDeActo.TOMA_DE_REVISION,
    ),
    Paso.OBSERVAR: Transicion(
        frozenset({Estado.EN_REVISION, Estado.VERIFICADO}),
        Estado.CON_OBSERVACIONES,
        UTTAI,
        ClaseDeActo.OBSERVACION,
        exige_observaciones=True,
        exige_toma=True,
    ),
    Paso.VERIFICAR: Transicion(
        frozenset({Estado.EN_REVISION}),
        Estado.VERIFICADO,
        UTTAI,
        ClaseDeActo.VERIFICACION,
        exige_reglas=True,
        exige_toma=True,
    ),
    Paso.PUBLICAR: Transicion(
        frozenset({Estado.VERIFICADO}), Estado.PUBLICADO, UTTAI, ClaseDeActo.PUBLICACION
    ),
    Paso.PAUSAR: Transicion(
        frozenset({Estado.PUBLICADO}),
        Estado.PAUSADO,
        UTTAI,
        ClaseDeActo.PAUSA,
        exige_motivo=True,
        exige_seccion=True,
    ),
    Paso.REANUDAR: Transicion(
        frozenset({Estado.PAUSADO}),
        Estado.PUBLICADO,
        UTTAI,
        ClaseDeActo.REANUDACION,
        conjunto=frozenset({Estado.PUBLICADO}),
        exige_seccion=True,
    ),
    Paso.RETIRAR: Transicion(
        frozenset({Estado.PUBLICADO, Estado.PAUSADO}),
        Estado.EN_REVISION,
        frozenset({Rol.COORDINACION}),
        ClaseDeActo.RETIRO,
        conjunto=frozenset({Estado.PUBLICADO}),
        exige_motivo=True,
    ),
}

# Estados en los que el actor puede escribir.
EDITABLES = frozenset({Estado.SIN_DATOS, Estado.EN_CAPTURA, Estado.CON_OBSERVACIONES})

# El conjunto va donde va su sección más atrasada, vista desde quien tiene que hacer algo.
_PRECEDENCIA = (
    Estado.CON_OBSERVACIONES,
    Estado.EN_CAPTURA,
    Estado.SIN_DATOS,
    Estado.ENVIADO,
    Estado.EN_REVISION,
    Estado.VERIFICADO,
)


def estados_de(cuestionario: Cuestionario) -> dict[SeccionDePerfil, Estado]:
    """El estado de cada sección; la que no está aparte va con el conjunto."""
    aparte = cuestionario.secciones_aparte
    return {s: Estado(aparte.get(s, cuestionario.estado)) for s in SECCIONES}


def estado_del_conjunto(estados: dict[SeccionDePerfil, Estado]) -> Estado:
    """El estado general, calculado de las secciones que se revisan. Pausar una no lo cambia."""
    revisadas = {estados[s] for s in REVISADAS}
    return next((e for e in _PRECEDENCIA if e in revisadas), Estado.PUBLICADO)


def mover(
    estados: dict[SeccionDePerfil, Estado],
    transicion: Transicion,
    secciones: Collection[SeccionDePerfil],
) -> dict[SeccionDePerfil, Estado]:
    """Los estados después del paso: se mueven las secciones dadas que salen de donde debe."""
    if transicion.hacia is None:
        return estados
    return {
        s: transicion.hacia if s in secciones and e in transicion.desde else e
        for s, e in estados.items()
    }


def procede(
    cuestionario: Cuestionario, paso: Paso, secciones: Collection[SeccionDePerfil] = ()
) -> bool:
    """Si el paso sale del estado en que está el conjunto y alguna de las secciones (o todas)."""
    transicion = FLUJO[paso]
    if cuestionario.estado not in transicion.procede_en:
        return False
    estados = estados_de(cuestionario)
    return any(estados[s] in transicion.desde for s in secciones or SECCIONES)
