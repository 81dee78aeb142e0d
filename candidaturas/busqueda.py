"""La búsqueda por palabras, en los nombres y en lo que las personas publicaron."""

import re
from typing import NamedTuple

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from candidaturas import frescura
from candidaturas.indice import Indice, Mascara
from candidaturas.models import Candidatura, ProcesoElectoral

LARGO_MAXIMO = 100
PALABRAS_MAXIMAS = 8
# Una letra cambiada en un apellido corto («Garsia», «García») deja poco más de 0.4.
PARECIDO_MINIMO = 0.4
PARECIDAS_MAXIMAS = 24
LARGO_DE_PALABRA_CON_SENTIDO = 3


class Coincidencia(NamedTuple):
    """A quiénes encuentra una búsqueda, con independencia de los filtros.

    `en_nombre`: las que tienen todas las palabras en el nombre, que van primero. `parecido`: si no
    hubo coincidencia exacta, cuánto se parece cada nombre a lo escrito.
    """

    palabras: list[str]
    halladas: Mascara
    en_nombre: Mascara
    parecido: NDArray[np.float64] | None = None


def palabras_de(q: str) -> list[str]:
    """Las palabras que cuentan, sin acentos ni mayúsculas: las quita la función que indexa."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conoceles_llano(%s)", [q])
        (llano,) = cursor.fetchone()
    palabras = re.findall(r"[^\W_]+", llano)[:PALABRAS_MAXIMAS]
    # «de», «la», «y» no distinguen a nadie, salvo que no se haya escrito nada más.
    largas = [p for p in palabras if len(p) >= LARGO_DE_PALABRA_CON_SENTIDO]
    return largas or palabras


def buscar(proceso: ProcesoElectoral, indice: Indice, q: str, *, con_textos: bool) -> Coincidencia:
    """`con_textos`: si sus perfiles se muestran; si no, sus textos tampoco se buscan."""
    palabras = palabras_de(q)
    if not palabras:
        ninguna = ~indice.todas()
        return Coincidencia([], ninguna, ninguna)
    del_proceso = Candidatura.objects.vigentes().filter(proceso=proceso).order_by()
    con_sentido = all(len(p) >= LARGO_DE_PALABRA_CON_SENTIDO for p in palabras)
    halladas, en_nombre = indice.todas(), indice.todas()
    for palabra in palabras:
        suyas = indice.son(_pks(del_proceso.filter(_en_nombre(palabra)).values_list("pk")))
        en_nombre &= suyas
        if con_textos and con_sentido:
            suyas |= indice.son(_pks_en_texto(palabra))
        halladas &= suyas
    if halladas.any():
        return Coincidencia(palabras, halladas, en_nombre)
    return _parecidas(proceso, indice, palabras)


def _pks(consulta: QuerySet) -> NDArray[np.int64]:
    """Los de una consulta de una columna."""
    interior, parametros = consulta.query.sql_with_params()
    sql = f"SELECT string_agg(int8send(pk), '') FROM ({interior}) hallada(pk)"  # noqa: S608
    return np.frombuffer(_celda(sql, parametros), dtype=">i8")


def _celda(consulta: str, parametros) -> bytes:
    """Lo que trae en una sola celda: pueden ser cien mil, y de una en una tardarían más."""
    with connection.cursor() as cursor:
        cursor.execute(consulta, parametros)
        (juntos,) = cursor.fetchone()
    return juntos or b""


def _en_nombre(palabra: str) -> Q:
    # `\m` pide comienzo de palabra: «ana» no debe traer a toda persona llamada Mariana.
    return Q(nombre_llano__regex=rf"\m{palabra}")


# La palabra entera, sin que `to_tsquery` la analice: así están guardadas.
_EN_TEXTO = """
    SELECT string_agg(int8send(perfil_id), '')
    FROM "candidaturas_palabrasdeperfil" WHERE palabras @@ %s::tsquery
"""


def _pks_en_texto(palabra: str) -> NDArray[np.int64]:
    with connection.cursor() as cursor:
        # Para la base la tabla es chica y recorrerla, barato: no cuenta con que las palabras van
        # fuera del renglón, y leerlas todas tarda treinta veces más que el índice.
        cursor.execute("SET LOCAL enable_seqscan = off")
        pks = np.frombuffer(_celda(_EN_TEXTO, [f"{palabra}:*"]), dtype=">i8")
        cursor.execute("SET LOCAL enable_seqscan = on")
    return pks


def _parecidas(proceso: ProcesoElectoral, indice: Indice, palabras: list[str]) -> Coincidencia:
    """Cuánto se parece cada nombre: el promedio, por palabra escrita, de la suya que más se parece.

    Primero se hallan las palabras parecidas entre las que hay en los nombres, que son pocas y se
    repiten; luego, quienes las llevan. Comparar con cada nombre completo tardaba seis veces más.
    """
    parecido = np.zeros(len(indice))
    veces = np.zeros(len(indice), dtype=np.int64)
    for palabra in palabras:
        suyo = np.zeros(len(indice) + 1)
        halladas = _con_palabra_parecida(proceso, palabra)
        suyo[indice.lugares(halladas["pk"])] = halladas["cuanto"]
        parecido += suyo[:-1]
        veces += suyo[:-1] > 0
    # Una letra mal en una palabra corta la deja sin parecido: se perdona una, si hay otras.
    bastan = veces >= max(1, len(palabras) - 1)
    return Coincidencia(palabras, bastan, ~indice.todas(), parecido / len(palabras))


_PALABRAS_DE_LOS_NOMBRES = """
    SELECT array_agg(DISTINCT palabra)
    FROM candidaturas_candidatura, unnest(string_to_array(nombre_llano, ' ')) palabra
    WHERE proceso_id = %s
"""
_CON_PALABRA_PARECIDA = """
    WITH parecidas AS MATERIALIZED (
        SELECT palabra, word_similarity(%(escrita)s, palabra) AS cuanto
        FROM unnest(%(del_proceso)s::text[]) palabra
        WHERE word_similarity(%(escrita)s, palabra) >= %(minimo)s
    )
    SELECT string_agg(int8send(pk) || float8send(cuanto), '') FROM (
        SELECT id, max(cuanto) FROM parecidas
        -- El LIKE usa el índice; lo otro descarta a quien la lleva dentro de una palabra más larga.
        JOIN candidaturas_candidatura ON nombre_llano LIKE '%%' || palabra || '%%'
            AND palabra = ANY(string_to_array(nombre_llano, ' '))
        WHERE proceso_id = %(proceso)s GROUP BY id
    ) hallada(pk, cuanto)
"""


def _con_palabra_parecida(proceso: ProcesoElectoral, escrita: str) -> np.ndarray:
    """`pk` de quien lleva en el nombre una palabra parecida, y `cuanto` se le parece."""
    del_proceso = frescura.del_registro(
        ("palabras de los nombres", proceso.pk), lambda: _palabras_de_nombres(proceso)
    )
    parametros = {
        "escrita": escrita,
        "del_proceso": del_proceso,
        "minimo": PARECIDO_MINIMO,
        "proceso": proceso.pk,
    }
    return np.frombuffer(
        _celda(_CON_PALABRA_PARECIDA, parametros), dtype=[("pk", ">i8"), ("cuanto", ">f8")]
    )


def _palabras_de_nombres(proceso: ProcesoElectoral) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_PALABRAS_DE_LOS_NOMBRES, [proceso.pk])
        return cursor.fetchone()[0] or []
