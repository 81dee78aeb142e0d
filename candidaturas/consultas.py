"""Lo que la ciudadanía puede consultar: la página, la API y el mapa del sitio preguntan aquí."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar, cast

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BigAutoField,
    Count,
    Lookup,
    Model,
    QuerySet,
)
from redis.exceptions import RedisError

from candidaturas import frescura
from candidaturas.indice import GRANDE, indice_de
from candidaturas.models import (
    CambioDePerfil,
    Candidatura,
    Cargo,
    CompromisoPublicado,
    DeclaracionPublicada,
    Distintivo,
    Eleccion,
    EstadoDeProceso,
    PerfilPublicado,
    ProcesoElectoral,
)
from candidaturas.registro import con_su_registro
from conoceles.comun import reloj

# Más enlaces que estos no se leen en el inicio: se llega por el filtro de la lista.
TERRITORIOS_A_LA_VISTA = 150

T = TypeVar("T")

# Los textos largos no se ven en una tarjeta: traerlos multiplicaría por cien lo que se lee.
FUERA_DE_LA_TARJETA = tuple(f"perfil__{campo}" for campo in PerfilPublicado.CAMPOS)


def perfiles_visibles(proceso: ProcesoElectoral) -> bool:
    """Si se muestran los perfiles de este proceso público: tras el cierre, según su parámetro."""
    if proceso.estado == EstadoDeProceso.ABIERTO:
        return True
    return proceso.parametro("perfiles_tras_cierre")


def procesos_publicos() -> list[ProcesoElectoral]:
    """Los procesos que ya se pueden ver, del más reciente al más antiguo, con sus parámetros."""
    ahora = reloj.ahora()
    return [p for p in frescura.del_registro("procesos", _procesos) if p.es_publico(ahora)]


def _procesos() -> list[ProcesoElectoral]:
    return list(ProcesoElectoral.objects.prefetch_related("parametros"))


def procesos_con_perfiles() -> set[int]:
    """Identificadores de los procesos públicos cuyos perfiles se muestran."""
    return {p.pk for p in procesos_publicos() if perfiles_visibles(p)}


def proceso_vigente(procesos: list[ProcesoElectoral]) -> ProcesoElectoral | None:
    return next((p for p in procesos if p.vigente), None)


def candidaturas_en_boleta() -> QuerySet[Candidatura]:
    """Las públicas que están en la boleta, con lo que necesita una tarjeta."""
    return Candidatura.objects.publicas().vigentes().para_tarjeta().defer(*FUERA_DE_LA_TARJETA)


def tarjetas_de(
    candidaturas: QuerySet[Candidatura], proceso: ProcesoElectoral
) -> list[Candidatura]:
    """Esas, que son de un mismo proceso y ya vienen acotadas y en orden, con lo que enseña su
    tarjeta."""
    con_su_perfil = candidaturas.select_related("formula", "perfil").only(
        "nombre",
        "tipo",
        "sexo",
        "proceso_id",
        "perfil__foto",
        "perfil__foto_anchos",
        "formula__numero",
        "formula__actor_id",
        "formula__eleccion_id",
    )
    return con_su_registro(con_su_perfil, {proceso.pk: proceso})


def candidaturas_para_mapa() -> QuerySet[Candidatura]:
    """Las públicas que están en la boleta, con lo que necesita el mapa del sitio y nada más."""
    return (
        Candidatura.objects.publicas()
        .vigentes()
        .select_related("perfil")
        .only("pk", "nombre", "proceso_id", "perfil__actualizado_en")
        .order_by("pk")
    )


def candidaturas_para_detalle(identificadores: Iterable[int]) -> dict[int, Candidatura]:
    """Por identificador, las públicas de esas, estén o no en la boleta, con su fórmula, sus
    compromisos y su historia."""
    procesos = {p.pk: p for p in procesos_publicos()}
    candidaturas = con_su_registro(
        Candidatura.objects.filter(pk__in=identificadores, proceso__in=procesos)
        .order_by()
        .select_related("formula", "perfil"),
        procesos,
    )
    formulas = [c.formula for c in candidaturas]
    _poner("candidaturas", formulas, Candidatura, "formula_id", "tipo, id")
    _poner(
        "compromisos", candidaturas, CompromisoPublicado, "candidatura_id", "firmado_en, familia"
    )
    _poner("declaraciones", candidaturas, DeclaracionPublicada, "candidatura_id", "clase")
    _poner("cambios", candidaturas, CambioDePerfil, "candidatura_id", "momento, id")
    perfiles = [c.perfil for c in candidaturas if hasattr(c, "perfil")]
    _poner("distintivos", perfiles, Distintivo, "perfil_id", "id")
    return {c.pk: c for c in candidaturas}


def _poner(
    nombre: str, duenas: Iterable[Any], modelo: type[Model], columna: str, orden: str
) -> None:
    """Lo mismo que `prefetch_related`. Armar con el ORM estas cinco consultas, siempre iguales,
    era la mitad de lo que tardaba la página de una candidatura."""
    suyos: dict[int, list] = {duena.pk: [] for duena in duenas}
    if not suyos:
        return
    tabla = connection.ops.quote_name(modelo._meta.db_table)
    consulta = f"SELECT * FROM {tabla} WHERE {columna} = ANY(%s) ORDER BY {orden}"  # noqa: S608
    for fila in modelo._default_manager.raw(consulta, [list(suyos)]):
        suyos[getattr(fila, columna)].append(fila)
    for duena in duenas:
        duena.__dict__.setdefault("_prefetched_objects_cache", {})[nombre] = suyos[duena.pk]


class Avance(NamedTuple):
    """Cuántas candidaturas tienen su perfil publicado, de cuántas que están en la boleta, y cuándo
    se contaron."""

    publicados: int
    candidaturas: int
    corte: datetime


def avance(proceso: ProcesoElectoral) -> Avance | None:
    """None si no hay cifra que dar: archivos de nombres, o perfiles que ya no se muestran."""
    if proceso.solo_nombres or not perfiles_visibles(proceso):
        return None
    indice = indice_de(proceso)
    return Avance(indice.con_perfil, len(indice), indice.leido)


class CargoConLugares(NamedTuple):
    """Un cargo, cuántas candidaturas tiene y las elecciones que las tienen (ninguna si son más de
    TERRITORIOS_A_LA_VISTA)."""

    cargo: Cargo
    candidaturas: int
    lugares: list[Eleccion]


def cargos_de(proceso: ProcesoElectoral) -> list[CargoConLugares]:
    """Los que tienen candidaturas en la boleta, en su orden."""
    return frescura.del_registro(("cargos", proceso.pk), lambda: _cargos_de(proceso))


def _cargos_de(proceso: ProcesoElectoral) -> list[CargoConLugares]:
    cuentas = recordado(f"cargos:{proceso.pk}", proceso, lambda: _por_eleccion(proceso))
    elecciones = Eleccion.objects.filter(cargo__proceso=proceso).order_by("orden")
    suyas: dict[int, list[int]] = {}
    for pk, cargo_pk in elecciones.values_list("pk", "cargo_id"):
        if pk in cuentas:
            suyas.setdefault(cargo_pk, []).append(pk)
    pocas = [e for lista in suyas.values() if len(lista) <= TERRITORIOS_A_LA_VISTA for e in lista]
    lugares = Eleccion.objects.select_related("distrito", "municipio").in_bulk(pocas)
    return [
        CargoConLugares(
            cargo,
            sum(cuentas[pk] for pk in suyas[cargo.pk]),
            [lugares[pk] for pk in suyas[cargo.pk] if pk in lugares],
        )
        for cargo in Cargo.objects.filter(proceso=proceso, pk__in=suyas).order_by("orden")
    ]


def _por_eleccion(proceso: ProcesoElectoral) -> dict[int, int]:
    vigentes = Candidatura.objects.vigentes().filter(proceso=proceso).order_by()
    return dict(vigentes.values_list("formula__eleccion").annotate(cuantas=Count("pk")))


# --- Un proceso grande ---------------------------------------------------------------------------
SEGUNDOS_DE_LO_RECORDADO = 60


def es_grande(proceso: ProcesoElectoral) -> bool:
    """Si tiene más candidaturas de las que se recorren en cada página."""
    suyas = Candidatura.objects.filter(proceso=proceso).order_by()[: GRANDE + 1]
    return frescura.del_registro(("grande", proceso.pk), lambda: suyas.count() > GRANDE)


def recordado(clave: str, proceso: ProcesoElectoral, calcular: Callable[[], T]) -> T:
    """Lo calculado o, si el proceso es grande, lo que se calculó hace menos de un minuto."""
    if not es_grande(proceso):
        return calcular()
    try:
        return cast(T, cache.get_or_set(f"portal:{clave}", calcular, SEGUNDOS_DE_LO_RECORDADO))
    except RedisError:
        return calcular()


class Entre(Lookup):
    """`pk__entre=[1, 2]`: lo que `pk__in`, con una lista que viaja como un solo parámetro. Con
    cientos, armar y leer uno por cada una costaba más que buscarlas."""

    lookup_name = "entre"

    def get_prep_lookup(self):
        return list(self.rhs)

    def as_sql(self, compiler, connection):
        if not self.rhs:
            raise EmptyResultSet
        lado, parametros = self.process_lhs(compiler, connection)
        return f"{lado} = ANY(%s)", [*parametros, self.rhs]


BigAutoField.register_lookup(Entre)
