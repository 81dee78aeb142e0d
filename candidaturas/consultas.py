"""Lo que la ciudadanía puede consultar: la página, la API y el mapa del sitio preguntan aquí."""

import re
from functools import reduce
from itertools import combinations
from operator import and_, or_
from typing import NamedTuple

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import (
    Case,
    Count,
    Exists,
    FloatField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)

from candidaturas.models import (
    ActorPolitico,
    CambioDePerfil,
    Candidatura,
    Cargo,
    CompromisoPublicado,
    Eleccion,
    EstadoDeProceso,
    EstadoDeRegistro,
    Integrante,
    Partido,
    PerfilPublicado,
    ProcesoElectoral,
    TipoDeActor,
)

LARGO_MAXIMO_DE_BUSQUEDA = 100
PALABRAS_MAXIMAS = 8
# Una letra cambiada en un apellido corto («Garsia», «García») deja poco más de 0.4.
PARECIDO_MINIMO = 0.4
PARECIDAS_MAXIMAS = 24
LARGO_DE_PALABRA_CON_SENTIDO = 3

# Los textos largos no se ven en una tarjeta: traerlos multiplicaría por cien lo que se lee.
FUERA_DE_LA_TARJETA = tuple(
    f"perfil__{campo}" for campo in (*PerfilPublicado.CAMPOS, "texto_llano")
)


def perfiles_visibles(proceso: ProcesoElectoral) -> bool:
    """Si se muestran los perfiles de este proceso público: tras el cierre, según su parámetro."""
    if proceso.estado == EstadoDeProceso.ABIERTO:
        return True
    return proceso.parametro("perfiles_tras_cierre")


def procesos_publicos() -> list[ProcesoElectoral]:
    """Los procesos que ya se pueden ver, del más reciente al más antiguo, con sus parámetros."""
    return list(ProcesoElectoral.objects.publicos().prefetch_related("parametros"))


def procesos_con_perfiles() -> set[int]:
    """Identificadores de los procesos públicos cuyos perfiles se muestran."""
    return {p.pk for p in procesos_publicos() if perfiles_visibles(p)}


def proceso_vigente(procesos: list[ProcesoElectoral]) -> ProcesoElectoral | None:
    return next((p for p in procesos if p.vigente), None)


def candidaturas_en_boleta() -> QuerySet[Candidatura]:
    """Las públicas que están en la boleta, con lo que necesita una tarjeta."""
    return Candidatura.objects.publicas().vigentes().para_tarjeta().defer(*FUERA_DE_LA_TARJETA)


def candidaturas_para_mapa() -> QuerySet[Candidatura]:
    """Las públicas que están en la boleta, con lo que necesita el mapa del sitio y nada más."""
    return (
        Candidatura.objects.publicas()
        .vigentes()
        .select_related("perfil")
        .only("pk", "nombre", "proceso_id", "perfil__actualizado_en")
        .order_by("pk")
    )


def candidaturas_para_detalle() -> QuerySet[Candidatura]:
    """Las públicas, estén o no en la boleta, con su fórmula, su sustitución y sus compromisos."""
    return (
        Candidatura.objects.publicas()
        .para_tarjeta()
        .select_related("sustituye_a", "sustituida_por")
        .prefetch_related(
            "proceso__parametros",
            Prefetch("formula__actor__integrantes", Integrante.objects.select_related("partido")),
            Prefetch(
                "formula__candidaturas",
                Candidatura.objects.publicas().vigentes().order_by("tipo", "pk"),
            ),
            Prefetch("compromisos", CompromisoPublicado.objects.order_by("firmado_en", "familia")),
            "declaraciones",
            Prefetch("cambios", CambioDePerfil.objects.order_by("momento", "pk")),
        )
    )


class Avance(NamedTuple):
    """Cuántas candidaturas tienen su perfil publicado, de cuántas que están en la boleta."""

    publicados: int
    candidaturas: int


def avance(proceso: ProcesoElectoral) -> Avance | None:
    """None si no hay cifra que dar: archivos de nombres, o perfiles que ya no se muestran."""
    if proceso.solo_nombres or not perfiles_visibles(proceso):
        return None
    en_boleta = Candidatura.objects.publicas().vigentes().filter(proceso=proceso)
    cifras = en_boleta.aggregate(publicados=Count("perfil"), candidaturas=Count("pk"))
    return Avance(**cifras)


def cargos_de(proceso: ProcesoElectoral) -> QuerySet[Cargo]:
    """Los cargos con candidaturas en la boleta, en su orden, y las elecciones de cada uno."""
    en_boleta = Q(elecciones__formulas__candidaturas__estado_registro=EstadoDeRegistro.REGISTRADA)
    con_candidaturas = Exists(
        Candidatura.objects.vigentes().filter(formula__eleccion=OuterRef("pk"))
    )
    return (
        Cargo.objects.filter(proceso=proceso)
        .annotate(candidaturas=Count("elecciones__formulas__candidaturas", filter=en_boleta))
        .filter(candidaturas__gt=0)
        .prefetch_related(
            Prefetch(
                "elecciones",
                Eleccion.objects.filter(con_candidaturas)
                .select_related("distrito", "municipio")
                .order_by("orden"),
            )
        )
        .order_by("orden")
    )


def de_actor(actor: ActorPolitico) -> Q:
    """Lo que postula un actor. Un partido también encuentra las coaliciones que integra."""
    if actor.tipo != TipoDeActor.PARTIDO:
        return Q(formula__actor=actor)
    suyos = Partido.objects.filter(actores=actor)
    juntos = ActorPolitico.objects.filter(proceso=actor.proceso_id, partidos__in=suyos)
    return Q(formula__actor=actor) | Q(formula__actor__in=juntos)


# --- Búsqueda por palabras ---------------------------------------------------------------------
class Busqueda(NamedTuple):
    """`relevancia` va anotada en cada fila; `parecidas` dice que no hubo coincidencia exacta."""

    candidaturas: QuerySet[Candidatura]
    parecidas: bool


def palabras_de(q: str) -> list[str]:
    """Las palabras que cuentan, sin acentos ni mayúsculas: las quita la función que indexa."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conoceles_llano(%s)", [q])
        (llano,) = cursor.fetchone()
    palabras = re.findall(r"[^\W_]+", llano)[:PALABRAS_MAXIMAS]
    # «de», «la», «y» no distinguen a nadie, salvo que no se haya escrito nada más.
    largas = [p for p in palabras if len(p) >= LARGO_DE_PALABRA_CON_SENTIDO]
    return largas or palabras


def buscar(candidaturas: QuerySet[Candidatura], q: str, *, con_textos: bool) -> Busqueda:
    """Nombres y textos publicados que tienen todas las palabras; si no hay, nombres parecidos.

    `con_textos`: si los perfiles de ese proceso se muestran; si no, sus textos tampoco se buscan.
    """
    palabras = palabras_de(q)
    if not palabras:
        return Busqueda(candidaturas.none(), parecidas=False)
    con_sentido = all(len(p) >= LARGO_DE_PALABRA_CON_SENTIDO for p in palabras)
    exactas = _con_las_palabras(candidaturas, palabras, con_textos=con_textos and con_sentido)
    if exactas.exists():
        return Busqueda(exactas, parecidas=False)
    return Busqueda(_con_nombre_parecido(candidaturas, palabras), parecidas=True)


def _con_las_palabras(candidaturas, palabras: list[str], *, con_textos: bool):
    # `\m` pide comienzo de palabra: «ana» no debe traer a toda persona llamada Mariana.
    en_nombre = [Q(nombre_llano__regex=rf"\m{palabra}") for palabra in palabras]
    condiciones = en_nombre
    if con_textos:
        # En subconsulta, para que cada índice de trigramas sirva; una unión con OR los anularía.
        perfiles = [PerfilPublicado.objects.filter(texto_llano__regex=rf"\m{p}") for p in palabras]
        en_texto = [Q(pk__in=perfil.values("pk")) for perfil in perfiles]
        condiciones = list(map(or_, en_nombre, en_texto))
    return candidaturas.filter(reduce(and_, condiciones)).annotate(
        relevancia=Case(
            When(reduce(and_, en_nombre), then=Value(1.0)),
            default=Value(0.0),
            output_field=FloatField(),
        )
    )


def _con_nombre_parecido(candidaturas, palabras: list[str]):
    with connection.cursor() as cursor:
        # Solo dura esta transacción; el operador que usa el índice lee de aquí su umbral.
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [str(PARECIDO_MINIMO)],
        )
    se_parecen = [Q(nombre_llano__trigram_word_similar=palabra) for palabra in palabras]
    # Una letra mal en una palabra corta la deja sin parecido: se perdona una, si hay otras.
    opciones = combinations(se_parecen, max(1, len(se_parecen) - 1))
    candidaturas = candidaturas.filter(reduce(or_, (reduce(and_, opcion) for opcion in opciones)))
    parecidos = [TrigramWordSimilarity(palabra, "nombre_llano") for palabra in palabras]
    return candidaturas.annotate(
        relevancia=sum(parecidos[1:], parecidos[0]) / Value(float(len(palabras)))
    )
