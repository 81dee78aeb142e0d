"""Las tablas T0 a T12, menos las de identidad. Un denominador por tabla, y se dice cuál.

Se cuentan candidaturas, no personas: quien va por dos vías cuenta dos veces. «Capturada» es la que
el actor ya envió; «registrada», la que está en la boleta al corte.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from operator import attrgetter

from candidaturas.filtros import EDADES, EDADES_LEGIBLES
from candidaturas.models import (
    ContenidoCurricular,
    Escolaridad,
    EstadoDeRegistro,
    EstatusDeEstudios,
    ProcesoElectoral,
    Sexo,
    TipoDeCandidatura,
    Visita,
)
from candidaturas.visitas import dia_cerrado
from captura.models import Estado, Supuesto
from informes.cuantitativo import otras_historias
from informes.cuantitativo.historia import (
    CAMPOS,
    SIN_CAPTURAR,
    VERIFICADOS,
    Catalogos,
    Registro,
    catalogos,
    registros,
)
from informes.cuantitativo.otras_historias import SIN_DATO
from informes.cuantitativo.tabla import Celda, Parte, Tabla, con_total, contar

NO_PROPORCIONO = "No proporcionó"
AVANCE = ("Registradas", "Capturadas", "Pendientes", "% capturadas", "Verificadas", "Publicadas")
CUADRA_AVANCE = ((2, 3), 1)
NOTA_AVANCE = (
    "El porcentaje es de capturadas sobre registradas. Capturadas + pendientes = registradas."
)


def tablas(proceso: ProcesoElectoral, corte: datetime) -> list[Tabla]:
    """Todas, de lo anotado hasta el corte."""
    nombres = catalogos(proceso, corte)
    todas = list(registros(proceso, corte))
    en_boleta = [r for r in todas if r.estado_registro == EstadoDeRegistro.REGISTRADA]
    capturadas = [r for r in en_boleta if r.estado not in SIN_CAPTURAR]
    return [
        _universo(todas, nombres),
        _avance("T1a", "Captura curricular por actor político", "Actor político", en_boleta,
                nombres.actores, lambda r: r.actor),
        _avance("T1b", "Captura curricular por cargo", "Cargo", en_boleta,
                nombres.cargos, lambda r: r.cargo),
        _por_actor_y_cargo(en_boleta, nombres),
        _avance_fijo("T3", "Captura curricular por sexo", "Sexo", en_boleta,
                     dict(Sexo.choices), lambda r: r.sexo),
        _avance_fijo("T4", "Captura curricular por edad el día de la jornada", "Edad", en_boleta,
                     dict(EDADES_LEGIBLES), lambda r: _rango(r.edad)),
        _escolaridad(capturadas),
        _avance("T6", "Captura curricular por territorio", "Territorio", en_boleta,
                nombres.elecciones, lambda r: r.eleccion),
        _completitud(en_boleta),
        *otras_historias.compromisos(proceso, corte, en_boleta, nombres),
        _observaciones(proceso, corte),
        _visitas(proceso, corte),
        otras_historias.movimientos(proceso, corte),
    ]  # fmt: skip


# --- Universo y avance --------------------------------------------------------------------------
def _universo(todas: list[Registro], nombres: Catalogos) -> Tabla:
    estados = [e.value for e in EstadoDeRegistro]
    filas = contar(
        todas,
        grupo=lambda r: (r.cargo, r.tipo),
        mira=lambda r: r.estado_registro,
        columnas=[lambda _: True, *((lambda visto, e=estado: visto == e) for estado in estados)],
        orden=[
            (cargo, tipo.value) for cargo in _en_orden(nombres.cargos) for tipo in TipoDeCandidatura
        ],
    )
    renglones = [
        (nombres.cargos[cargo][-1], TipoDeCandidatura(tipo).label, *cuentas)
        for (cargo, tipo), cuentas in filas
        if cuentas[0]
    ]
    return Tabla(
        "T0",
        "Universo de candidaturas",
        ("Cargo", "Tipo", "Anotadas", *(e.label for e in EstadoDeRegistro)),
        con_total(renglones),
        "Las registradas son las que están en la boleta al corte. Una sustitución deja a la "
        "anterior como sustituida y anota a quien entra.",
        cuadra=((3, 4, 5, 6), 2),
    )


# Se deciden con el estado del cuestionario.
_COLUMNAS_DE_AVANCE: list[Callable[[str], bool]] = [
    lambda _: True,
    lambda estado: estado not in SIN_CAPTURAR,
    lambda estado: estado in SIN_CAPTURAR,
    lambda estado: estado in VERIFICADOS,
    lambda estado: estado == Estado.PUBLICADO,
]


def _contar_avance(en_boleta: list[Registro], grupo: Callable, orden: list):
    return contar(
        en_boleta,
        grupo=grupo,
        mira=attrgetter("estado"),
        columnas=_COLUMNAS_DE_AVANCE,
        orden=orden,
    )


def _con_porcentaje(cuentas: list[int]) -> tuple[Celda, ...]:
    registradas, capturadas, pendientes, verificadas, publicadas = cuentas
    parte = Parte(capturadas, registradas)
    return registradas, capturadas, pendientes, parte, verificadas, publicadas


def _avance(clave, titulo, primera, en_boleta, catalogo, de) -> Tabla:
    """Renglones de un catálogo del proceso, en su orden; los que no tienen candidaturas, no."""
    filas = _contar_avance(en_boleta, de, _en_orden(catalogo))
    renglones = [
        (catalogo[clave_de_fila][-1], *_con_porcentaje(cuentas))
        for clave_de_fila, cuentas in filas
        if cuentas[0]
    ]
    return Tabla(
        clave, titulo, (primera, *AVANCE), con_total(renglones), NOTA_AVANCE, cuadra=CUADRA_AVANCE
    )


def _avance_fijo(clave, titulo, primera, en_boleta, etiquetas, de) -> Tabla:
    """Renglones que salen siempre, aunque estén en cero."""
    filas = _contar_avance(en_boleta, de, [*etiquetas, ""])
    renglones = [
        (etiquetas.get(valor, SIN_DATO), *_con_porcentaje(cuentas)) for valor, cuentas in filas
    ]
    return Tabla(
        clave, titulo, (primera, *AVANCE), con_total(renglones), NOTA_AVANCE, cuadra=CUADRA_AVANCE
    )


def _por_actor_y_cargo(en_boleta: list[Registro], nombres: Catalogos) -> Tabla:
    filas = _contar_avance(
        en_boleta,
        lambda r: (r.actor, r.cargo),
        [(a, c) for a in _en_orden(nombres.actores) for c in _en_orden(nombres.cargos)],
    )
    renglones = [
        (
            f"{nombres.actores[actor][-1]} · {nombres.cargos[cargo][-1]}",
            *_con_porcentaje(cuentas),
        )
        for (actor, cargo), cuentas in filas
        if cuentas[0]
    ]
    return Tabla(
        "T1c",
        "Captura curricular por actor político y cargo",
        ("Actor político y cargo", *AVANCE),
        con_total(renglones),
        NOTA_AVANCE,
        cuadra=CUADRA_AVANCE,
    )


def _en_orden(catalogo: dict[int, tuple]) -> list[int]:
    return sorted(catalogo, key=lambda clave: (*catalogo[clave], clave))


def _rango(edad: int | None) -> str:
    if edad is None:
        return ""
    return next((clave for clave, (desde, hasta) in EDADES.items() if desde <= edad <= hasta), "")


# --- Estudios y campos --------------------------------------------------------------------------
def _escolaridad(capturadas: list[Registro]) -> Tabla:
    cuentas = Counter((r.escolaridad, r.estatus_escolaridad) for r in capturadas)
    grados = [*Escolaridad.choices, ("", NO_PROPORCIONO)]
    estatus = [*EstatusDeEstudios.choices, ("", "Sin estatus")]
    usados = [(e, nombre) for e, nombre in estatus if any(cuentas[(g, e)] for g, _ in grados)]
    renglones: list[tuple[Celda, ...]] = []
    for grado, nombre in grados:
        fila = [cuentas[(grado, e)] for e, _ in usados]
        if sum(fila):
            renglones.append((nombre, sum(fila), *fila))
    return Tabla(
        "T5",
        "Grado máximo de estudios y su estatus",
        ("Grado", "Capturadas", *(nombre for _, nombre in usados)),
        con_total(renglones),
        f"De las {len(capturadas)} candidaturas capturadas al corte.",
        cuadra=(tuple(range(2, 2 + len(usados))), 1) if usados else None,
    )


def _completitud(en_boleta: list[Registro]) -> Tabla:
    total = len(en_boleta)
    cuentas = [sum(columna) for columna in zip(*(r.con_dato for r in en_boleta), strict=True)]
    renglones = tuple(
        (_nombre_de(campo), con, total - con, Parte(con, total))
        for campo, con in zip(CAMPOS, cuentas or [0] * len(CAMPOS), strict=True)
    )
    return Tabla(
        "T7",
        "Completitud por campo",
        ("Campo", "Con dato", "Sin dato", "% con dato"),
        renglones,
        f"De las {total} candidaturas registradas, hayan enviado o no su cuestionario.",
        con_total=False,
    )


def _nombre_de(campo: str) -> str:
    if campo == "foto":
        return "Fotografía"
    nombre = str(ContenidoCurricular._meta.get_field(campo).verbose_name)
    primera = 1 if nombre.startswith("¿") else 0
    return nombre[:primera] + nombre[primera].upper() + nombre[primera + 1 :]


# --- Observaciones y visitas --------------------------------------------------------------------
def _observaciones(proceso: ProcesoElectoral, corte: datetime) -> Tabla:
    cuentas = otras_historias.observaciones(proceso, corte)
    renglones = [(nombre, *cuentas.get(supuesto, (0, 0))) for supuesto, nombre in Supuesto.choices]
    filas = [(n, emitidas, atendidas, emitidas - atendidas) for n, emitidas, atendidas in renglones]
    return Tabla(
        "T11",
        "Observaciones por supuesto",
        ("Supuesto", "Emitidas", "Atendidas", "Por atender"),
        con_total(filas),
        "Emitidas desde el inicio del proceso hasta el corte.",
        cuadra=((2, 3), 1),
    )


def _visitas(proceso: ProcesoElectoral, corte: datetime) -> Tabla:
    """Por día ya cerrado: lo que el contador suma tarde se anota en el día en que se suma."""
    hasta = dia_cerrado(corte)
    dias: Counter[date] = Counter()
    for dia, cuantas in Visita.objects.filter(dia__lte=hasta).values_list("dia", "cuantas"):
        dias[dia] += cuantas
    renglones = [(f"{dia:%d/%m/%Y}", dias[dia]) for dia in _dias(dias)]
    total = sum(dias.values())
    media = round(total / len(renglones)) if renglones else 0
    jornada = dias.get(proceso.jornada_el, 0)
    return Tabla(
        "T12",
        "Visitas al sitio",
        ("Día", "Visitas"),
        con_total(renglones),
        f"Media diaria: {media}. El día de la jornada: {jornada}. Se cuentan páginas vistas en "
        "días completos, sin identificar a nadie y sin robots conocidos.",
    )


def _dias(cuentas: Counter) -> Iterable[date]:
    if not cuentas:
        return []
    primero, ultimo = min(cuentas), max(cuentas)
    return [primero + timedelta(days=n) for n in range((ultimo - primero).days + 1)]
