"""Cuántas candidaturas tiene cada opción de un filtro, bajo los demás filtros puestos.

Una consulta da todas las opciones de los filtros sin poner; cada filtro puesto cuesta otra. Su
número no depende de cuántas candidaturas haya: en un proceso grande, lo que son muchas se calcula
de la muestra (consultas.EnLaMuestra) y la página dice que es aproximado.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, OuterRef

from candidaturas import consultas, frescura
from candidaturas.filtros import EDADES, CandidaturaFilter
from candidaturas.models import (
    CompromisoPublicado,
    Distintivo,
    Eleccion,
    Partido,
    ProcesoElectoral,
    Seccion,
    TipoDeActor,
)

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
    """Filtro → opción → cuántas. La opción que no aparece tiene cero (o, aproximada, casi)."""

    por_opcion: dict[str, Counter]
    aproximadas: bool


def contar(filtro: CandidaturaFilter, puestos: Iterable[str]) -> Cuentas:
    if filtro.proceso is None:
        return Cuentas({}, aproximadas=False)
    puestos = [nombre for nombre in puestos if nombre in COLUMNAS]
    partes = [("", set(COLUMNAS) - set(puestos)), *((nombre, {nombre}) for nombre in puestos)]
    grupos: Grupos = {}
    aproximadas = False
    for sin, nombres in partes:
        candidaturas = filtro.candidaturas_sin(sin)
        if filtro.grande and consultas.contar(candidaturas, grande=True).aproximada:
            aproximadas = True
            muestra = _agrupar(candidaturas.filter(consultas.EnLaMuestra("pk")), nombres)
            grupos |= {n: _de_la_muestra(cuentas) for n, cuentas in muestra.items()}
        else:
            grupos |= _agrupar(candidaturas, nombres)
    proceso = filtro.proceso
    claves = frescura.del_registro(("claves", proceso.pk), lambda: _claves(proceso))
    por_opcion = _por_opcion(claves, grupos)
    por_opcion["autoadscripcion"] = _por_distintivo(filtro)
    return Cuentas(por_opcion, aproximadas)


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


def _agrupar(candidaturas, nombres: set[str]) -> Grupos:
    """Todos los filtros de una vez, con GROUPING SETS, que el ORM no sabe pedir."""
    columnas = sorted({COLUMNAS[nombre] for nombre in nombres})
    firmados = CompromisoPublicado.objects.filter(candidatura=OuterRef("pk"))
    filas = candidaturas.annotate(firmados=Exists(firmados)).order_by().values_list(*columnas)
    try:
        interior, parametros = filas.query.sql_with_params()
    except EmptyResultSet:
        return {nombre: Counter() for nombre in nombres}
    # Los nombres son c0, c1…: nada de lo que escribe la persona llega al texto de la consulta.
    claves = [f"c{i}" for i in range(len(columnas))]
    conjuntos = ", ".join(f"({clave})" for clave in claves)
    consulta = (
        f"SELECT GROUPING({', '.join(claves)}), {', '.join(claves)}, count(*) "  # noqa: S608
        f"FROM ({interior}) AS f({', '.join(claves)}) GROUP BY GROUPING SETS ({conjuntos})"
    )
    with connection.cursor() as cursor:
        cursor.execute(consulta, parametros)
        renglones = cursor.fetchall()
    por_columna: dict[str, Counter] = {columna: Counter() for columna in columnas}
    ultima = len(columnas) - 1
    for mascara, *valores, cuantas in renglones:
        # En la máscara está en cero el bit de la columna por la que se agrupó.
        (indice,) = (i for i in range(len(columnas)) if not mascara >> (ultima - i) & 1)
        por_columna[columnas[indice]][valores[indice]] += cuantas
    return {nombre: por_columna[COLUMNAS[nombre]] for nombre in nombres}


class Claves(NamedTuple):
    """Lo que hace falta para pasar de una elección o un actor a las opciones que los encuentran."""

    # Elección → cargo, número de distrito, número de municipio e identificador del distrito.
    elecciones: dict[int, tuple]
    # Distrito → números de los municipios que abarca.
    municipios: dict[int, set[int]]
    # Actor → él y los partidos que lo integran.
    actores: dict[int, set[str]]


def _claves(proceso: ProcesoElectoral) -> Claves:
    elecciones = Eleccion.objects.filter(cargo__proceso=proceso).values_list(
        "pk", "cargo__clave", "distrito__numero", "municipio__numero", "distrito_id"
    )
    return Claves(
        {pk: tuple(claves) for pk, *claves in elecciones},
        _municipios_por_distrito(proceso),
        _actores_que_tambien_cuentan(proceso),
    )


def _por_opcion(claves: Claves, grupos: Grupos) -> dict[str, Counter]:
    cuentas: dict[str, Counter] = {nombre: Counter() for nombre in COLUMNAS}
    for nombre, grupo in grupos.items():
        for valor, cuantas in grupo.items():
            if valor is None:
                continue
            for opcion in _opciones(nombre, valor, *claves):
                cuentas[nombre][opcion] += cuantas
    return cuentas


def _opciones(nombre: str, valor, elecciones, municipios, actores) -> set[str]:
    """Las opciones del filtro a las que pertenece ese valor de la columna."""
    if nombre in {"cargo", "distrito", "municipio"}:
        cargo, distrito, municipio, distrito_pk = elecciones[valor]
        suyos = {
            "cargo": {cargo},
            "distrito": {distrito},
            "municipio": {municipio} | municipios.get(distrito_pk, set()),
        }
        return {str(opcion) for opcion in suyos[nombre] if opcion is not None}
    if nombre == "actor":
        return actores.get(valor, {str(valor)})
    if nombre == "edad":
        return {clave for clave, (desde, hasta) in EDADES.items() if desde <= valor <= hasta}
    if nombre == "compromisos":
        return {"firmados"} if valor else set()
    if nombre == "reeleccion":
        return {"si" if valor else "no"}
    return {valor}


def _municipios_por_distrito(proceso: ProcesoElectoral) -> dict[int, set[int]]:
    pares = Seccion.objects.filter(
        marco=proceso.marco_id, municipio__entidad=proceso.entidad_id
    ).values_list("distrito_id", "municipio__numero")
    suyos: dict[int, set[int]] = {}
    for distrito, municipio in pares.distinct().order_by():
        suyos.setdefault(distrito, set()).add(municipio)
    return suyos


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
