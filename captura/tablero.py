"""El tablero: a quién le falta qué y cuánto tiempo le queda.

Primero se recorren todas con lo justo para filtrar y ordenar (claves, fechas y qué está vacío); los
textos solo se leen de las que caben en la página. Cuántas consultas se hacen no depende de cuántas
candidaturas haya.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Count, Exists, F, Func, IntegerField, Max, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import NullIf

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
            "estado",
            "candidatura__registrada_el",
            "enviado_en__date",
            "foto_id",
            "vacias",
            "candidatura__clave_orden",
            "candidatura__formula__actor",
        )
    )
    # Lo demás se busca por clave, y no otra vez por el alcance.
    claves = _claves(fila[0] for fila in filas)
    candidaturas = _claves(fila[1] for fila in filas)
    observadas = _observadas(claves)
    prorrogas = _prorrogas(claves)
    por_firmar = _por_firmar(candidaturas)
    consentimientos = consentimientos_dichos(candidaturas)
    recordadas = _recordadas(candidaturas)
    solo_lee = _que_solo_lee(adscripcion, {fila[-1] for fila in filas})
    faltas_de, plazo_de = _Faltas(proceso), Calendario(proceso).plazo
    lista = []
    for pk, candidatura, estado, registrada_el, enviado_el, foto, vacias, nombre, actor in filas:
        observado_el, pendientes = observadas.get(pk, NO_OBSERVADA)
        consentimiento = None if actor in solo_lee else consentimientos.get(candidatura, "")
        faltas, cuantas = faltas_de[
            estado in EDITABLES,
            vacias,
            foto is None,
            pendientes,
            consentimiento == "",
            candidatura in por_firmar,
        ]
        inicios = Inicios(registrada_el, observado_el, enviado_el, prorrogas.get(pk))
        lista.append(
            Renglon(
                pk,
                candidatura,
                nombre,
                faltas,
                cuantas,
                consentimiento,
                plazo_de(estado, inicios),
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
    with connection.cursor() as cursor:
        cursor.execute(orden, datos)
        return cursor.fetchall()


def _claves(pks: Iterable[int]) -> RawSQL:
    """Esas claves como subconsulta: un solo dato, ya en texto, por largo que sea."""
    return RawSQL("SELECT unnest(%s::bigint[])", [f"{{{','.join(map(str, pks))}}}"])


class _Faltas(dict):
    """Lo que falta y cuántas cosas son, según cómo está la candidatura: se parecen unas a otras, y
    cada combinación se piensa una vez."""

    def __init__(self, proceso: ProcesoElectoral):
        self.exige_foto = proceso.parametro("foto_obligatoria")
        self.se_consiente = formato_vigente(proceso) is not None

    def __missing__(self, clave: tuple) -> tuple[tuple[Falta, ...], int]:
        se_edita, vacias, sin_foto, pendientes, sin_consentir, por_firmar = clave
        cuantas = {
            Falta.RESPUESTAS: vacias * se_edita,
            Falta.FOTO: int(se_edita and sin_foto and self.exige_foto),
            Falta.OBSERVACIONES: pendientes * se_edita,
            Falta.CONSENTIMIENTO: int(sin_consentir and self.se_consiente),
            Falta.FIRMA: int(por_firmar),
        }
        faltas = tuple(falta for falta, cuantas_son in cuantas.items() if cuantas_son)
        self[clave] = faltas, sum(cuantas.values())
        return self[clave]


def _respuestas_vacias(proceso: ProcesoElectoral) -> Func:
    """Cuántas respuestas obligatorias están en blanco, contadas por la base sin leer los textos."""
    campos = ["escolaridad", "historia_profesional", "trayectoria_politica"]
    campos += ["propuesta_1", "propuesta_2"]
    campos += ["motivo_cargo_publico"] if proceso.parametro("motivo_obligatorio") else []
    campos += ["propuesta_genero"] if proceso.parametro("propuesta_genero_obligatoria") else []
    listas = ("casas_campana", "telefonos", "correos", "redes")
    contacto = Func(*listas, "pagina_web", function="concat")
    return Func(
        *(NullIf(F(campo), Value("")) for campo in campos),
        NullIf(contacto, Value("{}{}{}{}")),
        function="num_nulls",
        output_field=IntegerField(),
    )


def _que_solo_lee(adscripcion: Adscripcion | None, actores: set[int]) -> set[int]:
    """De esos actores, los que captura otro partido, según el convenio."""
    if adscripcion is None or adscripcion.rol != Rol.ENLACE:
        return set()
    ajenos = ActorPolitico.objects.filter(pk__in=actores - {adscripcion.actor_id})
    return {a.pk for a in ajenos if not captura_por(adscripcion, a)}


def _observadas(claves: RawSQL) -> dict[int, tuple[date | None, int]]:
    """cuestionario → (el día de la última observación, cuántas siguen sin atender)."""
    observadas = (
        Observacion.objects.filter(cuestionario__in=claves)
        .order_by()
        .values_list("cuestionario")
        .annotate(ultima=Max("creada_en__date"), pendientes=Count("pk", filter=Q(atendida_en=None)))
    )
    return {pk: (ultima, pendientes) for pk, ultima, pendientes in _leer(observadas)}


def _prorrogas(claves: RawSQL) -> dict[int, datetime]:
    return dict(
        Prorroga.objects.filter(cuestionario__in=claves, estado=EstadoDeProrroga.CONCEDIDA)
        .order_by()
        .values_list("cuestionario")
        .annotate(hasta=Max("hasta"))
    )


def _por_firmar(candidaturas: RawSQL) -> set[int]:
    """Las que pidieron firmar, ya pueden hacerlo y aún no lo hacen. Firmar es voluntario: a quien
    no lo pidió no le falta."""
    firmadas = Firma.objects.vigentes().filter(candidatura=OuterRef("candidatura"))
    return set(
        Habilitacion.objects.filter(
            ~Exists(firmadas), candidatura__in=candidaturas, solicitud__atendida_en__isnull=False
        ).values_list("candidatura", flat=True)
    )


def consentimientos_dichos(candidaturas: list[int] | RawSQL) -> dict[int, str]:
    """candidatura → lo que se sabe, en palabras. Un papel por validar se dice aunque haya otro
    vigente: es lo que sigue."""
    dichos: dict[int, str] = {}
    for candidatura, estado, *respuestas in Consentimiento.objects.filter(
        candidatura__in=candidaturas,
        estado__in=[EstadoDeConsentimiento.VIGENTE, EstadoDeConsentimiento.POR_VALIDAR],
    ).values_list("candidatura", "estado", *PREGUNTAS):
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


def _recordadas(candidaturas: RawSQL) -> dict[int, date]:
    return dict(
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
    cuantas = Counter(falta for r in lista for falta in r.faltas)
    return [(falta, cuantas[falta]) for falta in Falta]


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
