"""Quién omite qué y su cadena de pruebas: habilitada, recordada, vencida y lo que respondió."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q
from django.utils import timezone

from candidaturas.models import ActorPolitico, EstadoDeRegistro, ProcesoElectoral
from captura import tablero
from captura.consultas import ORDEN_DE_BOLETA, actores_del_proceso
from captura.models import (
    Adscripcion,
    Cuestionario,
    EscritoFueraDeTiempo,
    EstadoDeCorreo,
    EstadoDeProrroga,
    Observacion,
    Prorroga,
    Recordatorio,
    Rol,
)
from captura.permisos import captura_por
from captura.plazos import Calendario, ClaseDePlazo, Inicios, Plazo
from captura.tablero import VOLUNTARIAS, Renglon
from informes.redaccion import fecha_corta

POR_TANDA = 500
NOTA = (
    "Se listan las candidaturas en la boleta a las que les falta algo que toca a quien captura. "
    "El consentimiento y la firma de compromisos son voluntarios y no se cuentan como omisión. La "
    "lista dice lo que falta en el momento en que se hizo; la de una fecha pasada es la que se "
    "guardó en esa fecha."
)
SIN_RESPUESTA = "Ninguna"
SIN_RECORDATORIO = "Ninguno"
SIN_PLAZO = "Sin plazo fijado"


@dataclass(frozen=True, slots=True)
class Omision:
    """Una candidatura y sus pruebas, ya en palabras; cada lista es un renglón por dato."""

    actor: str
    nombre: str
    folio: str
    cargo: str
    territorio: str
    calidad: str
    estado: str
    falta: list[str]
    habilitada: list[str]
    recordada: list[str]
    vence: list[str]
    vencida: bool
    respuestas: list[str]


@dataclass(slots=True)
class PorActor:
    """Cuántas de las que tiene en la boleta omiten algo, y de esas cuántas vencieron y a cuántas
    se les recordó. `cuentas`: desde cuándo tiene cuenta quien captura por él."""

    actor: str
    en_boleta: int
    cuentas: list[str]
    omisas: int = 0
    vencidas: int = 0
    recordadas: int = 0


@dataclass(frozen=True, slots=True)
class Filtro:
    """`actor`: clave, o 0 si son todos; `falta` y `apremio`, como en el tablero."""

    actor: int = 0
    falta: str = ""
    apremio: str = ""


@dataclass(slots=True)
class Lista:
    """Los renglones que omiten algo, en orden de boleta, y las cuentas de cada actor."""

    renglones: list[Renglon] = field(default_factory=list)
    actores: list[PorActor] = field(default_factory=list)


def omisas(proceso: ProcesoElectoral, filtro: Filtro) -> Lista:
    """Sin leer los textos; los de una página los lee `con_pruebas`."""
    lista = Lista()
    for actor, cuestionarios in _por_actor(proceso, filtro):
        cuentas = PorActor(actor.nombre, cuestionarios.count(), cuentas_de_quien_captura(actor))
        lista.renglones += _contar(cuentas, _omiten(cuestionarios, proceso, filtro))
        lista.actores.append(cuentas)
    return lista


def recorrer(
    proceso: ProcesoElectoral, filtro: Filtro
) -> Iterator[tuple[PorActor, int, list[Omision]]]:
    """Por tandas, para no tener todas en memoria: el actor con lo que lleva contado, cuántas
    candidaturas se miraron y las que omiten algo. Un actor puede venir en varias tandas."""
    for actor, cuestionarios in _por_actor(proceso, filtro):
        claves = list(cuestionarios.order_by(*ORDEN_DE_BOLETA).values_list("pk", flat=True))
        cuentas = PorActor(actor.nombre, len(claves), cuentas_de_quien_captura(actor))
        for inicio in range(0, len(claves), POR_TANDA):
            tanda = claves[inicio : inicio + POR_TANDA]
            suyos = Cuestionario.objects.filter(pk__in=tanda)
            renglones = _contar(cuentas, _omiten(suyos, proceso, filtro))
            yield cuentas, len(tanda), con_pruebas(renglones, proceso)
        if not claves:
            yield cuentas, 0, []


def cuantas(proceso: ProcesoElectoral, filtro: Filtro) -> int:
    return sum(c.count() for _, c in _por_actor(proceso, filtro))


def _por_actor(proceso: ProcesoElectoral, filtro: Filtro):
    actores = actores_del_proceso(proceso).select_related("partido_captura")
    if filtro.actor:
        actores = actores.filter(pk=filtro.actor)
    for actor in actores:
        yield (
            actor,
            Cuestionario.objects.filter(
                candidatura__proceso=proceso,
                candidatura__formula__actor=actor,
                candidatura__estado_registro=EstadoDeRegistro.REGISTRADA,
            ),
        )


def _omiten(cuestionarios, proceso: ProcesoElectoral, filtro: Filtro) -> list[Renglon]:
    todos = tablero.renglones(cuestionarios, proceso, None)
    hallados = tablero.acotar(
        todos, falta=filtro.falta, apremio=filtro.apremio, orden=tablero.Orden.BOLETA
    )
    return [r for r in hallados if es_omision(r)]


def es_omision(renglon: Renglon) -> bool:
    """Lo que espera al instituto no lo es, ni lo que es voluntario: consentir y firmar."""
    return any(falta not in VOLUNTARIAS for falta in renglon.faltas)


def _contar(cuentas: PorActor, renglones: list[Renglon]) -> list[Renglon]:
    cuentas.omisas += len(renglones)
    cuentas.vencidas += sum(1 for r in renglones if r.plazo and r.plazo.vencido)
    cuentas.recordadas += sum(1 for r in renglones if r.recordada_el)
    return renglones


def cuentas_de_quien_captura(actor: ActorPolitico) -> list[str]:
    """Desde cuándo puede entrar cada enlace que captura por el actor."""
    enlaces = Adscripcion.objects.filter(
        rol=Rol.ENLACE, actor__proceso=actor.proceso_id
    ).select_related("actor")
    suyas = sorted(e.desde for e in enlaces if captura_por(e, actor))
    return [_dia(desde) for desde in suyas]


# --- Las pruebas --------------------------------------------------------------------------------
def con_pruebas(renglones: list[Renglon], proceso: ProcesoElectoral) -> list[Omision]:
    """En un número fijo de consultas por tanda."""
    tablero.completar(renglones, proceso)
    claves = [r.pk for r in renglones]
    calendario = Calendario(proceso)
    recordadas = _recordatorios([r.candidatura_id for r in renglones])
    respuestas = _respuestas(claves)
    observadas = _observaciones(claves)
    return [
        Omision(
            actor=r.cuestionario.candidatura.formula.actor.nombre,
            nombre=r.cuestionario.candidatura.nombre,
            folio=r.cuestionario.candidatura.folio,
            cargo=r.cuestionario.candidatura.formula.eleccion.cargo.nombre,
            territorio=r.cuestionario.candidatura.formula.eleccion.nombre_territorio,
            calidad=r.cuestionario.candidatura.get_tipo_display(),
            estado=r.cuestionario.get_estado_display(),
            falta=[d for d in r.detalle if d not in {f.label for f in VOLUNTARIAS}],
            habilitada=_habilitada(r, calendario, observadas),
            recordada=recordadas[r.candidatura_id] or [SIN_RECORDATORIO],
            vence=_vence(r.plazo),
            vencida=bool(r.plazo and r.plazo.vencido),
            respuestas=_de_captura(r.cuestionario) + respuestas[r.pk] or [SIN_RESPUESTA],
        )
        for r in renglones
    ]


def _dia(momento) -> str:
    return fecha_corta(timezone.localdate(momento))


def _habilitada(renglon: Renglon, calendario: Calendario, observadas: dict) -> list[str]:
    """Desde cuándo corre la captura y, si se le observó, desde cuándo puede corregir."""
    registrada_el = renglon.cuestionario.candidatura.registrada_el
    desde = calendario.desde(ClaseDePlazo.CAPTURA, Inicios(registrada_el, None, None, None))
    lineas = [f"Captura: {fecha_corta(desde)}" if desde else "Captura: sin fecha de registro"]
    if observada := observadas.get(renglon.pk):
        lineas.append(f"Observaciones: {_dia(observada)}")
    return lineas


def _observaciones(claves: list[int]) -> dict[int, object]:
    pendientes = Observacion.objects.filter(cuestionario__in=claves, atendida_en=None)
    return dict(pendientes.order_by().values_list("cuestionario").annotate(u=Max("creada_en")))


_CORREO = {
    EstadoDeCorreo.ENVIADO: "correo enviado",
    EstadoDeCorreo.PENDIENTE: "correo por salir",
    EstadoDeCorreo.FALLIDO: "el correo no salió",
}


def _recordatorios(candidaturas: list[int]) -> dict[int, list[str]]:
    hechos = (
        Recordatorio.objects.filter(candidatura__in=candidaturas)
        .select_related("correo", "pedido_por__adscripcion")
        .order_by("dia", "pk")
    )
    lineas = defaultdict(list)
    for hecho in hechos:
        adscripcion = getattr(hecho.pedido_por, "adscripcion", None)
        quien = "el actor" if adscripcion and not adscripcion.es_instituto else "el instituto"
        como = _CORREO[EstadoDeCorreo(hecho.correo.estado)]
        lineas[hecho.candidatura_id].append(f"{fecha_corta(hecho.dia)}, por {quien}: {como}")
    return lineas


def _vence(plazo: Plazo | None) -> list[str]:
    if plazo is None:
        return [SIN_PLAZO]
    lineas = [f"{plazo.clase.label}: {timezone.localtime(plazo.vence_en):%d/%m/%Y, %H:%M}"]
    lineas.append("Venció" if plazo.vencido else "En curso")
    if plazo.con_prorroga:
        lineas.append("Con prórroga")
    if plazo.minutos_por_caidas:
        lineas.append(f"Alargado {plazo.minutos_por_caidas} min por interrupciones del sitio")
    return lineas


def _de_captura(cuestionario: Cuestionario) -> list[str]:
    lineas = []
    if cuestionario.guardado_en:
        lineas.append(f"Último guardado: {_dia(cuestionario.guardado_en)}")
    if cuestionario.enviado_en:
        lineas.append(f"Último envío: {_dia(cuestionario.enviado_en)}")
    return lineas


def _respuestas(claves: list[int]) -> dict[int, list[str]]:
    """Lo que se contestó a las observaciones, las prórrogas y lo que llegó fuera de tiempo."""
    lineas = defaultdict(list)
    contestadas = (
        Observacion.objects.filter(cuestionario__in=claves)
        .order_by()
        .values_list("cuestionario")
        .annotate(
            todas=Count("pk"),
            con_respuesta=Count("pk", filter=~Q(respuesta="")),
            ultima=Max("respondida_en"),
        )
    )
    for pk, todas, con_respuesta, ultima in contestadas:
        cola = f", la última el {_dia(ultima)}" if ultima else ""
        lineas[pk].append(f"Observaciones respondidas: {con_respuesta} de {todas}{cola}")
    for prorroga in Prorroga.objects.filter(cuestionario__in=claves).order_by("pedida_en", "pk"):
        lineas[prorroga.cuestionario_id].append(_prorroga(prorroga))
    tarde = Counter(
        EscritoFueraDeTiempo.objects.filter(cuestionario__in=claves).values_list(
            "cuestionario", flat=True
        )
    )
    for pk, cuantos in tarde.items():
        lineas[pk].append(f"Textos recibidos fuera de tiempo: {cuantos}")
    return lineas


def _prorroga(prorroga: Prorroga) -> str:
    pedida = f"Prórroga pedida el {_dia(prorroga.pedida_en)}"
    if prorroga.estado == EstadoDeProrroga.PEDIDA:
        return f"{pedida}, por resolver"
    if prorroga.estado == EstadoDeProrroga.NEGADA:
        return f"{pedida}, negada el {_dia(prorroga.resuelta_en)}"
    return f"{pedida}, concedida hasta el {_dia(prorroga.hasta)}"
