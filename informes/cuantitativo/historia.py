"""Cómo estaba cada candidatura a un corte, leído de la historia."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection

from candidaturas.models import ContenidoCurricular, ProcesoElectoral
from captura.models import Estado
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio

# Lo que ya salió de las manos del actor.
SIN_CAPTURAR = frozenset({Estado.SIN_DATOS, Estado.EN_CAPTURA})
VERIFICADOS = frozenset({Estado.VERIFICADO, Estado.PUBLICADO})
# Una transacción que escribe y empezó antes del corte todavía puede anotar algo en él.
MARGEN = timedelta(minutes=15)


class CorteFuturo(ErrorDeDominio):
    """Aún no pasa: no se sabe qué quedará anotado."""


class CorteAbierto(ErrorDeDominio):
    """Alguien está guardando algo que caería en el corte."""


class Registro(NamedTuple):
    """Una candidatura a un corte. `con_dato`: los campos del cuestionario que no están vacíos."""

    candidatura: int
    actor: int
    cargo: int
    eleccion: int
    tipo: str
    sexo: str
    edad: int | None
    estado_registro: str
    estado: str
    escolaridad: str
    estatus_escolaridad: str
    con_dato: Sequence[bool]


# Los del cuestionario y la fotografía, en el orden en que se preguntan.
CAMPOS = ("foto", *ContenidoCurricular.CAMPOS)


def comprobar_corte(corte: datetime) -> None:
    """Lanza `CorteFuturo` o `CorteAbierto` si lo anotado hasta el corte aún puede cambiar."""
    ahora = reloj.ahora()
    if corte > ahora:
        raise CorteFuturo("El corte no puede ser un momento que aún no pasa.")
    if corte < ahora - MARGEN:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL "
            "AND xact_start + (%s - clock_timestamp()) <= %s",
            [ahora, corte],
        )
        if cursor.fetchone()[0]:
            raise CorteAbierto(
                "Alguien está guardando en este momento algo que caería en el corte. "
                "Pídalo de nuevo en unos segundos."
            )


def _con_dato(campo: str) -> str:
    if campo == "foto":
        return "q.foto_id IS NOT NULL"
    es_lista = ContenidoCurricular._meta.get_field(campo).get_internal_type() == "ArrayField"
    # El largo se sabe sin leer el texto, que PostgreSQL guarda aparte y comprimido.
    return f"cardinality(q.{campo}) > 0" if es_lista else f"octet_length(q.{campo}) > 0"


# El último hecho de cada cosa anotado hasta el corte. Los empates de hora los decide el orden.
_ULTIMO = (
    "SELECT DISTINCT ON (pgh_obj_id) {columnas} FROM {tabla} WHERE pgh_created_at <= %(corte)s "
    "{donde} ORDER BY pgh_obj_id, pgh_created_at DESC, pgh_id DESC"
)


def _ultimo(tabla: str, columnas: str, donde: str = "") -> str:
    return _ULTIMO.format(tabla=tabla, columnas=columnas, donde=donde)


# Los nombres de columnas salen del modelo, nunca de lo que alguien escribió.
_DE_CANDIDATURA = "id, formula_id, tipo, sexo, edad, estado_registro"
_DEL_PROCESO = "AND proceso_id = %(proceso)s"
_DE_SUS_CUESTIONARIOS = "AND candidatura_id IN (SELECT id FROM c)"
_REGISTROS = f"""
WITH c AS ({_ultimo("captura_hechodecandidatura", _DE_CANDIDATURA, _DEL_PROCESO)}),
f AS ({_ultimo("captura_hechodeformula", "id, actor_id, eleccion_id")}),
e AS ({_ultimo("captura_hechodeeleccion", "id, cargo_id")}),
u AS ({_ultimo("captura_cuestionarioevent", "pgh_id", _DE_SUS_CUESTIONARIOS)}),
q AS (
    SELECT q.candidatura_id, q.estado, q.escolaridad, q.estatus_escolaridad,
        ARRAY[{", ".join(f"coalesce({_con_dato(campo)}, false)" for campo in CAMPOS)}] AS con_dato
    FROM captura_cuestionarioevent q JOIN u USING (pgh_id)
)
SELECT c.id, f.actor_id, e.cargo_id, f.eleccion_id, c.tipo, c.sexo, c.edad, c.estado_registro,
    coalesce(q.estado, '{Estado.SIN_DATOS}'), coalesce(q.escolaridad, ''),
    coalesce(q.estatus_escolaridad, ''),
    coalesce(q.con_dato, array_fill(false, ARRAY[{len(CAMPOS)}]))
FROM c
JOIN f ON f.id = c.formula_id
JOIN e ON e.id = f.eleccion_id
LEFT JOIN q ON q.candidatura_id = c.id
ORDER BY c.id
"""  # noqa: S608


def registros(proceso: ProcesoElectoral, corte: datetime) -> Iterator[Registro]:
    """Las candidaturas anotadas hasta el corte, cada una como estaba, por su clave."""
    with connection.cursor() as cursor:
        cursor.execute(_REGISTROS, {"proceso": proceso.pk, "corte": corte})
        while filas := cursor.fetchmany(5000):
            for fila in filas:
                yield Registro._make(fila)


def nombres(tabla: str, columnas: str, corte: datetime, *, donde: str = "") -> list[tuple]:
    """Las columnas de cada cosa de un catálogo, como se llamaba a ese corte."""
    with connection.cursor() as cursor:
        cursor.execute(_ultimo(tabla, columnas, donde), {"corte": corte})
        return cursor.fetchall()


@dataclass(frozen=True, slots=True)
class Catalogos:
    """Clave → (orden, nombre), como estaban al corte."""

    actores: dict[int, tuple]
    cargos: dict[int, tuple]
    elecciones: dict[int, tuple]


def catalogos(proceso: ProcesoElectoral, corte: datetime) -> Catalogos:
    del_proceso = f"AND proceso_id = {proceso.pk:d}"
    actores = nombres("captura_hechodeactor", "id, orden, nombre", corte, donde=del_proceso)
    cargos = nombres("captura_hechodecargo", "id, orden, nombre", corte, donde=del_proceso)
    claves = [fila[0] for fila in cargos]
    elecciones = nombres("captura_hechodeeleccion", "id, cargo_id, orden, nombre_territorio", corte)
    orden_de_cargo = {clave: orden for clave, orden, _ in cargos}
    return Catalogos(
        actores={clave: (orden, nombre) for clave, orden, nombre in actores},
        cargos={clave: (orden, nombre) for clave, orden, nombre in cargos},
        elecciones={
            clave: (orden_de_cargo[cargo], orden, territorio)
            for clave, cargo, orden, territorio in elecciones
            if cargo in claves
        },
    )
