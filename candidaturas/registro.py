"""Quiénes postulan y qué se elige en un proceso: lo que casi nunca cambia, leído una vez.

Lo llevan casi todas las páginas. Unirlo a las candidaturas en cada consulta costaba más que ellas.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Prefetch

from candidaturas import frescura
from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    Eleccion,
    Integrante,
    ProcesoElectoral,
    Seccion,
    TipoDeActor,
)


class Registro(NamedTuple):
    """Por identificador. Lo comparten todas las peticiones: nadie lo modifica."""

    # Con sus integrantes y el partido de cada uno.
    actores: dict[int, ActorPolitico]
    # Con su cargo, su distrito y su municipio, en el orden de la boleta.
    elecciones: dict[int, Eleccion]
    # De cada distrito, los números de los municipios que abarca, según las secciones del proceso.
    municipios: dict[int, set[int]]
    # Filtro → de cada actor o elección, las opciones que lo encuentran. A un actor, él y los
    # partidos que lo integran.
    opciones: dict[str, dict[int, set[str]]]


def registro_de(proceso: ProcesoElectoral) -> Registro:
    return frescura.del_registro(("registro", proceso.pk), lambda: _leer(proceso))


def _leer(proceso: ProcesoElectoral) -> Registro:
    con_partido = Integrante.objects.select_related("partido")
    actores = {
        a.pk: a
        for a in ActorPolitico.objects.filter(proceso=proceso).prefetch_related(
            Prefetch("integrantes", con_partido)
        )
    }
    elecciones = (
        Eleccion.objects.filter(cargo__proceso=proceso)
        .select_related("cargo", "distrito", "municipio")
        .order_by("cargo__orden", "orden")
    )
    municipios: dict[int, set[int]] = {}
    secciones = Seccion.objects.filter(
        marco=proceso.marco_id, municipio__entidad=proceso.entidad_id
    )
    for distrito, numero in (
        secciones.order_by().values_list("distrito", "municipio__numero").distinct()
    ):
        municipios.setdefault(distrito, set()).add(numero)
    por_pk = {e.pk: e for e in elecciones}
    opciones = {
        "actor": _opciones_de_actor(actores.values()),
        "cargo": {pk: {e.cargo.clave} for pk, e in por_pk.items()},
        "distrito": {pk: {str(e.distrito.numero)} for pk, e in por_pk.items() if e.distrito},
        "municipio": {pk: _municipios(e, municipios) for pk, e in por_pk.items()},
    }
    return Registro(actores, por_pk, municipios, opciones)


def _municipios(eleccion: Eleccion, municipios: dict[int, set[int]]) -> set[str]:
    propios = {eleccion.municipio.numero} if eleccion.municipio else set()
    return {str(n) for n in propios | municipios.get(eleccion.distrito_id or 0, set())}


def _opciones_de_actor(actores: Iterable[ActorPolitico]) -> dict[int, set[str]]:
    partidos = {a.pk: {i.partido_id for i in a.integrantes.all()} for a in actores}
    solos = [a.pk for a in actores if a.tipo == TipoDeActor.PARTIDO]
    return {
        actor: {str(actor)} | {str(solo) for solo in solos if partidos[solo] & suyos}
        for actor, suyos in partidos.items()
    }


def con_su_registro(
    candidaturas: Iterable[Candidatura], procesos: Mapping[int, ProcesoElectoral]
) -> list[Candidatura]:
    """Las mismas, con su proceso, su actor y su elección ya puestos. `procesos`: por identificador.

    Lo que se registró después de leer el registro no está en él: Django lo lee cuando se le pide.
    """
    hechas = list(candidaturas)
    registros = {pk: registro_de(procesos[pk]) for pk in {c.proceso_id for c in hechas}}
    for candidatura in hechas:
        candidatura.proceso = procesos[candidatura.proceso_id]
        formula, suyo = candidatura.formula, registros[candidatura.proceso_id]
        if actor := suyo.actores.get(formula.actor_id):
            formula.actor = actor
        if eleccion := suyo.elecciones.get(formula.eleccion_id):
            formula.eleccion = eleccion
    return hechas
