"""Quién postula en un proceso: los partidos del catálogo y los actores que se hacen con ellos.

Lo hace Coordinación al preparar un proceso y queda en la bitácora.
"""

from django.db import transaction

from candidaturas import frescura
from candidaturas.models import (
    ActorPolitico,
    Integrante,
    Partido,
    ProcesoElectoral,
    TipoDeActor,
)
from captura.models import Adscripcion
from captura.servicios.preparacion import (
    CERRADOS,
    ProcesoNoSeCambia,
    anotar_hecho,
    bloquear,
    validar,
)


# --- El catálogo de partidos -------------------------------------------------------------------
@transaction.atomic
def guardar_partido(
    *,
    proceso: ProcesoElectoral,
    sigla: str,
    nombre: str,
    alcance: str,
    adscripcion: Adscripcion,
    partido: Partido | None = None,
) -> Partido:
    """Uno nuevo en el catálogo, o los cambios de uno. Lanza `ProcesoNoSeCambia`.

    El catálogo es de todos los procesos: el que ya está en uno cerrado no cambia.
    """
    proceso = bloquear(proceso, adscripcion)
    antes = {}
    if partido:
        partido = Partido.objects.select_for_update().get(pk=partido.pk)
        _exigir_sin_cerrados(partido)
        antes = {"antes": _como_datos(partido)}
    partido = partido or Partido()
    partido.sigla, partido.nombre, partido.alcance = sigla.strip(), nombre.strip(), alcance
    otros = Partido.objects.exclude(pk=partido.pk)
    if otro := otros.filter(sigla__iexact=partido.sigla).first():
        raise ProcesoNoSeCambia(f"La sigla {otro.sigla} ya está en el catálogo: {otro.nombre}.")
    validar(partido)
    partido.save()
    frescura.cambio_el_registro()
    anotar_hecho(
        proceso,
        adscripcion,
        {"hecho": "partido", "partido": partido.pk, **antes, "despues": _como_datos(partido)},
    )
    return partido


@transaction.atomic
def quitar_partido(
    *, proceso: ProcesoElectoral, partido: Partido, adscripcion: Adscripcion
) -> None:
    """Del catálogo, si ningún actor lo lleva. Lanza `ProcesoNoSeCambia`."""
    proceso = bloquear(proceso, adscripcion)
    _tomar_partidos([partido])
    if actor := partido.actores.select_related("proceso").first():
        raise ProcesoNoSeCambia(
            f"{partido.nombre} está en {actor.nombre}, de {actor.proceso.nombre}: no se quita."
        )
    antes = _como_datos(partido)
    partido.delete()
    anotar_hecho(proceso, adscripcion, {"hecho": "sin_partido", "antes": antes})


def procesos_con(partido: Partido) -> list[ProcesoElectoral]:
    """Los procesos en que alguien postula con este partido."""
    return list(ProcesoElectoral.objects.filter(actores__partidos=partido).distinct())


def _exigir_sin_cerrados(partido: Partido) -> None:
    for proceso in procesos_con(partido):
        if proceso.estado in CERRADOS:
            raise ProcesoNoSeCambia(
                f"{partido.nombre} está en {proceso.nombre}, que ya terminó: ahí debe seguir "
                "llamándose así. Añada otro al catálogo."
            )


def _como_datos(partido: Partido) -> dict[str, str]:
    return {"sigla": partido.sigla, "nombre": partido.nombre, "alcance": partido.alcance}


# --- Los actores -------------------------------------------------------------------------------
@transaction.atomic
def guardar_actor(
    *,
    proceso: ProcesoElectoral,
    tipo: str,
    nombre: str,
    siglas: str,
    partidos: list[Partido],
    partido_captura: Partido | None,
    convenio: str,
    orden: int,
    adscripcion: Adscripcion,
    actor: ActorPolitico | None = None,
) -> ActorPolitico:
    """Un actor nuevo, o los cambios de uno. Lanza `ProcesoNoSeCambia`."""
    proceso = bloquear(proceso, adscripcion)
    _exigir_partidos(tipo, partidos, partido_captura, convenio)
    _tomar_partidos(partidos)
    actor = actor or ActorPolitico(proceso=proceso)
    actor.tipo, actor.nombre, actor.siglas = tipo, nombre.strip(), siglas.strip()
    actor.partido_captura, actor.convenio, actor.orden = partido_captura, convenio.strip(), orden
    validar(actor)
    actor.save()
    actor.integrantes.all().delete()
    Integrante.objects.bulk_create(
        Integrante(actor=actor, partido=partido, orden=lugar)
        for lugar, partido in enumerate(partidos)
    )
    frescura.cambio_el_registro()
    anotar_hecho(proceso, adscripcion, {"hecho": "actor", "actor": actor.pk})
    return actor


def _exigir_partidos(tipo, partidos, partido_captura, convenio) -> None:
    if tipo == TipoDeActor.PARTIDO and len(partidos) != 1:
        raise ProcesoNoSeCambia("Un partido político se compone de un solo partido.")
    if tipo == TipoDeActor.INDEPENDIENTE and partidos:
        raise ProcesoNoSeCambia("Una candidatura independiente no lleva partidos.")
    if tipo not in {TipoDeActor.COALICION, TipoDeActor.CANDIDATURA_COMUN}:
        if partido_captura:
            raise ProcesoNoSeCambia("Solo una coalición nombra al partido que captura.")
        return
    if len(partidos) < 2:
        raise ProcesoNoSeCambia("Elija los partidos que se unen: al menos dos.")
    if partido_captura and partido_captura not in partidos:
        raise ProcesoNoSeCambia("El partido que captura debe ser uno de los que se unen.")
    if partido_captura and not convenio.strip():
        raise ProcesoNoSeCambia("Cite el convenio que dice qué partido captura.")


def _tomar_partidos(partidos: list[Partido]) -> None:
    """Desde otro proceso se pueden estar quitando del catálogo: nadie los quita hasta terminar."""
    tomados = Partido.objects.select_for_update().filter(pk__in=[p.pk for p in partidos])
    if len(tomados.order_by("pk")) < len(partidos):
        raise ProcesoNoSeCambia("Alguno de los partidos elegidos ya no está en el catálogo.")


@transaction.atomic
def quitar_actor(*, actor: ActorPolitico, adscripcion: Adscripcion) -> None:
    """Si no tiene candidaturas, cuentas ni actos. Lanza `ProcesoNoSeCambia`."""
    proceso = bloquear(actor.proceso, adscripcion)
    usos = (
        (actor.formulas.exists(), "candidaturas"),
        (actor.adscripciones.exists(), "cuentas"),
        (actor.invitaciones.exists(), "invitaciones"),
    )
    for hay, que in usos:
        if hay:
            raise ProcesoNoSeCambia(f"{actor.nombre} tiene {que}: no se quita.")
    if actor.actos.exists():
        raise ProcesoNoSeCambia(
            f"{actor.nombre} está en la bitácora: no se quita, pero sí se le cambia todo."
        )
    nombre = actor.nombre
    actor.delete()
    frescura.cambio_el_registro()
    anotar_hecho(proceso, adscripcion, {"hecho": "sin_actor", "nombre": nombre})
