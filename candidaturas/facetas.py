"""Cuántas candidaturas tiene cada opción de un filtro, bajo los demás filtros puestos."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from candidaturas.filtros import EDADES, CandidaturaFilter
from candidaturas.indice import COLUMNAS
from candidaturas.models import Distintivo
from candidaturas.registro import Registro


class Cuentas(NamedTuple):
    """Filtro → opción → cuántas. La opción que no aparece tiene cero. `total`: las que dejan todos
    los filtros."""

    por_opcion: dict[str, Counter]
    total: int


def contar(filtro: CandidaturaFilter) -> Cuentas:
    if filtro.proceso is None:
        return Cuentas({}, 0)
    puestos, columnas, bajo_todos = filtro.puestos, filtro.indice.columnas, filtro.que_pasan()
    # La misma columna puede servir a varios filtros: bajo los mismos, se cuenta una vez.
    cuentas = {nombre: columna.contar(bajo_todos) for nombre, columna in columnas.items()}
    por_opcion: dict[str, Counter] = {}
    for nombre, columna in COLUMNAS.items():
        suyas = cuentas[columna]
        if nombre in puestos:
            suyas = columnas[columna].contar(filtro.que_pasan(nombre))
        por_opcion[nombre] = _por_opcion(nombre, suyas, filtro.registro)
    por_opcion["autoadscripcion"] = _por_distintivo(filtro)
    return Cuentas(por_opcion, int(np.count_nonzero(bajo_todos)))


def _por_distintivo(filtro: CandidaturaFilter) -> Counter:
    """Aparte: una candidatura puede tener varios. Se leen cada vez: un consentimiento retirado deja
    de contar de inmediato."""
    if len(filtro.form.fields["autoadscripcion"].choices) < 2:
        return Counter()
    bajo_los_demas = filtro.que_pasan("autoadscripcion")
    suyos = Distintivo.objects.filter(perfil__candidatura__proceso=filtro.proceso).order_by()
    cuentas: Counter = Counter()
    for clave in set(suyos.values_list("clave", flat=True)):
        quienes = list(suyos.filter(clave=clave).values_list("perfil_id", flat=True))
        cuentas[clave] = int(np.count_nonzero(filtro.indice.son(quienes) & bajo_los_demas))
    return cuentas


def _por_opcion(nombre: str, cuentas: Counter, registro: Registro) -> Counter:
    # Un diccionario: en un proceso del país son miles de elecciones, y un Counter tarda el doble.
    por_opcion: dict[str, int] = {}
    del_registro = registro.opciones.get(nombre)
    for valor, cuantas in cuentas.items():
        if valor is None:
            continue
        suyas = _opciones(nombre, valor) if del_registro is None else del_registro.get(valor, ())
        for opcion in suyas:
            por_opcion[opcion] = por_opcion.get(opcion, 0) + cuantas
    return Counter(por_opcion)


def _opciones(nombre: str, valor) -> Iterable[str]:
    """Las opciones del filtro a las que pertenece ese valor de la columna."""
    if nombre == "edad":
        return {clave for clave, (desde, hasta) in EDADES.items() if desde <= valor <= hasta}
    if nombre == "compromisos":
        return {"firmados"} if valor else ()
    if nombre == "reeleccion":
        return {"si" if valor else "no"}
    return {valor}
