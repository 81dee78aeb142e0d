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
from django.db.models import Count, QuerySet

from candidaturas import consultas, frescura
from candidaturas.filtros import COLUMNAS, EDADES, CandidaturaFilter, con_compromisos
from candidaturas.models import Candidatura, Distintivo, Eleccion
from candidaturas.registro import Registro

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
        cuentas = _contar(filtro, puestos)
    else:
        # Sin filtros, un proceso grande da un minuto las mismas.
        clave = f"facetas:{filtro.proceso.pk}"
        cuentas = consultas.recordado(clave, filtro.proceso, lambda: _contar(filtro, []))
    # Aparte de lo recordado: un consentimiento retirado deja de contar de inmediato.
    cuentas.por_opcion["autoadscripcion"] = _por_distintivo(filtro)
    return cuentas


def _contar(filtro: CandidaturaFilter, puestos: list[str]) -> Cuentas:
    aproximadas: frozenset[str] = frozenset()
    con_columna = [nombre for nombre in puestos if nombre in COLUMNAS]
    if filtro.grande:
        total = consultas.contar(filtro.qs, grande=True)
        grupos, aproximadas = _de_uno_grande(filtro, con_columna, total)
    else:
        valores = {nombre: filtro.valores(nombre) for nombre in con_columna}
        grupos, total = _agrupar(_filas_de(filtro, puestos), set(COLUMNAS), valores)
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
            en_muestra = candidaturas.filter(consultas.EnLaMuestra("pk"))
            muestra, _ = _agrupar(_filas(en_muestra, nombres), nombres, {})
            grupos |= {n: _de_la_muestra(cuentas) for n, cuentas in muestra.items()}
        else:
            grupos |= _agrupar(_filas(candidaturas, nombres), nombres, {})[0]
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


class Filas(NamedTuple):
    """La consulta que da una fila por candidatura con estas columnas."""

    columnas: list[str]
    consulta: str
    parametros: tuple


def _filas_de(filtro: CandidaturaFilter, puestos: list[str]) -> Filas | None:
    """Las que dejan los filtros puestos que no tienen columna. Sin ellos, la consulta es siempre la
    misma y se arma una vez."""
    nombres, suyas = set(COLUMNAS), filtro.candidaturas_sin(*COLUMNAS)
    if set(puestos) - nombres:
        return _filas(suyas, nombres)
    return frescura.del_registro(("facetas", filtro.proceso.pk), lambda: _filas(suyas, nombres))


def _filas(candidaturas: QuerySet[Candidatura], nombres: set[str]) -> Filas | None:
    """None si se sabe, sin preguntar, que no hay ninguna."""
    columnas = sorted({COLUMNAS[nombre] for nombre in nombres})
    con_firmas = candidaturas.annotate(firmados=con_compromisos()).order_by()
    try:
        return Filas(columnas, *con_firmas.values_list(*columnas).query.sql_with_params())
    except EmptyResultSet:
        return None


def _agrupar(
    filas: Filas | None, nombres: set[str], valores: dict[str, list]
) -> tuple[Grupos, consultas.Cuenta]:
    """Todos los filtros de una vez, con GROUPING SETS, que el ORM no sabe pedir, y el total.

    `valores`: los que dejan pasar los filtros puestos, que `filas` no lleva aplicados. Cada filtro
    se cuenta bajo todos menos el suyo.
    """
    grupos: Grupos = {nombre: Counter() for nombre in nombres}
    if filas is None:
        return grupos, consultas.Cuenta(0)
    columnas = filas.columnas
    # Los nombres son c0, c1…, k0, k1…: nada de lo que escribe la persona llega al texto.
    claves = [f"c{i}" for i in range(len(columnas))]
    pasa = {nombre: f"k{i}" for i, nombre in enumerate(valores)}
    pasan = [
        f"coalesce(c{columnas.index(COLUMNAS[nombre])} = ANY(%s), false) AS {k}"
        for nombre, k in pasa.items()
    ]
    cuentas = [_cuenta(pasa.values())]
    cuentas += [_cuenta(k for n, k in pasa.items() if n != nombre) for nombre in valores]
    conjuntos = ", ".join(f"({clave})" for clave in claves)
    # La que no pasa dos filtros no cuenta en ninguno.
    no_pasa = " + ".join(f"(NOT {k})::int" for k in pasa.values()) or "0"
    con_claves = f"({filas.consulta}) f({', '.join(claves)})"
    consulta = (
        f"SELECT GROUPING({', '.join(claves)}), {', '.join((*claves, *cuentas))} "  # noqa: S608
        f"FROM (SELECT {', '.join((*claves, *pasan))} FROM {con_claves}) g "
        f"WHERE {no_pasa} <= 1 "
        f"GROUP BY GROUPING SETS ({conjuntos}, ())"
    )
    with connection.cursor() as cursor:
        cursor.execute(consulta, (*valores.values(), *filas.parametros))
        renglones = cursor.fetchall()
    # De cada filtro, en qué columna se agrupó y cuál de las cuentas es la suya.
    cual = {n: 1 + i for i, n in enumerate(valores)}
    lugares = {n: (columnas.index(COLUMNAS[n]), cual.get(n, 0)) for n in nombres}
    total = 0
    ultima = len(columnas) - 1
    for mascara, *resto in renglones:
        grupo, suyas = resto[: len(columnas)], resto[len(columnas) :]
        # En la máscara está en cero el bit de la columna por la que se agrupó.
        agrupada = next((i for i in range(len(columnas)) if not mascara >> (ultima - i) & 1), None)
        if agrupada is None:
            total = suyas[0]
        for nombre, (columna, cuenta) in lugares.items():
            if columna == agrupada and suyas[cuenta]:
                grupos[nombre][grupo[columna]] += suyas[cuenta]
    return grupos, consultas.Cuenta(total)


def _cuenta(condiciones: Iterable[str]) -> str:
    juntas = " AND ".join(condiciones)
    return f"count(*) FILTER (WHERE {juntas})" if juntas else "count(*)"


def _por_opcion(filtro: CandidaturaFilter, grupos: Grupos) -> dict[str, Counter]:
    cuentas: dict[str, Counter] = {nombre: Counter() for nombre in COLUMNAS}
    for nombre, grupo in grupos.items():
        for valor, cuantas in grupo.items():
            if valor is None:
                continue
            for opcion in _opciones(nombre, valor, filtro.registro):
                cuentas[nombre][opcion] += cuantas
    return cuentas


def _opciones(nombre: str, valor, registro: Registro) -> set[str]:
    """Las opciones del filtro a las que pertenece ese valor de la columna."""
    if nombre in {"cargo", "distrito", "municipio"}:
        eleccion = registro.elecciones.get(valor)
        return _opciones_de_eleccion(nombre, eleccion, registro) if eleccion else set()
    if nombre == "actor":
        return registro.opciones_de_actor.get(valor, {str(valor)})
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
