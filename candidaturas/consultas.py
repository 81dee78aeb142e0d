"""Lo que la ciudadanía puede consultar: la página, la API y el mapa del sitio preguntan aquí."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import reduce
from itertools import combinations
from operator import and_, or_
from typing import Any, NamedTuple, TypeVar, cast

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BigAutoField,
    BooleanField,
    Count,
    Func,
    Lookup,
    Model,
    Q,
    QuerySet,
    Value,
)
from redis.exceptions import RedisError

from candidaturas import frescura
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

LARGO_MAXIMO_DE_BUSQUEDA = 100
PALABRAS_MAXIMAS = 8
# Una letra cambiada en un apellido corto («Garsia», «García») deja poco más de 0.4.
PARECIDO_MINIMO = 0.4
PARECIDAS_MAXIMAS = 24
LARGO_DE_PALABRA_CON_SENTIDO = 3
# Si las que coinciden caben aquí, se buscan una vez y lo demás de la página parte de ellas.
POCAS = 500

# Más enlaces que estos no se leen en el inicio: se llega por el filtro de la lista.
TERRITORIOS_A_LA_VISTA = 150

T = TypeVar("T")

# Los textos largos no se ven en una tarjeta: traerlos multiplicaría por cien lo que se lee.
FUERA_DE_LA_TARJETA = tuple(f"perfil__{campo}" for campo in (*PerfilPublicado.CAMPOS, "palabras"))


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
    return recordado(f"avance:{proceso.pk}", proceso, lambda: _avance(proceso))


def _avance(proceso: ProcesoElectoral) -> Avance:
    en_boleta = Candidatura.objects.publicas().vigentes().filter(proceso=proceso)
    cifras = en_boleta.aggregate(publicados=Count("perfil"), candidaturas=Count("pk"))
    return Avance(**cifras, corte=reloj.ahora())


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


# --- Contar sin detener la página --------------------------------------------------------------
# Hasta aquí todo se cuenta, una por una. En un proceso mayor, lo que pasa de EXACTAS_EN_UNO_GRANDE
# se calcula de una muestra al azar y se dice que es aproximado.
MAXIMO_EXACTO = 20_000
EXACTAS_EN_UNO_GRANDE = 2_000
UNA_DE_CADA = 32
SEGUNDOS_DE_LO_RECORDADO = 60


class EnLaMuestra(Func):
    """Una de cada 32, siempre las mismas. Es la expresión del índice `candidatura_muestra`."""

    template = "(hashint8(%(expressions)s) & 31) = 0"
    output_field = BooleanField()


class Cuenta(NamedTuple):
    """Cuántas hay. La aproximada lleva dos cifras: más sería presumir lo que no se sabe."""

    numero: int
    aproximada: bool = False

    def __str__(self):
        return f"unas {self.numero:,}" if self.aproximada else str(self.numero)


def es_grande(proceso: ProcesoElectoral | None) -> bool:
    """Si tiene más candidaturas de las que se cuentan una por una en cada página."""
    if proceso is None:
        return False
    suyas = Candidatura.objects.filter(proceso=proceso).order_by()[: MAXIMO_EXACTO + 1]
    return frescura.del_registro(("grande", proceso.pk), lambda: suyas.count() > MAXIMO_EXACTO)


def recordado(clave: str, proceso: ProcesoElectoral, calcular: Callable[[], T]) -> T:
    """Lo calculado o, si el proceso es grande, lo que se calculó hace menos de un minuto."""
    if not es_grande(proceso):
        return calcular()
    try:
        return cast(T, cache.get_or_set(f"portal:{clave}", calcular, SEGUNDOS_DE_LO_RECORDADO))
    except RedisError:
        return calcular()


def contar(candidaturas: QuerySet[Candidatura], *, grande: bool) -> Cuenta:
    """`grande`: si son de un proceso así (`es_grande`)."""
    sueltas = candidaturas.order_by()
    if not grande:
        return Cuenta(sueltas.count())
    pocas = sueltas[: EXACTAS_EN_UNO_GRANDE + 1].count()
    if pocas <= EXACTAS_EN_UNO_GRANDE:
        return Cuenta(pocas)
    en_muestra = sueltas.filter(EnLaMuestra("pk")).count() * UNA_DE_CADA
    return Cuenta(dos_cifras(max(en_muestra, EXACTAS_EN_UNO_GRANDE)), aproximada=True)


def dos_cifras(numero: int) -> int:
    paso = 10 ** max(len(str(numero)) - 2, 0)
    return round(numero / paso) * paso


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


# --- Búsqueda por palabras ---------------------------------------------------------------------
class Coincidencia(NamedTuple):
    """A quiénes encuentra una búsqueda, para aplicarlo a cualquier conjunto del mismo proceso.

    `parecidas`: no hubo coincidencia exacta.
    """

    condicion: Q
    palabras: list[str]
    parecidas: bool = False

    @property
    def en_nombre(self) -> Q | None:
        """Tener todas las palabras en el nombre: esas van primero."""
        if self.parecidas or not self.palabras:
            return None
        return reduce(and_, map(_en_nombre, self.palabras))

    def en(self, candidaturas: QuerySet[Candidatura]) -> QuerySet[Candidatura]:
        """Si son parecidas, con su `relevancia` anotada en cada fila."""
        halladas = candidaturas.filter(self.condicion)
        return _con_su_parecido(halladas, self.palabras) if self.parecidas else halladas


def palabras_de(q: str) -> list[str]:
    """Las palabras que cuentan, sin acentos ni mayúsculas: las quita la función que indexa."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conoceles_llano(%s)", [q])
        (llano,) = cursor.fetchone()
    palabras = re.findall(r"[^\W_]+", llano)[:PALABRAS_MAXIMAS]
    # «de», «la», «y» no distinguen a nadie, salvo que no se haya escrito nada más.
    largas = [p for p in palabras if len(p) >= LARGO_DE_PALABRA_CON_SENTIDO]
    return largas or palabras


def coincidencia(
    candidaturas: QuerySet[Candidatura], q: str, *, con_textos: bool, grande: bool = False
) -> Coincidencia:
    """`candidaturas`: las del proceso, sin otro filtro. `con_textos`: si sus perfiles se muestran;
    si no, sus textos tampoco se buscan. `grande`: si el proceso lo es (`es_grande`)."""
    palabras = palabras_de(q)
    if not palabras:
        return Coincidencia(Q(pk__in=[]), [])
    con_sentido = all(len(p) >= LARGO_DE_PALABRA_CON_SENTIDO for p in palabras)
    condicion = _con_las_palabras(palabras, con_textos=con_textos and con_sentido)
    # En un proceso grande, juntar quinientas costaría recorrerlo: basta saber si hay alguna.
    pocas = 0 if grande else POCAS
    primeras = _primeras(candidaturas, condicion, pocas + 1)
    parecidas = not primeras
    if parecidas:
        condicion = _con_nombre_parecido(palabras)
        primeras = _primeras(candidaturas, condicion, POCAS + 1)
        pocas = POCAS
    if len(primeras) <= pocas:
        condicion = Q(pk__entre=primeras)
    return Coincidencia(condicion, palabras, parecidas)


def _primeras(candidaturas: QuerySet[Candidatura], condicion: Q, cuantas: int) -> list[int]:
    halladas = candidaturas.filter(condicion).order_by()
    return list(halladas.values_list("pk", flat=True)[:cuantas])


def _en_nombre(palabra: str) -> Q:
    # `\m` pide comienzo de palabra: «ana» no debe traer a toda persona llamada Mariana.
    return Q(nombre_llano__regex=rf"\m{palabra}")


def _con_las_palabras(palabras: list[str], *, con_textos: bool) -> Q:
    if not con_textos:
        return reduce(and_, map(_en_nombre, palabras))
    return reduce(and_, (Q(pk__in=_con_la_palabra(palabra)) for palabra in palabras))


def _con_la_palabra(palabra: str):
    """Una unión y no un OR: así cada mitad usa su índice."""
    consulta = SearchQuery(f"{palabra}:*", search_type="raw", config="simple")
    en_nombre = Candidatura.objects.order_by().filter(_en_nombre(palabra)).values("pk")
    en_texto = PerfilPublicado.objects.order_by().filter(palabras=consulta).values("pk")
    return en_nombre.union(en_texto, all=True)


def _con_nombre_parecido(palabras: list[str]) -> Q:
    with connection.cursor() as cursor:
        # Solo dura esta transacción; el operador que usa el índice lee de aquí su umbral.
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [str(PARECIDO_MINIMO)],
        )
    se_parecen = [Q(nombre_llano__trigram_word_similar=palabra) for palabra in palabras]
    # Una letra mal en una palabra corta la deja sin parecido: se perdona una, si hay otras.
    opciones = combinations(se_parecen, max(1, len(se_parecen) - 1))
    return reduce(or_, (reduce(and_, opcion) for opcion in opciones))


def _con_su_parecido(candidaturas: QuerySet[Candidatura], palabras: list[str]):
    parecidos = [TrigramWordSimilarity(palabra, "nombre_llano") for palabra in palabras]
    return candidaturas.annotate(
        relevancia=sum(parecidos[1:], parecidos[0]) / Value(float(len(palabras)))
    )
