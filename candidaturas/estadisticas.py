"""Cifras del proceso: cuánto hay publicado y cómo son las candidaturas. Nunca una clasificación.

Una sola regla de denominador: las candidaturas que están en la boleta del proceso. Lo que solo
existe en los perfiles (escolaridad, preguntas, compromisos) se mide sobre los perfiles publicados,
y cada tabla lo dice. Se cuentan candidaturas, no personas: quien va por dos vías cuenta dos veces.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from candidaturas import consultas
from candidaturas.filtros import EDADES, EDADES_LEGIBLES
from candidaturas.models import (
    SECCION_DE_CAMPO,
    Candidatura,
    CompromisoPublicado,
    Escolaridad,
    PerfilPublicado,
    ProcesoElectoral,
    SeccionDePerfil,
    Sexo,
)
from conoceles.comun import reloj

EN_BOLETA = "candidaturas en la boleta"
PUBLICADOS = "perfiles publicados"
SIN_DATO = "Sin dato en el registro"
NO_PROPORCIONO = "No proporcionó"
EN_PAUSA = "En pausa"
MILLAR = 1000


@dataclass(frozen=True, slots=True)
class Fila:
    """Un renglón: `cuantas` de `total`. `sin_respuesta` solo se da en las tablas de avance."""

    etiqueta: str
    cuantas: int
    total: int
    sin_respuesta: int = 0

    @property
    def faltan(self) -> int:
        return self.total - self.cuantas

    @property
    def milesimas(self) -> int:
        """El largo de la barra, de 0 a 1000: entero, para que ningún formato local lo cambie."""
        return round(MILLAR * self.cuantas / self.total) if self.total else 0

    @property
    def porcentaje(self) -> str:
        return f"{self.milesimas / 10:.1f}" if self.total else ""

    @property
    def preguntas(self) -> int:
        """Las preguntas de los perfiles publicados: sobre ellas se cuenta lo no contestado."""
        return self.cuantas * len(PerfilPublicado.CAMPOS)


@dataclass(frozen=True, slots=True)
class Tabla:
    """Una cifra por renglón, con su denominador dicho. El orden nunca depende de la cifra."""

    clave: str
    titulo: str
    primera_columna: str
    columna: str
    denominador: str
    nota: str
    filas: list[Fila]
    de_avance: bool = False
    con_total: bool = False

    @property
    def total(self) -> Fila:
        """La suma de los renglones, que debe ser el denominador completo."""
        return Fila(
            "Total",
            sum(f.cuantas for f in self.filas),
            sum(f.total for f in self.filas) if self.de_avance else self._denominador(),
            sum(f.sin_respuesta for f in self.filas),
        )

    @property
    def renglones(self) -> list[Fila]:
        return [*self.filas, self.total] if self.con_total and self.filas else self.filas

    def _denominador(self) -> int:
        return self.filas[0].total if self.filas else 0


@dataclass(frozen=True, slots=True)
class Estadisticas:
    """Todas las tablas de un proceso, con el momento en que se contaron."""

    proceso: ProcesoElectoral
    corte: datetime
    en_boleta: int
    publicados: int | None
    tablas: list[Tabla]

    def tabla(self, clave: str) -> Tabla | None:
        return next((t for t in self.tablas if t.clave == clave), None)


def estadisticas(proceso: ProcesoElectoral) -> Estadisticas | None:
    """None si no hay cifra que dar: un archivo que solo tiene nombres."""
    if proceso.solo_nombres:
        return None
    return consultas.recordado(f"estadisticas:{proceso.pk}", proceso, lambda: _contadas(proceso))


def _contadas(proceso: ProcesoElectoral) -> Estadisticas:
    candidaturas = Candidatura.objects.publicas().vigentes().filter(proceso=proceso)
    con_perfiles = consultas.perfiles_visibles(proceso)
    cifras = candidaturas.aggregate(en_boleta=Count("pk"), publicados=Count("perfil"))
    en_boleta, publicados = cifras["en_boleta"], cifras["publicados"]
    tablas = [*_del_registro(candidaturas, en_boleta)]
    if con_perfiles:
        tablas = [
            *_avance(candidaturas),
            *tablas,
            *_de_los_perfiles(candidaturas, publicados),
        ]
    return Estadisticas(
        proceso, reloj.ahora(), en_boleta, publicados if con_perfiles else None, tablas
    )


# --- Qué tan completa está la información ----------------------------------------------------
def _avance(candidaturas: QuerySet[Candidatura]) -> Iterable[Tabla]:
    actor = ("formula__actor__orden", "formula__actor__nombre")
    cargo = ("formula__eleccion__cargo__orden", "formula__eleccion__cargo__nombre")
    # Primero lo de todo el estado, luego los distritos por número y los municipios por su clave.
    lugar = (
        "formula__eleccion__municipio__numero",
        "formula__eleccion__distrito__numero",
        "territorio",
    )
    # Los cargos de todo el estado comparten territorio aunque su elección se llame distinto.
    por_lugar = candidaturas.annotate(
        territorio=Case(
            When(
                Q(formula__eleccion__distrito=None) & Q(formula__eleccion__municipio=None),
                then=Value("Todo el estado"),
            ),
            default="formula__eleccion__nombre_territorio",
        )
    )
    nota = "Con perfil publicado, de las candidaturas en la boleta."
    for clave, titulo, primera, consulta, grupo in (
        ("avance-por-actor", "Perfiles publicados, por quién postula", "Quién postula",
         candidaturas, actor),
        ("avance-por-cargo", "Perfiles publicados, por cargo", "Cargo", candidaturas, cargo),
        ("avance-por-territorio", "Perfiles publicados, por distrito o municipio", "Territorio",
         por_lugar, lugar),
    ):  # fmt: skip
        filas = _agrupar(consulta, grupo)
        yield Tabla(clave, titulo, primera, "Con perfil", EN_BOLETA, nota, filas, True, True)


def _agrupar(candidaturas: QuerySet[Candidatura], grupo: tuple[str, ...]) -> list[Fila]:
    renglones = (
        candidaturas.order_by(*_nulos_primero(grupo))
        .values(*grupo)
        .annotate(
            cuantas=Count("perfil"), total=Count("pk"), sin_respuesta=Coalesce(Sum(_vacias()), 0)
        )
    )
    return [Fila(r[grupo[-1]], r["cuantas"], r["total"], r["sin_respuesta"]) for r in renglones]


def _nulos_primero(grupo: tuple[str, ...]) -> list:
    return [F(campo).asc(nulls_first=True) for campo in grupo]


def _vacio(campo: str) -> Q:
    """Sin contestar: lista o texto vacío. Solo tiene sentido donde hay perfil."""
    es_lista = isinstance(PerfilPublicado._meta.get_field(campo).get_default(), list)
    return Q(**{f"perfil__{campo}": [] if es_lista else ""})


def _pausada(seccion: SeccionDePerfil) -> Q:
    return Q(perfil__secciones_pausadas__has_key=seccion.value)


def _vacias():
    """Cuántas preguntas dejó sin contestar un perfil; sin perfil, ninguna."""
    cuentas = [
        Case(
            When(_vacio(campo) & ~_pausada(SECCION_DE_CAMPO[campo]), then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        )
        for campo in PerfilPublicado.CAMPOS
    ]
    return sum(cuentas[1:], cuentas[0])


# --- Lo que consta en el registro ------------------------------------------------------------
def _del_registro(candidaturas: QuerySet[Candidatura], en_boleta: int) -> Iterable[Tabla]:
    nota = "Del registro de candidaturas, sobre todas las que están en la boleta."
    por_sexo = _contar(candidaturas, "sexo")
    filas = _filas(Sexo.choices, por_sexo, en_boleta)
    yield Tabla(
        "sexo", "Sexo", "Sexo", "Cuántas", EN_BOLETA, nota,
        [*filas, *_resto(SIN_DATO, filas, en_boleta)], con_total=True,
    )  # fmt: skip
    por_edad = candidaturas.aggregate(
        **{
            _alias(clave): Count("pk", filter=Q(edad__range=tramo))
            for clave, tramo in EDADES.items()
        }
    )
    filas = [Fila(texto, por_edad[_alias(clave)], en_boleta) for clave, texto in EDADES_LEGIBLES]
    yield Tabla(
        "edad", "Edad el día de la jornada", "Edad", "Cuántas", EN_BOLETA, nota,
        [*filas, *_resto(SIN_DATO, filas, en_boleta)], con_total=True,
    )  # fmt: skip


def _alias(tramo: str) -> str:
    return f"edad_{tramo.replace('-', '_')}"


def _contar(candidaturas: QuerySet[Candidatura], campo: str) -> dict[str, int]:
    return dict(candidaturas.order_by().values_list(campo).annotate(n=Count("pk")))


def _filas(opciones, cuentas: dict[str, int], total: int) -> list[Fila]:
    """Todas las opciones, en su orden de siempre, aunque nadie esté en alguna."""
    return [Fila(str(texto), cuentas.get(clave, 0), total) for clave, texto in opciones]


def _resto(etiqueta: str, filas: list[Fila], total: int) -> list[Fila]:
    """Lo que falta para llegar al denominador; sin faltantes no hay renglón."""
    resto = total - sum(f.cuantas for f in filas)
    return [Fila(etiqueta, resto, total)] if resto else []


# --- Lo que solo existe en los perfiles ------------------------------------------------------
def _de_los_perfiles(candidaturas: QuerySet[Candidatura], publicados: int) -> Iterable[Tabla]:
    nota = "Solo consta en los perfiles: el denominador son los perfiles publicados."
    con_perfil = candidaturas.filter(perfil__isnull=False)
    filas = _filas(Escolaridad.choices, _contar(con_perfil, "perfil__escolaridad"), publicados)
    if pausados := con_perfil.filter(_pausada(SeccionDePerfil.CURRICULAR)).count():
        filas.append(Fila(EN_PAUSA, pausados, publicados))
    yield Tabla(
        "escolaridad", "Grado máximo de estudios", "Grado", "Perfiles", PUBLICADOS, nota,
        [*filas, *_resto(NO_PROPORCIONO, filas, publicados)], con_total=True,
    )  # fmt: skip
    contestadas = con_perfil.aggregate(
        **{campo: Count("pk", filter=~_vacio(campo)) for campo in PerfilPublicado.CAMPOS}
    )
    yield Tabla(
        "preguntas", "Qué contestaron los perfiles publicados", "Pregunta", "Contestaron",
        PUBLICADOS, f"{nota} Lo que está en pausa no se cuenta como contestado.",
        [
            Fila(PerfilPublicado.pregunta(campo), contestadas[campo], publicados)
            for campo in PerfilPublicado.CAMPOS
        ],
    )  # fmt: skip
    firmas = (
        CompromisoPublicado.objects.filter(candidatura__in=con_perfil)
        .order_by("familia", "version")
        .values_list("familia", "version")
        .annotate(n=Count("candidatura", distinct=True))
    )
    yield Tabla(
        "compromisos", "Compromisos firmados", "Texto y versión", "Firmaron", PUBLICADOS,
        f"Firmar es voluntario. {nota}",
        [Fila(f"{familia} ({version})", n, publicados) for familia, version, n in firmas],
    )  # fmt: skip
