"""Hacer las tablas de identidad de un corte, una sola vez, y publicarlas."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from candidaturas import frescura
from candidaturas.models import EstadisticaPublica, ProcesoElectoral
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from informes.cuantitativo.tabla import Celda, Tabla
from informes.identidad import fuente
from informes.identidad.fuente import Origen
from informes.identidad.grupos import (
    VECES_EL_UMBRAL,
    Incorporacion,
    Unidad,
    contar,
    incorporar,
)
from informes.identidad.redondeo import AZAR
from informes.identidad.tablas import SEXOS, TABLAS, TablaFija
from informes.models import CandidaturaContada, CorteCuantitativo, EstadisticaProtegida

SIN_GRUPO = "—"
NOTA = (
    "De quienes consintieron la estadística y contestaron su cuestionario. Cada cifra está "
    "redondeada a múltiplos de {umbral}, por grupos cerrados de al menos {minimo} personas; la "
    "verdadera puede ser hasta {error} más o menos por cada grupo sumado{grupos}. «—»: todavía no "
    "se junta un grupo."
)
NOTA_DE_DISTINTIVOS = (
    " «Con distintivo» no se redondea ni sale de los cuestionarios: se cuenta de lo publicado, y "
    "quienes lo consintieron no están en las otras columnas de su respuesta."
)


class EstadisticaNoProcede(ErrorDeDominio):
    """Este corte no puede llevar estadística de identidad; el mensaje dice por qué."""


# Tabla → renglón → [grupos sumados, {columna: cuenta redondeada}].
Cuentas = dict[str, dict[str, list]]


@dataclass(frozen=True, slots=True)
class Preparada:
    """Lo que se va a congelar. Prepararla dos veces daría otro redondeo: se guarda o se pierde."""

    umbral: int
    tablas: tuple[Tabla, ...]
    cuentas: Cuentas
    nuevas: Incorporacion


def preparar(
    proceso: ProcesoElectoral, *, origen: Origen | None = None, azar: Random = AZAR
) -> Preparada:
    """Se llama con el proceso bloqueado y en la transacción que la guarda.

    Lanza `EstadisticaNoProcede` si todavía no hay ningún grupo.
    """
    origen = origen or fuente.leer(proceso)
    anterior, umbral = ultima(proceso), umbral_vigente(proceso)
    contadas = CandidaturaContada.objects.filter(candidatura__proceso=proceso)
    ya: dict[bool, set[int]] = {True: set(), False: set()}
    for candidatura, por_actor in contadas.values_list("candidatura", "por_actor"):
        ya[por_actor].add(candidatura)
    nuevas = incorporar(origen.fichas, ya[False], ya[True], umbral)
    if not nuevas and anterior is None:
        raise EstadisticaNoProcede(
            f"Todavía no hay ningún grupo de {VECES_EL_UMBRAL * umbral} personas que consintieran "
            "la estadística y contestaran: registre el corte sin ella."
        )
    try:
        # Solo ahora se abre algo, y solo de quienes entran en un grupo.
        nuevas = nuevas.con(origen.abrir(nuevas.candidaturas()))
    except KeyError as error:
        raise EstadisticaNoProcede(
            "Alguien cambió su consentimiento mientras se contaba. Regístrelo de nuevo."
        ) from error
    cuentas = _sumar(
        anterior.cuentas if anterior else {}, contar(nuevas, origen.anunciadas, umbral, azar)
    )
    tablas = tuple(_tabla(tabla, cuentas.get(tabla.clave, {}), origen, umbral) for tabla in TABLAS)
    return Preparada(umbral, tablas, cuentas, nuevas)


def umbral_vigente(proceso: ProcesoElectoral) -> int:
    """El del primer corte: cambiarlo después mezclaría grupos con garantías distintas."""
    anterior = ultima(proceso)
    return anterior.umbral if anterior else proceso.parametro("umbral_de_identidad")


def guardar(preparada: Preparada, corte: CorteCuantitativo) -> EstadisticaProtegida:
    """La congela con su corte y deja la copia pública."""
    tablas = [a_json(tabla) for tabla in preparada.tablas]
    congelada = EstadisticaProtegida.objects.create(
        corte=corte,
        umbral=preparada.umbral,
        tablas=tablas,
        cuentas=preparada.cuentas,
        huella=huella_de_tablas(tablas),
    )
    for por_actor, grupos in (
        (False, preparada.nuevas.por_sexo.values()),
        (True, preparada.nuevas.por_actor.values()),
    ):
        CandidaturaContada.objects.bulk_create(
            CandidaturaContada(
                estadistica=congelada, candidatura_id=ficha.candidatura, por_actor=por_actor
            )
            for grupo in grupos
            for ficha in grupo
        )
    EstadisticaPublica.objects.create(
        proceso=corte.proceso,
        corte_en=corte.corte_en,
        clase=corte.get_clase_display(),
        umbral=preparada.umbral,
        tablas=tablas,
        huella=congelada.huella,
        publicada_en=reloj.ahora(),
    )
    frescura.cambiaron_los_textos()
    return congelada


def ultima(proceso: ProcesoElectoral) -> EstadisticaProtegida | None:
    return (
        EstadisticaProtegida.objects.filter(corte__proceso=proceso)
        .order_by("-corte__corte_en")
        .first()
    )


def congeladas(proceso: ProcesoElectoral, corte) -> list[Tabla]:
    """Las de ese corte, como se publicaron; vacía si no las lleva."""
    halladas = EstadisticaProtegida.objects.filter(corte__proceso=proceso, corte__corte_en=corte)
    return [
        Tabla(
            t["clave"],
            t["titulo"],
            tuple(t["columnas"]),
            tuple(tuple(fila) for fila in t["filas"]),
            t["nota"],
        )
        for congelada in halladas
        for t in congelada.tablas
    ]


def a_json(tabla: Tabla) -> dict:
    return {
        "clave": tabla.clave,
        "titulo": tabla.titulo,
        "columnas": list(tabla.columnas),
        "filas": [list(fila) for fila in tabla.filas],
        "nota": tabla.nota,
    }


def huella_de_tablas(tablas: list[dict]) -> str:
    texto = json.dumps(tablas, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(texto.encode()).hexdigest()


# --- Sumar y presentar ---------------------------------------------------------------------------
def _sumar(anteriores: Cuentas, unidades: Iterable[Unidad]) -> Cuentas:
    cuentas: Cuentas = json.loads(json.dumps(anteriores))
    for unidad in unidades:
        renglon = cuentas.setdefault(unidad.tabla, {}).setdefault(unidad.renglon, [0, {}])
        renglon[0] += 1
        for columna, publicada in zip(unidad.columnas, unidad.publicadas, strict=True):
            renglon[1][columna] = renglon[1].get(columna, 0) + publicada
    return cuentas


def _tabla(tabla: TablaFija, cuentas: dict[str, list], origen: Origen, umbral: int) -> Tabla:
    publicas = [c for c, _ in tabla.columnas if c in tabla.publicas(origen.anunciadas)]
    etiquetas = dict(tabla.columnas)
    renglones = origen.nombres if tabla.por_actor else SEXOS
    filas: list[tuple[Celda, ...]] = []
    for clave, nombre in renglones.items():
        fijas: list[Celda] = [
            origen.distintivos[(tabla.distintivos[columna], clave)] for columna in publicas
        ]
        if tabla.por_actor:
            fijas = [origen.registradas[clave], origen.con_distintivo[clave]]
        redondeadas = cuentas[clave][1] if clave in cuentas else None
        filas.append(
            (
                nombre,
                *fijas,
                *(SIN_GRUPO if redondeadas is None else redondeadas.get(c, 0) for c in etiquetas),
            )
        )
    encabezados = [
        "Actor político" if tabla.por_actor else "Sexo",
        *(["Registradas", "Con distintivo"] if tabla.por_actor else []),
        *(f"{etiquetas[c]}, con distintivo" for c in publicas),
        *(f"{etiqueta}, sin distintivo" if c in publicas else etiqueta
          for c, etiqueta in tabla.columnas),
    ]  # fmt: skip
    total = [_suma(columna) for columna in list(zip(*filas, strict=True))[1:]]
    grupos = ", ".join(
        f"{renglones[clave]}: {numero}"
        for clave, (numero, _) in cuentas.items()
        if clave in renglones
    )
    nota = NOTA.format(
        umbral=umbral,
        minimo=VECES_EL_UMBRAL * umbral,
        error=umbral - 1,
        grupos=f" ({grupos})" if grupos else "",
    )
    return Tabla(
        tabla.clave,
        tabla.titulo,
        tuple(encabezados),
        (*filas, ("Total", *total)) if filas else (),
        nota + (NOTA_DE_DISTINTIVOS if publicas or tabla.por_actor else ""),
    )


def _suma(columna: tuple[Celda, ...]) -> Celda:
    cuentas = [celda for celda in columna if isinstance(celda, int)]
    return sum(cuentas) if cuentas else SIN_GRUPO
