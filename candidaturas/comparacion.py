"""Comparar: lo que contestaron quienes compiten en una misma elección, pregunta por pregunta.

Cualquier número, en el orden de la boleta o en el del sorteo del día. Sin puntajes, sin
coincidencias y sin tope.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.http import QueryDict

from candidaturas import consultas, fichas, orden
from candidaturas.models import Candidatura, Eleccion, ProcesoElectoral
from candidaturas.models.candidatura import CandidaturaQuerySet
from candidaturas.tarjetas import Tarjeta, perfil_de, tarjeta
from conoceles.comun import reloj

LARGO_DE_UN_IDENTIFICADOR = 9
# Por apellido no: quien se apellida con A saldría siempre primero en cada pregunta.
ORDENES = (orden.BOLETA, orden.SORTEO)


class Participante(NamedTuple):
    candidatura: Candidatura
    tarjeta: Tarjeta
    desde: date


class Contestacion(NamedTuple):
    """Sin perfil visible, `respuesta` es None y la tarjeta dice por qué."""

    participante: Participante
    respuesta: fichas.Respuesta | None


class Pregunta(NamedTuple):
    clave: str
    texto: str
    contestaciones: list[Contestacion]


class Opcion(NamedTuple):
    """Una candidatura de la elección, por si se quiere comparar solo a algunas."""

    tarjeta: Tarjeta
    pk: int
    elegida: bool


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Lo que una dirección pide comparar. Sin `eleccion`, `avisos` dice por qué no se puede."""

    eleccion: Eleccion | None = None
    participantes: list[Participante] = field(default_factory=list)
    preguntas: list[Pregunta] = field(default_factory=list)
    opciones: list[Opcion] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    otras: list[Eleccion] = field(default_factory=list)
    orden: str = orden.BOLETA

    @property
    def sorteo(self) -> str:
        """La clave con que se sorteó hoy; vacía en el orden de la boleta."""
        return orden.clave_del_dia(reloj.hoy()) if self.orden == orden.SORTEO else ""

    @property
    def hoy(self) -> date:
        return reloj.hoy()

    @property
    def completa(self) -> bool:
        return all(opcion.elegida for opcion in self.opciones)


def comparar(parametros: QueryDict) -> Comparacion:
    pedidas, ilegibles = _identificadores(parametros.getlist("c"))
    pedido = parametros.get("orden") or orden.BOLETA
    if pedido not in ORDENES:
        pedido, ilegibles = orden.BOLETA, True
    avisos = ["Parte de la dirección no se entendió y no se tomó en cuenta."] if ilegibles else []
    if pedido == orden.SORTEO and not orden.clave_del_dia(reloj.hoy()):
        pedido = orden.BOLETA
        avisos.append(orden.SIN_CLAVE)
    if pedidas:
        return _de_candidaturas(pedidas, pedido, avisos)
    elecciones, ilegibles = _identificadores(parametros.getlist("eleccion")[:1])
    if ilegibles:
        avisos = ["La elección de la dirección no se entendió."]
    if not elecciones:
        return Comparacion(avisos=avisos)
    elegidas = list(_publicas(pedido).vigentes().filter(formula__eleccion=elecciones[0]))
    if not elegidas:
        return Comparacion(avisos=["Esa elección no existe o no tiene candidaturas publicadas."])
    return _armar(elegidas, elegidas, pedido, avisos)


def _de_candidaturas(pedidas: list[int], pedido: str, avisos: list[str]) -> Comparacion:
    elegidas = list(_publicas(pedido).filter(pk__in=pedidas))
    if len(elegidas) < len(pedidas):
        avisos.append("Alguna de las candidaturas pedidas no existe o no se ha publicado.")
    elecciones = list({c.formula.eleccion_id: c.formula.eleccion for c in elegidas}.values())
    if len(elecciones) > 1:
        avisos.append("Solo se comparan candidaturas de una misma elección. Elija una:")
        return Comparacion(avisos=avisos, otras=elecciones)
    if not elegidas:
        return Comparacion(avisos=avisos)
    todas = _publicas(pedido).vigentes().filter(formula__eleccion=elecciones[0])
    return _armar(elegidas, list(todas.defer(*consultas.FUERA_DE_LA_TARJETA)), pedido, avisos)


def _publicas(pedido: str) -> CandidaturaQuerySet:
    publicas = Candidatura.objects.publicas().para_tarjeta()
    return orden.ordenar(publicas.prefetch_related("proceso__parametros"), pedido)


def _identificadores(valores: list[str]) -> tuple[list[int], bool]:
    """Los que son números posibles, sin repetir, y si hubo alguno que no."""
    legibles = [
        v for v in valores if v.isascii() and v.isdecimal() and len(v) <= LARGO_DE_UN_IDENTIFICADOR
    ]
    return list(dict.fromkeys(map(int, legibles))), len(legibles) < len(valores)


def _armar(
    elegidas: list[Candidatura], todas: list[Candidatura], pedido: str, avisos: list[str]
) -> Comparacion:
    proceso: ProcesoElectoral = elegidas[0].proceso
    con_perfil = consultas.perfiles_visibles(proceso)
    participantes = [
        Participante(c, tarjeta(c, con_perfil=con_perfil), fichas.pedida_desde(c)) for c in elegidas
    ]
    marcadas = {c.pk for c in elegidas}
    return Comparacion(
        eleccion=elegidas[0].formula.eleccion,
        participantes=participantes,
        preguntas=_preguntas(participantes, con_perfil=con_perfil),
        opciones=[Opcion(tarjeta(c, con_perfil=con_perfil), c.pk, c.pk in marcadas) for c in todas],
        avisos=avisos,
        orden=pedido,
    )


def _preguntas(participantes: list[Participante], *, con_perfil: bool) -> list[Pregunta]:
    preguntas: dict[str, Pregunta] = {}
    sin_perfil: list[tuple[int, Participante]] = []
    for lugar, participante in enumerate(participantes):
        perfil = perfil_de(participante.candidatura) if con_perfil else None
        if perfil is None:
            sin_perfil.append((lugar, participante))
            continue
        respuestas = [
            *fichas.propuestas(perfil),
            *fichas.trayectoria(perfil),
            *fichas.estudios(perfil),
        ]
        for numero, respuesta in enumerate(respuestas, 1):
            clave = f"pregunta-{numero}"
            pregunta = preguntas.setdefault(clave, Pregunta(clave, respuesta.pregunta, []))
            pregunta.contestaciones.append(Contestacion(participante, respuesta))
    # Quien no ha publicado conserva su lugar en cada pregunta.
    for lugar, participante in sin_perfil:
        for pregunta in preguntas.values():
            pregunta.contestaciones.insert(lugar, Contestacion(participante, None))
    return list(preguntas.values())
