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
)


class Registro(NamedTuple):
    """Por identificador. Lo comparten todas las peticiones: nadie lo modifica."""

    # Con sus integrantes y el partido de cada uno.
    actores: dict[int, ActorPolitico]
    # Con su cargo, su distrito y su municipio, en el orden de la boleta.
    elecciones: dict[int, Eleccion]
    # De cada distrito, los números de los municipios que abarca, según las secciones del proceso.
    municipios: dict[int, set[int]]


def registro_de(proceso: ProcesoElectoral) -> Registro:
    return frescura.del_registro(("registro", proceso.pk), lambda: _leer(proceso))


def _leer(proceso: ProcesoElectoral) -> Registro:
    actores = ActorPolitico.objects.filter(proceso=proceso).prefetch_related(
        Prefetch("integrantes", Integrante.objects.select_related("partido"))
    )
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
    return Registro({a.pk: a for a in actores}, {e.pk: e for e in elecciones}, municipios)


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
