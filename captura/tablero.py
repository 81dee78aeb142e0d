"""El tablero: a quién le falta qué y cuánto tiempo le queda.

Primero se recorren todas con lo justo para filtrar y ordenar (claves, fechas y qué está vacío); los
textos solo se leen de las que caben en la página. Cuántas consultas se hacen no depende de cuántas
candidaturas haya.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from candidaturas.models import ActorPolitico, Candidatura, EstadoDeRegistro, ProcesoElectoral
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
    faltas: list[Falta]
    cuantas: int
    consentimiento: str | None
    plazo: Plazo | None
    recordada_el: date | None
    cuestionario: Cuestionario = field(init=False)
    detalle: list[str] = field(default_factory=list)


def renglones(
    cuestionarios: QuerySet[Cuestionario],
    proceso: ProcesoElectoral,
    adscripcion: Adscripcion | None,
) -> list[Renglon]:
    """Todas las que están en la boleta, en su orden. `cuestionarios`: los del alcance de la cuenta
    (None: el instituto); de las que solo lee no se dice el consentimiento."""
    en_boleta = cuestionarios.filter(
        candidatura__estado_registro=EstadoDeRegistro.REGISTRADA
    ).order_by()
    filas = list(
        en_boleta.order_by(*ORDEN_DE_BOLETA)
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
    # Preguntar por actor y no otra vez por el alcance: sobran renglones, pero se buscan por clave.
    actores = {fila[-1] for fila in filas}
    candidaturas = Candidatura.objects.filter(formula__actor__in=actores).values("pk")
    claves = Cuestionario.objects.filter(candidatura__in=candidaturas).values("pk")
    calendario = Calendario(proceso)
    observadas = _observadas(claves)
    prorrogas = _prorrogas(claves)
    por_firmar = _por_firmar(candidaturas)
    consentimientos = consentimientos_dichos(candidaturas)
    recordadas = _recordadas(candidaturas)
    exige_foto = proceso.parametro("foto_obligatoria")
    se_consiente = formato_vigente(proceso) is not None
    solo_lee = _que_solo_lee(adscripcion, actores)
    lista = []
    for pk, candidatura, estado, registrada_el, enviado_el, foto, vacias, nombre, actor in filas:
        observado_el, pendientes = observadas.get(pk, (None, 0))
        consentimiento = None if actor in solo_lee else consentimientos.get(candidatura, "")
        faltas, cuantas = [], 0
        if estado in EDITABLES:
            if vacias:
                faltas.append(Falta.RESPUESTAS)
            if exige_foto and foto is None:
                faltas.append(Falta.FOTO)
                cuantas += 1
            if pendientes:
                faltas.append(Falta.OBSERVACIONES)
            cuantas += vacias + pendientes
        if se_consiente and consentimiento == "":
            faltas.append(Falta.CONSENTIMIENTO)
            cuantas += 1
        if candidatura in por_firmar:
            faltas.append(Falta.FIRMA)
            cuantas += 1
        inicios = Inicios(registrada_el, observado_el, enviado_el, prorrogas.get(pk))
        lista.append(
            Renglon(
                pk,
                candidatura,
                nombre,
                faltas,
                cuantas,
                consentimiento,
                calendario.plazo(estado, inicios),
                recordadas.get(candidatura),
            )
        )
    return lista


def _respuestas_vacias(proceso: ProcesoElectoral):
    """Cuántas respuestas obligatorias están en blanco, contadas por la base sin leer los textos."""
    textos = ["historia_profesional", "trayectoria_politica", "propuesta_1", "propuesta_2"]
    textos += ["motivo_cargo_publico"] if proceso.parametro("motivo_obligatorio") else []
    textos += ["propuesta_genero"] if proceso.parametro("propuesta_genero_obligatoria") else []
    sin_contacto = Q(
        casas_campana__len=0, telefonos__len=0, correos__len=0, pagina_web="", redes__len=0
    )
    condiciones = [sin_contacto, Q(escolaridad=""), *(Q(**{campo: ""}) for campo in textos)]
    contadas = [
        Case(When(condicion, then=Value(1)), default=Value(0), output_field=IntegerField())
        for condicion in condiciones
    ]
    return sum(contadas[1:], contadas[0])


def _que_solo_lee(adscripcion: Adscripcion | None, actores: set[int]) -> set[int]:
    """De esos actores, los que captura otro partido, según el convenio."""
    if adscripcion is None or adscripcion.rol != Rol.ENLACE:
        return set()
    ajenos = ActorPolitico.objects.filter(pk__in=actores - {adscripcion.actor_id})
    return {a.pk for a in ajenos if not captura_por(adscripcion, a)}


def _observadas(claves: QuerySet) -> dict[int, tuple[date, int]]:
    """cuestionario → (el día de la última observación, cuántas siguen sin atender)."""
    return {
        pk: (ultima, pendientes)
        for pk, ultima, pendientes in Observacion.objects.filter(cuestionario__in=claves)
        .order_by()
        .values_list("cuestionario")
        .annotate(ultima=Max("creada_en__date"), pendientes=Count("pk", filter=Q(atendida_en=None)))
    }


def _prorrogas(claves: QuerySet) -> dict[int, datetime]:
    return dict(
        Prorroga.objects.filter(cuestionario__in=claves, estado=EstadoDeProrroga.CONCEDIDA)
        .order_by()
        .values_list("cuestionario")
        .annotate(hasta=Max("hasta"))
    )


def _por_firmar(candidaturas: QuerySet) -> set[int]:
    """Las que pidieron firmar, ya pueden hacerlo y aún no lo hacen. Firmar es voluntario: a quien
    no lo pidió no le falta."""
    firmadas = Firma.objects.vigentes().filter(candidatura=OuterRef("candidatura"))
    return set(
        Habilitacion.objects.filter(
            ~Exists(firmadas), candidatura__in=candidaturas, solicitud__atendida_en__isnull=False
        ).values_list("candidatura", flat=True)
    )


def consentimientos_dichos(candidaturas: Iterable[int] | QuerySet) -> dict[int, str]:
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


def _recordadas(candidaturas: QuerySet) -> dict[int, date]:
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
    return [(falta, sum(falta in r.faltas for r in lista)) for falta in Falta]


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
