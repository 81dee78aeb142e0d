"""La búsqueda por palabras, en los nombres y en lo que las personas publicaron."""

import re
from functools import reduce
from itertools import combinations
from operator import and_, or_
from typing import NamedTuple

import numpy as np
from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db import connection
from django.db.models import Q, QuerySet, Value
from numpy.typing import NDArray

from candidaturas.indice import Indice, Mascara
from candidaturas.models import Candidatura, PalabrasDePerfil, ProcesoElectoral

LARGO_MAXIMO = 100
PALABRAS_MAXIMAS = 8
# Una letra cambiada en un apellido corto («Garsia», «García») deja poco más de 0.4.
PARECIDO_MINIMO = 0.4
PARECIDAS_MAXIMAS = 24
# De un nombre muy común se parecen miles: más allá de estas ya no se parecen tanto.
PARECIDAS_QUE_SE_MIRAN = 500
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
    return _parecidas(del_proceso, indice, palabras)


def _pks(consulta: QuerySet) -> NDArray[np.int64]:
    """Los de una consulta de una columna. Viajan en una sola celda: pueden ser cien mil."""
    interior, parametros = consulta.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT string_agg(int8send(pk), '') FROM ({interior}) hallada(pk)",  # noqa: S608
            parametros,
        )
        (juntos,) = cursor.fetchone()
    return np.frombuffer(juntos or b"", dtype=">i8")


def _en_nombre(palabra: str) -> Q:
    # `\m` pide comienzo de palabra: «ana» no debe traer a toda persona llamada Mariana.
    return Q(nombre_llano__regex=rf"\m{palabra}")


def _pks_en_texto(palabra: str) -> NDArray[np.int64]:
    consulta = SearchQuery(f"{palabra}:*", search_type="raw", config="simple")
    halladas = PalabrasDePerfil.objects.filter(palabras=consulta).values_list("perfil_id")
    with connection.cursor() as cursor:
        # Para la base la tabla es chica y recorrerla, barato: no cuenta con que las palabras van
        # fuera del renglón, y leerlas todas tarda treinta veces más que el índice.
        cursor.execute("SET LOCAL enable_seqscan = off")
        pks = _pks(halladas)
        cursor.execute("SET LOCAL enable_seqscan = on")
    return pks


def _parecidas(del_proceso: QuerySet, indice: Indice, palabras: list[str]) -> Coincidencia:
    parecidos = [TrigramWordSimilarity(palabra, "nombre_llano") for palabra in palabras]
    promedio = sum(parecidos[1:], parecidos[0]) / Value(float(len(palabras)))
    halladas = (
        del_proceso.filter(_con_nombre_parecido(palabras))
        .annotate(parecido=promedio)
        .order_by("-parecido", "orden_boleta", "pk")
        .values_list("pk", "parecido")[:PARECIDAS_QUE_SE_MIRAN]
    )
    parecido = np.zeros(len(indice) + 1)
    if filas := list(halladas):
        pks, cuanto = zip(*filas, strict=True)
        parecido[indice.lugares(pks)] = cuanto
    parecido = parecido[:-1]
    return Coincidencia(palabras, parecido > 0, ~indice.todas(), parecido)


def _con_nombre_parecido(palabras: list[str]) -> Q:
    with connection.cursor() as cursor:
        # Solo dura esta transacción; el operador que usa el índice lee de aquí su umbral.
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [str(PARECIDO_MINIMO)],
        )
    se_parecen = [Q(nombre_llano__trigram_word_similar=palabra) for palabra in palabras]
    # Una letra mal en una palabra corta la deja sin parecido: se perdona una, si hay otras.
    opciones = combinations(se_parecen, max(1, len(se_parecen) - 1))
    return reduce(or_, (reduce(and_, opcion) for opcion in opciones))
