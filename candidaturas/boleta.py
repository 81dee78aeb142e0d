"""La boleta de una persona: todas las elecciones que le tocan, en un solo orden para todas.

El orden es el de la boleta: cargo, actor (como los enlista el registro), lugar en la lista,
propietaria y luego suplente. No depende de quién publicó su perfil.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from candidaturas import consultas, frescura
from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    Distrito,
    Eleccion,
    Municipio,
    ProcesoElectoral,
    Seccion,
    SeccionRetirada,
)
from candidaturas.models.candidatura import camino_de
from candidaturas.registro import registro_de
from candidaturas.tarjetas import calidad_de, siglas_de

NUMERO_MAXIMO_DE_SECCION = 9999


# --- De qué boleta se trata -------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Lugar:
    """Dónde se vota. Sin municipio conocido no se sabe qué planilla va; sin distrito, nada."""

    distrito: Distrito
    municipio: Municipio | None


@dataclass(frozen=True, slots=True)
class SeccionResuelta:
    """Lo que un número de sección significa en un proceso.

    `lugar` es None si el número se retiró y no lleva a un solo distrito del proceso.
    """

    numero: int
    lugar: Lugar | None
    retirada: SeccionRetirada | None = None
    sucesoras: tuple[int, ...] = ()


def resolver_seccion(proceso: ProcesoElectoral, numero: int) -> SeccionResuelta | None:
    """None si el número no existe en el marco del proceso ni entre los retirados."""
    if proceso.marco_id is None or not 0 < numero <= NUMERO_MAXIMO_DE_SECCION:
        return None
    return frescura.del_registro(
        ("sección", proceso.pk, numero), lambda: _resolver_seccion(proceso, numero)
    )


def _resolver_seccion(proceso: ProcesoElectoral, numero: int) -> SeccionResuelta | None:
    """Primero el marco: un número retirado después de este proceso en él todavía vale."""
    secciones = Seccion.objects.filter(marco=proceso.marco_id)
    vigente = secciones.select_related("distrito", "municipio").filter(numero=numero).first()
    if vigente:
        return SeccionResuelta(numero, Lugar(vigente.distrito, vigente.municipio))
    retirada = (
        SeccionRetirada.objects.select_related("distrito", "municipio")
        .filter(entidad=proceso.entidad_id, numero=numero)
        .first()
    )
    if retirada is None:
        return None
    sucesoras = secciones.filter(numero__in=retirada.sucesoras).order_by("numero")
    return SeccionResuelta(
        numero,
        _lugar_de_la_retirada(proceso, retirada),
        retirada,
        tuple(sucesoras.values_list("numero", flat=True)),
    )


def _lugar_de_la_retirada(proceso, retirada: SeccionRetirada) -> Lugar | None:
    """El catálogo de retiradas dice el distrito de hoy: en otra demarcación no vale."""
    distrito = retirada.distrito
    if retirada.distrito_univoco and distrito and es_de_su_demarcacion(proceso, distrito):
        return Lugar(distrito, retirada.municipio)
    if retirada.municipio:
        return lugar_del_municipio(proceso, retirada.municipio)
    return None


def es_de_su_demarcacion(proceso: ProcesoElectoral, distrito: Distrito) -> bool:
    return proceso.marco is not None and distrito.demarcacion_id == proceso.marco.demarcacion_id


def distritos_del_municipio(proceso: ProcesoElectoral, municipio: Municipio) -> list[Distrito]:
    """Los que comparte, según las secciones del proceso. Uno solo en casi todos."""
    suyas = Seccion.objects.filter(marco=proceso.marco_id, municipio=municipio)
    return list(Distrito.objects.filter(pk__in=suyas.values("distrito")).order_by("numero"))


def municipios_del_distrito(proceso: ProcesoElectoral, distrito: Distrito) -> list[Municipio]:
    suyas = Seccion.objects.filter(marco=proceso.marco_id, distrito=distrito)
    return list(Municipio.objects.filter(pk__in=suyas.values("municipio")).order_by("nombre"))


def lugar_del_municipio(proceso: ProcesoElectoral, municipio: Municipio) -> Lugar | None:
    """None donde el municipio no decide el distrito y hace falta la sección."""
    distritos = distritos_del_municipio(proceso, municipio)
    return Lugar(distritos[0], municipio) if len(distritos) == 1 else None


def lugar_del_distrito(
    proceso: ProcesoElectoral, distrito: Distrito, municipio: int | None = None
) -> Lugar:
    """Con su municipio si se dijo y es de ahí, o si el distrito solo tiene uno."""
    municipios = municipios_del_distrito(proceso, distrito)
    elegidos = [m for m in municipios if m.numero == municipio]
    if len(municipios) == 1:
        elegidos = municipios
    return Lugar(distrito, elegidos[0] if elegidos else None)


# --- Lo que trae ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Renglon:
    """Una persona en la boleta."""

    nombre: str
    url: str
    calidad: str
    publicado: bool


@dataclass(slots=True)
class FormulaEnBoleta:
    numero: int | None
    personas: list[Renglon] = field(default_factory=list)


@dataclass(slots=True)
class Opcion:
    """Lo que un actor postula en una elección: una fórmula o una lista."""

    actor: ActorPolitico
    siglas: str
    formulas: list[FormulaEnBoleta] = field(default_factory=list)


@dataclass(slots=True)
class Contienda:
    """Una elección de la boleta, con todas sus opciones."""

    eleccion: Eleccion
    es_lista: bool
    opciones: list[Opcion] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Boleta:
    lugar: Lugar
    contiendas: list[Contienda]
    falta_el_municipio: bool


def boleta_de(proceso: ProcesoElectoral, lugar: Lugar) -> Boleta:
    """Todas las elecciones del lugar, tengan o no candidaturas."""
    registro = registro_de(proceso)
    elecciones = registro.elecciones.values()
    suyas = [e for e in elecciones if _es_del_lugar(e, lugar)]
    hay_municipales = lugar.municipio is None and any(e.municipio_id for e in elecciones)
    return Boleta(lugar, contiendas_de(proceso, suyas, registro.actores), hay_municipales)


def _es_del_lugar(eleccion: Eleccion, lugar: Lugar) -> bool:
    if eleccion.distrito_id:
        return eleccion.distrito_id == lugar.distrito.pk
    if eleccion.municipio_id:
        return lugar.municipio is not None and eleccion.municipio_id == lugar.municipio.pk
    return True


def contiendas_de(
    proceso: ProcesoElectoral, elecciones: Iterable[Eleccion], actores: dict[int, ActorPolitico]
) -> list[Contienda]:
    """`elecciones`, en el orden de la boleta, y `actores`: del registro de ese proceso."""
    contiendas = {e.pk: Contienda(e, e.cargo.principio == "rp") for e in elecciones}
    siglas = {pk: siglas_de(actor) for pk, actor in actores.items()}
    con_perfil = consultas.perfiles_visibles(proceso)
    for fila in _filas(proceso, list(contiendas)):
        # El que se registró después de leer el registro se lee aparte.
        actor = actores.get(fila.actor) or ActorPolitico.objects.get(pk=fila.actor)
        suyas = siglas.get(fila.actor) or siglas_de(actor)
        _acomodar(contiendas[fila.eleccion], fila, actor, suyas, con_perfil)
    return list(contiendas.values())


class _Fila(NamedTuple):
    """Solo lo que la boleta enseña: son cientos de personas y no hacen falta los modelos."""

    pk: int
    nombre: str
    tipo: str
    sexo: str
    eleccion: int
    actor: int
    numero: int | None
    perfil: int | None


def _filas(proceso: ProcesoElectoral, elecciones: list[int]) -> Iterator[_Fila]:
    candidaturas = (
        Candidatura.objects.publicas()
        .vigentes()
        .filter(proceso=proceso, formula__eleccion__in=elecciones)
        .en_orden_de_boleta()
        .values_list(
            "pk", "nombre", "tipo", "sexo", "formula__eleccion_id", "formula__actor_id",
            "formula__numero", "perfil__pk",
        )
    )  # fmt: skip
    return map(_Fila._make, candidaturas)


def _acomodar(
    contienda: Contienda, fila: _Fila, actor: ActorPolitico, siglas: str, con_perfil: bool
) -> None:
    """Llegan en orden de boleta: basta mirar la última opción y la última fórmula."""
    opciones = contienda.opciones
    if not opciones or opciones[-1].actor.pk != actor.pk:
        opciones.append(Opcion(actor, siglas, [FormulaEnBoleta(fila.numero)]))
    formulas = opciones[-1].formulas
    if formulas[-1].numero != fila.numero:
        formulas.append(FormulaEnBoleta(fila.numero))
    formulas[-1].personas.append(
        Renglon(
            fila.nombre,
            camino_de(fila.pk, fila.nombre),
            calidad_de(fila.tipo, fila.sexo) if contienda.eleccion.cargo.con_suplente else "",
            con_perfil and fila.perfil is not None,
        )
    )
