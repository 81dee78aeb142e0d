"""La búsqueda por palabras, en los nombres y en lo que las personas publicaron."""

import re
import sys
import threading
from bisect import bisect_left
from typing import NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from candidaturas import frescura
from candidaturas.indice import Indice, Mascara
from candidaturas.models import ProcesoElectoral

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
    con_sentido = all(len(p) >= LARGO_DE_PALABRA_CON_SENTIDO for p in palabras)
    nombres = _nombres_de(proceso)
    halladas, en_nombre = indice.todas(), indice.todas()
    for palabra in palabras:
        suyas = indice.son(nombres.que_empiezan(palabra))
        en_nombre &= suyas
        if con_textos and con_sentido:
            suyas |= indice.son(_pks_en_texto(palabra))
        halladas &= suyas
    if halladas.any():
        return Coincidencia(palabras, halladas, en_nombre)
    return _parecidas(indice, nombres, palabras)


# --- Las palabras de los nombres ----------------------------------------------------------------
class Nombres(NamedTuple):
    """Las palabras de los nombres de un proceso, en orden, y quiénes (pk) llevan cada una."""

    palabras: list[str]
    quienes: list[NDArray[np.int64]]

    def que_empiezan(self, comienzo: str) -> NDArray[np.int64]:
        """Quiénes llevan una así: «ana» no debe traer a toda persona llamada Mariana."""
        desde = bisect_left(self.palabras, comienzo)
        hasta = bisect_left(self.palabras, comienzo + chr(sys.maxunicode))
        return np.concatenate([NINGUNA, *self.quienes[desde:hasta]])


NINGUNA = np.zeros(0, dtype=np.int64)
_leyendo = threading.Lock()
_NOMBRES = """
    SELECT palabra, string_agg(int8send(id), '')
    FROM "candidaturas_candidatura", unnest(string_to_array(
        regexp_replace(nombre_llano, '[^[:alnum:] ]+', ' ', 'g'), ' '
    )) palabra
    WHERE proceso_id = %s AND palabra <> '' GROUP BY palabra
"""


def _nombres_de(proceso: ProcesoElectoral) -> Nombres:
    # Con cientos de miles tarda: uno los lee y los demás los esperan.
    with _leyendo:
        return frescura.del_registro(("nombres", proceso.pk), lambda: _leer_nombres(proceso))


def _leer_nombres(proceso: ProcesoElectoral) -> Nombres:
    with connection.cursor() as cursor:
        cursor.execute(_NOMBRES, [proceso.pk])
        leidas = sorted(cursor.fetchall())
    return Nombres([p for p, _ in leidas], [_pks(juntos) for _, juntos in leidas])


def _pks(juntos: bytes | None) -> NDArray[np.int64]:
    """Los que la base trae pegados en una celda: de uno en uno, cien mil tardarían más."""
    return np.frombuffer(juntos or b"", dtype=">i8").astype(np.int64)


# --- Las palabras de los textos -----------------------------------------------------------------
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
        cursor.execute(_EN_TEXTO, [f"{palabra}:*"])
        (juntos,) = cursor.fetchone()
        cursor.execute("SET LOCAL enable_seqscan = on")
    return _pks(juntos)


# --- Lo mal escrito -----------------------------------------------------------------------------
_SE_PARECEN = """
    SELECT lugar - 1, word_similarity(%(escrita)s, palabra)
    FROM unnest(%(palabras)s::text[]) WITH ORDINALITY del_proceso(palabra, lugar)
    WHERE word_similarity(%(escrita)s, palabra) >= %(minimo)s
"""


def _parecidas(indice: Indice, nombres: Nombres, palabras: list[str]) -> Coincidencia:
    """Cuánto se parece cada nombre: el promedio, por palabra escrita, de la suya que más se parece.

    Se comparan las palabras que hay en los nombres, que son pocas y se repiten; luego, quienes las
    llevan.
    """
    parecido = np.zeros(len(indice))
    veces = np.zeros(len(indice), dtype=np.int64)
    for escrita in palabras:
        suyo = np.zeros(len(indice) + 1)
        for lugar, cuanto in _que_se_parecen(escrita, nombres.palabras):
            quienes = indice.lugares(nombres.quienes[lugar])
            suyo[quienes] = np.maximum(suyo[quienes], cuanto)
        parecido += suyo[:-1]
        veces += suyo[:-1] > 0
    # Una letra mal en una palabra corta la deja sin parecido: se perdona una, si hay otras.
    bastan = veces >= max(1, len(palabras) - 1)
    return Coincidencia(palabras, bastan, ~indice.todas(), parecido / len(palabras))


def _que_se_parecen(escrita: str, palabras: list[str]) -> list[tuple[int, float]]:
    """El lugar de cada palabra que se parece a la escrita, y cuánto."""
    with connection.cursor() as cursor:
        cursor.execute(
            _SE_PARECEN, {"escrita": escrita, "palabras": palabras, "minimo": PARECIDO_MINIMO}
        )
        return cursor.fetchall()
