"""El tablero: a quién le falta qué y cuánto tiempo le queda.

Primero se recorren todas con lo justo para filtrar y ordenar (claves, fechas y qué está vacío); los
textos solo se leen de las que caben en la página. Cuántas consultas se hacen no depende de cuántas
candidaturas haya.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Count, Exists, Func, IntegerField, Max, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import NullIf, TruncDate

from candidaturas.models import ActorPolitico, EstadoDeRegistro, ProcesoElectoral
from captura.apartados import etiqueta_de
from captura.consultas import ORDEN_DE_BOLETA
from captura.flujo import EDITABLES
from captura.models import (
    Adscripcion,
    Consentimiento,
    Cuestionario,
    EstadoDeConsentimiento,
    EstadoDeProrroga,
    Firma,
    Habilitacion,
    Observacion,
    Prorroga,
    Recordatorio,
    Rol,
)
from captura.models.consentimientos import PREGUNTAS
from captura.permisos import captura_por
from captura.plazos import Calendario, Inicios, Plazo
from captura.reglas import incumplimientos
from captura.servicios.consentimientos import formato_vigente

DIAS_POR_VENCER = 3
NO_OBSERVADA = (None, 0)
# El lugar de las claves en una consulta que ya está armada.
LAS_CLAVES = "las claves"


class Falta(models.TextChoices):
    RESPUESTAS = "respuestas", "Respuestas del cuestionario"
    FOTO = "foto", "Fotografía"
    OBSERVACIONES = "observaciones", "Observaciones por atender"
    CONSENTIMIENTO = "consentimiento", "Consentimiento"
    FIRMA = "firma", "Firma de compromisos"


# Lo que decide cada persona: se le recuerda, pero no es una omisión de quien captura.
VOLUNTARIAS = frozenset({Falta.CONSENTIMIENTO, Falta.FIRMA})


class Apremio(models.TextChoices):
    VENCIDO = "vencido", "Ya venció"
    POR_VENCER = "por_vencer", f"Vence en {DIAS_POR_VENCER} días o menos"


class Orden(models.TextChoices):
    VENCE = "vence", "Lo que vence primero"
    BOLETA = "boleta", "Orden de la boleta"
    NOMBRE = "nombre", "Nombre"
    FALTAN = "faltan", "A quien más le falta"


@dataclass(slots=True)
class Renglon:
    """Una candidatura del tablero. `consentimiento`: en palabras, vacío si no hay, None si quien
    mira no lo ve. `cuestionario` y `detalle` los pone `completar`."""

    pk: int
    candidatura_id: int
    nombre: str
    faltas: tuple[Falta, ...]
    cuantas: int
    consentimiento: str | None
    plazo: Plazo | None
    recordada_el: date | None
    cuestionario: Cuestionario = field(init=False)
    detalle: list[str] = field(init=False)


def renglones(
    cuestionarios: QuerySet[Cuestionario],
    proceso: ProcesoElectoral,
    adscripcion: Adscripcion | None,
) -> list[Renglon]:
    """Todas las que están en la boleta, en su orden. `cuestionarios`: los del alcance de la cuenta
    (None: el instituto); de las que solo lee no se dice el consentimiento."""
    filas = _leer(
        cuestionarios.filter(candidatura__estado_registro=EstadoDeRegistro.REGISTRADA)
        .order_by(*ORDEN_DE_BOLETA)
        .select_related(None)
        .annotate(vacias=_respuestas_vacias(proceso))
        .values_list(
            "pk",
            "candidatura_id",
            "candidatura__clave_orden",
            "candidatura__formula__actor",
            "estado",
            "candidatura__registrada_el",
            "enviado_en__date",
            "foto_id",
            "vacias",
        )
    )
    # Lo demás se busca por clave, y no otra vez por el alcance.
    claves = _en_texto(fila[0] for fila in filas)
    candidaturas = _en_texto(fila[1] for fila in filas)
    observadas = {pk: (ultima, cuantas) for pk, ultima, cuantas in _buscar(_observadas, claves)}
    prorrogas = dict(_buscar(_prorrogas, claves))
    por_firmar = {pk for (pk,) in _buscar(_por_firmar, candidaturas)}
    consentimientos = _dichos(_buscar(_consentimientos, candidaturas))
    recordadas = dict(_buscar(_recordadas, candidaturas))
    solo_lee = _que_solo_lee(adscripcion, {fila[3] for fila in filas})
    situaciones = _Situaciones(proceso)
    lista = []
    for pk, candidatura, nombre, actor, estado, registrada_el, enviado_el, foto, vacias in filas:
        observado_el, pendientes = observadas.get(pk, NO_OBSERVADA)
        consentimiento = None if actor in solo_lee else consentimientos.get(candidatura, "")
        faltas, cuantas, plazo = situaciones[
            estado,
            vacias,
            foto is None,
            pendientes,
            consentimiento == "",
            candidatura in por_firmar,
            registrada_el,
            observado_el,
            enviado_el,
            prorrogas.get(pk),
        ]
        lista.append(
            Renglon(
                pk,
                candidatura,
                nombre,
                faltas,
                cuantas,
                consentimiento,
                plazo,
                recordadas.get(candidatura),
            )
        )
    return lista


def _leer(consulta: QuerySet) -> list[tuple]:
    """Los valores de una consulta como los da la base, sin que Django mire uno por uno si hay que
    convertirlo: aquí ninguno lo necesita, y son miles."""
    try:
        orden, datos = consulta.query.sql_with_params()
    except EmptyResultSet:
        return []
    return _ejecutar(orden, datos)


def _ejecutar(orden: str, datos: Iterable) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(orden, list(datos))
        return cursor.fetchall()


def _en_texto(claves: Iterable[int]) -> str:
    """Como las lee PostgreSQL: un solo dato, por muchas que sean."""
    return f"{{{','.join(map(str, claves))}}}"


def _buscar(consulta: Callable[[RawSQL], QuerySet], claves: str) -> list[tuple]:
    """Lo que da una consulta para esas claves (`_en_texto`)."""
    orden, datos = _armada(consulta)
    return _ejecutar(orden, (claves if dato == LAS_CLAVES else dato for dato in datos))


@cache
def _armada(consulta: Callable[[RawSQL], QuerySet]) -> tuple[str, tuple]:
    """La orden y sus datos, que no cambian: armarla tarda más que lo que tarda la base."""
    claves = RawSQL("SELECT unnest(%s::bigint[])", [LAS_CLAVES])
    return consulta(claves).query.sql_with_params()


class _Situaciones(dict):
    """Qué falta, cuántas cosas son y qué plazo corre, según cómo está la candidatura: se parecen
    unas a otras, y cada combinación se piensa una vez."""

    def __init__(self, proceso: ProcesoElectoral):
        self.exige_foto = proceso.parametro("foto_obligatoria")
        self.se_consiente = formato_vigente(proceso) is not None
        self.calendario = Calendario(proceso)

    def __missing__(self, clave: tuple) -> tuple[tuple[Falta, ...], int, Plazo | None]:
        estado, vacias, sin_foto, pendientes, sin_consentir, por_firmar, *inicios = clave
        se_edita = estado in EDITABLES
        cuantas = {
            Falta.RESPUESTAS: vacias * se_edita,
            Falta.FOTO: int(se_edita and sin_foto and self.exige_foto),
            Falta.OBSERVACIONES: pendientes * se_edita,
            Falta.CONSENTIMIENTO: int(sin_consentir and self.se_consiente),
            Falta.FIRMA: int(por_firmar),
        }
        faltas = tuple(falta for falta, cuantas_son in cuantas.items() if cuantas_son)
        plazo = self.calendario.plazo(estado, Inicios(*inicios))
        self[clave] = faltas, sum(cuantas.values()), plazo
        return self[clave]


def _respuestas_vacias(proceso: ProcesoElectoral) -> Func:
    """Cuántas respuestas obligatorias están en blanco, contadas por la base sin leer los textos."""
    campos = ["escolaridad", "historia_profesional", "trayectoria_politica"]
    campos += ["propuesta_1", "propuesta_2"]
    campos += ["motivo_cargo_publico"] if proceso.parametro("motivo_obligatorio") else []
    campos += ["propuesta_genero"] if proceso.parametro("propuesta_genero_obligatoria") else []
    medios = ("casas_campana", "telefonos", "correos", "redes")
    contacto = sum((_cuantos(medio) for medio in medios), _largo("pagina_web"))
    return Func(
        *(NullIf(largo, Value(0)) for largo in (*map(_largo, campos), contacto)),
        function="num_nulls",
        output_field=IntegerField(),
    )


def _largo(campo: str) -> Func:
    """En octetos, que PostgreSQL sabe sin abrir los textos que guarda aparte o comprimidos."""
    return Func(campo, function="octet_length", output_field=IntegerField())


def _cuantos(lista: str) -> Func:
    return Func(lista, function="cardinality", output_field=IntegerField())


def _que_solo_lee(adscripcion: Adscripcion | None, actores: set[int]) -> set[int]:
    """De esos actores, los que captura otro partido, según el convenio."""
    if adscripcion is None or adscripcion.rol != Rol.ENLACE:
        return set()
    ajenos = ActorPolitico.objects.filter(pk__in=actores - {adscripcion.actor_id})
    return {a.pk for a in ajenos if not captura_por(adscripcion, a)}


def _observadas(claves: RawSQL) -> QuerySet:
    """cuestionario, el día de la última observación, cuántas siguen sin atender."""
    return (
        Observacion.objects.filter(cuestionario__in=claves)
        .order_by()
        .values_list("cuestionario")
        .annotate(
            ultima=TruncDate(Max("creada_en")), pendientes=Count("pk", filter=Q(atendida_en=None))
        )
    )


def _prorrogas(claves: RawSQL) -> QuerySet:
    """cuestionario, hasta cuándo."""
    return (
        Prorroga.objects.filter(cuestionario__in=claves, estado=EstadoDeProrroga.CONCEDIDA)
        .order_by()
        .values_list("cuestionario")
        .annotate(hasta=Max("hasta"))
    )


def _por_firmar(candidaturas: RawSQL) -> QuerySet:
    """Las que pidieron firmar, ya pueden hacerlo y aún no lo hacen. Firmar es voluntario: a quien
    no lo pidió no le falta."""
    firmadas = Firma.objects.vigentes().filter(candidatura=OuterRef("candidatura"))
    return (
        Habilitacion.objects.filter(
            ~Exists(firmadas), candidatura__in=candidaturas, solicitud__atendida_en__isnull=False
        )
        .order_by()
        .values_list("candidatura")
    )


def _consentimientos(candidaturas: RawSQL) -> QuerySet:
    return (
        Consentimiento.objects.filter(
            candidatura__in=candidaturas,
            estado__in=[EstadoDeConsentimiento.VIGENTE, EstadoDeConsentimiento.POR_VALIDAR],
        )
        .order_by()
        .values_list("candidatura", "estado", *PREGUNTAS)
    )


def consentimientos_dichos(candidaturas: Iterable[int]) -> dict[int, str]:
    """candidatura → lo que se sabe, en palabras. Un papel por validar se dice aunque haya otro
    vigente: es lo que sigue."""
    return _dichos(_buscar(_consentimientos, _en_texto(candidaturas)))


def _dichos(consentimientos: list[tuple]) -> dict[int, str]:
    dichos: dict[int, str] = {}
    for candidatura, estado, *respuestas in consentimientos:
        if estado == EstadoDeConsentimiento.POR_VALIDAR:
            dichos[candidatura] = "En papel, por validar"
        else:
            dichos.setdefault(candidatura, _decidido(tuple(respuestas)))
    return dichos


@cache
def _decidido(respuestas: tuple[bool, ...]) -> str:
    if len(set(respuestas)) == 1:
        return f"{'Sí' if respuestas[0] else 'No'} a las tres preguntas"
    dichas = zip(("Tratamiento", "publicación", "estadística"), respuestas, strict=True)
    return ", ".join(f"{nombre} {'sí' if dijo else 'no'}" for nombre, dijo in dichas)


def _recordadas(candidaturas: RawSQL) -> QuerySet:
    """candidatura, el día del último recordatorio."""
    return (
        Recordatorio.objects.filter(candidatura__in=candidaturas)
        .order_by()
        .values_list("candidatura")
        .annotate(ultima=Max("dia"))
    )


def acotar(
    lista: list[Renglon], *, falta: str = "", apremio: str = "", orden: str = Orden.VENCE
) -> list[Renglon]:
    """Los renglones que cumplen, ordenados. Lo que no vence va al final."""
    if falta:
        lista = [r for r in lista if falta in r.faltas]
    if apremio:
        lista = [r for r in lista if r.plazo and _apremia(r.plazo, apremio)]
    if orden == Orden.FALTAN:
        return sorted(lista, key=lambda r: -r.cuantas)
    if orden == Orden.NOMBRE:
        return sorted(lista, key=lambda r: r.nombre)
    if orden == Orden.VENCE:
        return sorted(lista, key=_cuando_vence)
    return lista


def _cuando_vence(renglon: Renglon) -> tuple:
    return (0, renglon.plazo.vence_en) if renglon.plazo else (1,)


def _apremia(plazo: Plazo, apremio: str) -> bool:
    if apremio == Apremio.VENCIDO:
        return plazo.vencido
    return not plazo.vencido and plazo.quedan <= DIAS_POR_VENCER


def cuentas(lista: list[Renglon]) -> list[tuple[Falta, int]]:
    """A cuántas les falta cada cosa."""
    combinaciones = Counter(r.faltas for r in lista)
    return [(f, sum(n for faltas, n in combinaciones.items() if f in faltas)) for f in Falta]


def completar(pagina: Collection[Renglon], proceso: ProcesoElectoral) -> None:
    """Pone a los renglones de una página su cuestionario y, en palabras, lo que les falta."""
    completos = (
        Cuestionario.objects.select_related(
            "candidatura__formula__actor", "candidatura__formula__eleccion__cargo"
        )
        .filter(pk__in=[r.pk for r in pagina])
        .in_bulk()
    )
    for renglon in pagina:
        cuestionario = completos[renglon.pk]
        # Un solo proceso en memoria: sus parámetros se leen una vez, no una por renglón.
        cuestionario.candidatura.proceso = proceso
        renglon.cuestionario = cuestionario
        renglon.detalle = _en_palabras(cuestionario, renglon)


def _en_palabras(cuestionario: Cuestionario, renglon: Renglon) -> list[str]:
    detalle = []
    if cuestionario.estado in EDITABLES:
        campos = dict.fromkeys(falla.campo for falla in incumplimientos(cuestionario))
        detalle += ["Medio de contacto" if c == "telefonos" else etiqueta_de(c) for c in campos]
    detalle += [f.label for f in renglon.faltas if f in {Falta.OBSERVACIONES, *VOLUNTARIAS}]
    return detalle
