"""Cuántas candidaturas tiene cada opción de un filtro, bajo los demás filtros puestos.

Una consulta da todo. En un proceso grande (consultas.MAXIMO_EXACTO) cada filtro puesto cuesta otra,
lo que son muchas se calcula de la muestra (consultas.EnLaMuestra) y la página dice que es
aproximado.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from candidaturas import consultas, frescura
from candidaturas.filtros import EDADES, CandidaturaFilter
from candidaturas.models import (
    Candidatura,
    CompromisoPublicado,
    Distintivo,
    Eleccion,
    Partido,
    ProcesoElectoral,
    TipoDeActor,
)
from candidaturas.registro import Registro

# Filtro → columna por la que se agrupa. El territorio y el cargo salen de la elección.
COLUMNAS = {
    "cargo": "formula__eleccion_id",
    "distrito": "formula__eleccion_id",
    "municipio": "formula__eleccion_id",
    "actor": "formula__actor_id",
    "sexo": "sexo",
    "edad": "edad",
    "escolaridad": "perfil__escolaridad",
    "tipo": "tipo",
    "compromisos": "firmados",
    "reeleccion": "reeleccion",
}

Grupos = dict[str, Counter]
MINIMO_EN_LA_MUESTRA = 8


class Cuentas(NamedTuple):
    """Filtro → opción → cuántas. La opción que no aparece tiene cero (o, aproximada, casi).

    `total`: cuántas dejan todos los filtros. `aproximadas`: los filtros cuyas cuentas lo son.
    """

    por_opcion: dict[str, Counter]
    total: consultas.Cuenta
    aproximadas: frozenset[str] = frozenset()


def contar(filtro: CandidaturaFilter, puestos: Iterable[str]) -> Cuentas:
    if filtro.proceso is None:
        return Cuentas({}, consultas.Cuenta(0))
    puestos = list(puestos)
    if puestos:
        cuentas = _contar(filtro, [nombre for nombre in puestos if nombre in COLUMNAS])
    else:
        # Sin filtros, un proceso grande da un minuto las mismas.
        clave = f"facetas:{filtro.proceso.pk}"
        cuentas = consultas.recordado(clave, filtro.proceso, lambda: _contar(filtro, []))
    # Aparte de lo recordado: un consentimiento retirado deja de contar de inmediato.
    cuentas.por_opcion["autoadscripcion"] = _por_distintivo(filtro)
    return cuentas


def _contar(filtro: CandidaturaFilter, puestos: list[str]) -> Cuentas:
    aproximadas: frozenset[str] = frozenset()
    if filtro.grande:
        total = consultas.contar(filtro.qs, grande=True)
        grupos, aproximadas = _de_uno_grande(filtro, puestos, total)
    else:
        condiciones = {nombre: filtro.condicion(nombre) for nombre in puestos}
        grupos, total = _agrupar(filtro.candidaturas_sin(*puestos), set(COLUMNAS), condiciones)
    return Cuentas(_por_opcion(filtro, grupos), total, aproximadas)


def _de_uno_grande(
    filtro: CandidaturaFilter, puestos: list[str], total: consultas.Cuenta
) -> tuple[Grupos, frozenset[str]]:
    partes = [("", set(COLUMNAS) - set(puestos)), *((nombre, {nombre}) for nombre in puestos)]
    grupos: Grupos = {}
    aproximadas: set[str] = set()
    for sin, nombres in partes:
        candidaturas = filtro.candidaturas_sin(sin)
        cuantas = consultas.contar(candidaturas, grande=True) if sin else total
        if cuantas.aproximada:
            aproximadas |= nombres
            muestra, _ = _agrupar(candidaturas.filter(consultas.EnLaMuestra("pk")), nombres, {})
            grupos |= {n: _de_la_muestra(cuentas) for n, cuentas in muestra.items()}
        else:
            grupos |= _agrupar(candidaturas, nombres, {})[0]
    return grupos, frozenset(aproximadas)


def _por_distintivo(filtro: CandidaturaFilter) -> Counter:
    """Aparte: una candidatura puede tener varios. Son pocos, y siempre se cuentan todos."""
    if len(list(filtro.form.fields["autoadscripcion"].choices)) < 2:
        return Counter()
    suyas = filtro.candidaturas_sin("autoadscripcion").order_by()
    distintivos = Distintivo.objects.filter(perfil__in=suyas.values("pk"))
    return Counter(dict(distintivos.order_by().values_list("clave").annotate(n=Count("pk"))))


def _de_la_muestra(cuentas: Counter) -> Counter:
    """Con muy pocas en la muestra no se sabe cuántas hay: esas opciones van sin cantidad."""
    return Counter(
        {
            valor: consultas.dos_cifras(n * consultas.UNA_DE_CADA)
            for valor, n in cuentas.items()
            if n >= MINIMO_EN_LA_MUESTRA
        }
    )


def _agrupar(
    candidaturas: QuerySet[Candidatura], nombres: set[str], condiciones: dict[str, Q]
) -> tuple[Grupos, consultas.Cuenta]:
    """Todos los filtros de una vez, con GROUPING SETS, que el ORM no sabe pedir, y el total.

    `condiciones`: lo que piden los filtros puestos, que `candidaturas` no lleva aplicados. Cada
    filtro se cuenta bajo todas menos la suya.
    """
    columnas = sorted({COLUMNAS[nombre] for nombre in nombres})
    firmados = CompromisoPublicado.objects.filter(candidatura=OuterRef("pk"))
    cumple = {
        f"cumple_{nombre}": Case(When(q, then=Value(True)), default=Value(False))
        for nombre, q in condiciones.items()
    }
    filas = candidaturas.annotate(firmados=Exists(firmados), **cumple).order_by()
    try:
        interior, parametros = filas.values_list(*columnas, *cumple).query.sql_with_params()
    except EmptyResultSet:
        return {nombre: Counter() for nombre in nombres}, consultas.Cuenta(0)
    # Los nombres son c0, c1…, k0, k1…: nada de lo que escribe la persona llega al texto.
    claves = [f"c{i}" for i in range(len(columnas))]
    condicion = {nombre: f"k{i}" for i, nombre in enumerate(condiciones)}
    cuentas = [_cuenta(condicion.values())]
    cuentas += [_cuenta(k for n, k in condicion.items() if n != nombre) for nombre in condiciones]
    conjuntos = ", ".join(f"({clave})" for clave in claves)
    # La que incumple dos filtros no cuenta en ninguno.
    incumple = " + ".join(f"(NOT {k})::int" for k in condicion.values()) or "0"
    consulta = (
        f"SELECT GROUPING({', '.join(claves)}), {', '.join((*claves, *cuentas))} "  # noqa: S608
        f"FROM ({interior}) AS f({', '.join((*claves, *condicion.values()))}) "
        f"WHERE {incumple} <= 1 "
        f"GROUP BY GROUPING SETS ({conjuntos}, ())"
    )
    with connection.cursor() as cursor:
        cursor.execute(consulta, parametros)
        renglones = cursor.fetchall()
    # De cada filtro, en qué columna se agrupó y cuál de las cuentas es la suya.
    cual = {n: 1 + i for i, n in enumerate(condiciones)}
    lugares = {n: (columnas.index(COLUMNAS[n]), cual.get(n, 0)) for n in nombres}
    grupos: Grupos = {nombre: Counter() for nombre in nombres}
    total = 0
    ultima = len(columnas) - 1
    for mascara, *resto in renglones:
        valores, suyas = resto[: len(columnas)], resto[len(columnas) :]
        # En la máscara está en cero el bit de la columna por la que se agrupó.
        agrupada = next((i for i in range(len(columnas)) if not mascara >> (ultima - i) & 1), None)
        if agrupada is None:
            total = suyas[0]
        for nombre, (columna, cuenta) in lugares.items():
            if columna == agrupada and suyas[cuenta]:
                grupos[nombre][valores[columna]] += suyas[cuenta]
    return grupos, consultas.Cuenta(total)


def _cuenta(condiciones: Iterable[str]) -> str:
    juntas = " AND ".join(condiciones)
    return f"count(*) FILTER (WHERE {juntas})" if juntas else "count(*)"


def _por_opcion(filtro: CandidaturaFilter, grupos: Grupos) -> dict[str, Counter]:
    proceso, registro = filtro.proceso, filtro.registro
    actores = frescura.del_registro(
        ("también cuentan", proceso.pk), lambda: _actores_que_tambien_cuentan(proceso)
    )
    cuentas: dict[str, Counter] = {nombre: Counter() for nombre in COLUMNAS}
    for nombre, grupo in grupos.items():
        for valor, cuantas in grupo.items():
            if valor is None:
                continue
            for opcion in _opciones(nombre, valor, registro, actores):
                cuentas[nombre][opcion] += cuantas
    return cuentas


def _opciones(nombre: str, valor, registro: Registro, actores: dict[int, set[str]]) -> set[str]:
    """Las opciones del filtro a las que pertenece ese valor de la columna."""
    if nombre in {"cargo", "distrito", "municipio"}:
        eleccion = registro.elecciones.get(valor)
        return _opciones_de_eleccion(nombre, eleccion, registro) if eleccion else set()
    if nombre == "actor":
        return actores.get(valor, {str(valor)})
    if nombre == "edad":
        return {clave for clave, (desde, hasta) in EDADES.items() if desde <= valor <= hasta}
    if nombre == "compromisos":
        return {"firmados"} if valor else set()
    if nombre == "reeleccion":
        return {"si" if valor else "no"}
    return {valor}


def _opciones_de_eleccion(nombre: str, eleccion: Eleccion, registro: Registro) -> set[str]:
    if nombre == "cargo":
        return {eleccion.cargo.clave}
    if nombre == "distrito":
        return {str(eleccion.distrito.numero)} if eleccion.distrito else set()
    propios = {eleccion.municipio.numero} if eleccion.municipio else set()
    de_distrito = registro.municipios.get(eleccion.distrito_id or 0, set())
    return {str(numero) for numero in propios | de_distrito}


def _actores_que_tambien_cuentan(proceso: ProcesoElectoral) -> dict[int, set[str]]:
    """Actor → las opciones que lo encuentran: él y los partidos que lo integran."""
    partidos = Partido.objects.filter(actores__proceso=proceso).values_list(
        "pk", "actores__pk", "actores__tipo", "actores__proceso"
    )
    solos: dict[int, set[int]] = {}
    miembros: dict[int, set[int]] = {}
    for partido, actor, tipo, de in partidos:
        if de != proceso.pk:
            continue
        miembros.setdefault(actor, set()).add(partido)
        if tipo == TipoDeActor.PARTIDO:
            solos.setdefault(partido, set()).add(actor)
    return {
        actor: {str(actor)} | {str(a) for partido in suyos for a in solos.get(partido, ())}
        for actor, suyos in miembros.items()
    }
