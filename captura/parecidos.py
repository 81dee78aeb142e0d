"""Textos casi iguales entre candidaturas: con cuál y cuánto. Son avisos; ninguna regla depende.

Dos textos se parecen según los trozos de cinco palabras que comparten: los comunes entre todos los
de ambos (índice de Jaccard). Desde la mitad se avisa; así se midió en los datos abiertos del INE de
2022. Las personas de una misma fórmula comparten propuestas con razón y no se comparan entre sí.

Buscar entre veinte mil textos no puede leerlos todos. De cada uno se guardan sus trozos, resumidos
en un número, y veinticuatro semillas que PostgreSQL busca por índice. Cada semilla une dos trozos
elegidos al azar, siempre con el mismo azar (MinHash por bandas): la comparten dos textos con la
probabilidad de su parecido al cuadrado. A dos que comparten la mitad se les escapan todas una vez
en mil; a dos que solo repiten una muletilla, casi siempre. La medida que se informa sale de todos
los trozos, no de las semillas.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, IntegerField, Value

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.models import Cuestionario, TextoComparado

PALABRAS_POR_TROZO = 5
SEMILLAS = 24
TROZOS_POR_SEMILLA = 2
UMBRAL = 0.5
# Más no se miran: quien copió a cien personas se entera igual con las primeras.
CANDIDATOS = 60
# Una sola semilla en común entre todos los textos del proceso es casi siempre una muletilla. A dos
# textos en el umbral les tocan seis, y menos de dos, una vez en cien.
SEMILLAS_DE_PAREJA = 2
LOTE = 500
CAMPOS = (*Cuestionario.TEXTOS_LARGOS, *Cuestionario.PROPUESTAS)
_PALABRA = re.compile(r"\w+")
_ACENTOS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Parecido:
    """Otro texto al que este se parece. `proporcion` va de 0 a 1."""

    cuestionario: int
    campo: str
    proporcion: float


@dataclass(frozen=True, slots=True)
class Pareja:
    """Dos textos de fórmulas distintas que se parecen. `proporcion` va de 0 a 1."""

    cuestionario: int
    campo: str
    otro: int
    otro_campo: str
    proporcion: float


class _SemillasEnComun(Func):
    """Cuántas semillas comparten dos arreglos."""

    template = "cardinality(ARRAY(SELECT unnest(%(expressions)s)))"
    arg_joiner = ") INTERSECT SELECT unnest("
    output_field = IntegerField()


def trozos_de(texto: str) -> list[int]:
    """Los trozos de cinco palabras de un texto como números de 32 bits, sin repetir y en orden.

    No cuentan acentos, mayúsculas ni signos. Vacía si el texto no llega a cinco palabras.
    """
    llano = unicodedata.normalize("NFD", texto.lower())
    palabras = _PALABRA.findall(_ACENTOS.sub("", llano))
    trozos = {
        " ".join(palabras[i : i + PALABRAS_POR_TROZO])
        for i in range(len(palabras) - PALABRAS_POR_TROZO + 1)
    }
    return sorted({_numero(trozo) for trozo in trozos})


def _numero(trozo: str) -> int:
    """32 bits con signo, lo que cabe en un `integer` de PostgreSQL."""
    resumen = hashlib.blake2b(trozo.encode(), digest_size=4).digest()
    return int.from_bytes(resumen, "big", signed=True)


# Ordenar los trozos tras combinarlos con cada máscara los baraja de otra manera, siempre la misma.
_MASCARAS = np.array(
    [_numero(f"máscara {n}") for n in range(SEMILLAS * TROZOS_POR_SEMILLA)], dtype=np.int32
)[:, np.newaxis]


def semillas_de(trozos: list[int]) -> list[int]:
    """Las semillas de un texto, una por banda y en su orden; vacía si no tiene trozos."""
    if not trozos:
        return []
    barajados = np.array(trozos, dtype=np.int32) ^ _MASCARAS
    menores = (barajados.min(axis=1, keepdims=True) ^ _MASCARAS).ravel().tolist()
    bandas = zip(*[iter(menores)] * TROZOS_POR_SEMILLA, strict=True)
    return [_numero(f"{numero} {banda}") for numero, banda in enumerate(bandas)]


def proporcion(a: Iterable[int], b: Iterable[int]) -> float:
    """Trozos en común entre todos los de ambos, de 0 a 1."""
    a, b = set(a), set(b)
    comunes = len(a & b)
    return comunes / (len(a) + len(b) - comunes) if comunes else 0.0


# --- Mantener la tabla -----------------------------------------------------------------------
def anotar_textos(cuestionario: Cuestionario, campos: Iterable[str] = CAMPOS) -> None:
    """Pone al día los trozos de esos campos. La llama quien guarda, en su transacción."""
    campos = [campo for campo in campos if campo in CAMPOS]
    if not campos:
        return
    filas = {
        campo: trozos for campo in campos if (trozos := trozos_de(getattr(cuestionario, campo)))
    }
    if vacios := [campo for campo in campos if campo not in filas]:
        TextoComparado.objects.filter(cuestionario=cuestionario, campo__in=vacios).delete()
    _escribir((cuestionario.pk, campo, trozos) for campo, trozos in filas.items())


def rehacer(proceso: ProcesoElectoral) -> int:
    """Compara de nuevo todos los textos del proceso, tras cargarlos por lotes. Devuelve cuántos."""
    TextoComparado.objects.filter(cuestionario__candidatura__proceso=proceso).delete()
    cuestionarios = Cuestionario.objects.filter(candidatura__proceso=proceso).only("pk", *CAMPOS)
    cuantos, filas = 0, []
    for cuestionario in cuestionarios.iterator(LOTE):
        for campo in CAMPOS:
            if trozos := trozos_de(getattr(cuestionario, campo)):
                filas.append((cuestionario.pk, campo, trozos))
        if len(filas) >= LOTE:
            cuantos += _escribir(filas)
            filas = []
    return cuantos + _escribir(filas)


def _escribir(filas: Iterable[tuple[int, str, list[int]]]) -> int:
    nuevas = [
        TextoComparado(cuestionario_id=pk, campo=campo, trozos=trozos, semillas=semillas_de(trozos))
        for pk, campo, trozos in filas
    ]
    TextoComparado.objects.bulk_create(
        nuevas,
        update_conflicts=True,
        unique_fields=["cuestionario", "campo"],
        update_fields=["trozos", "semillas"],
    )
    return len(nuevas)


# --- Buscar ----------------------------------------------------------------------------------
def parecidos_a(texto: str, *, candidatura: Candidatura) -> list[Parecido]:
    """Textos del mismo proceso, de otras fórmulas, que se parecen; primero los más parecidos.

    No mira quién pregunta: quien enseñe el resultado decide qué puede decir de cada uno.
    """
    trozos = trozos_de(texto)
    if not trozos:
        return []
    suyos = set(trozos)
    semillas = semillas_de(trozos)
    buscadas = Value(semillas, output_field=ArrayField(IntegerField()))
    otros = (
        TextoComparado.objects.filter(
            semillas__overlap=semillas,
            cuestionario__candidatura__proceso=candidatura.proceso_id,
        )
        .exclude(cuestionario__candidatura__formula=candidatura.formula_id)
        .annotate(en_comun=_SemillasEnComun(F("semillas"), buscadas))
        .order_by("-en_comun", "pk")
        .values_list("cuestionario", "campo", "trozos")[:CANDIDATOS]
    )
    hallados = (Parecido(pk, campo, proporcion(suyos, otro)) for pk, campo, otro in otros)
    return sorted(
        (p for p in hallados if p.proporcion >= UMBRAL),
        key=lambda p: (-p.proporcion, p.cuestionario),
    )


_CON_SEMILLAS_EN_COMUN = """
WITH semilla AS MATERIALIZED (
    SELECT t.id, c.formula_id, unnest(t.semillas) AS semilla
    FROM captura_textocomparado t
    JOIN captura_cuestionario q ON q.id = t.cuestionario_id
    JOIN candidaturas_candidatura c ON c.id = q.candidatura_id
    WHERE c.proceso_id = %s
)
SELECT a.id, b.id
FROM semilla a JOIN semilla b USING (semilla)
WHERE a.id < b.id AND a.formula_id <> b.formula_id
GROUP BY a.id, b.id
HAVING count(*) >= %s
"""


def parejas_del_proceso(proceso: ProcesoElectoral) -> list[Pareja]:
    """Todas las parejas de textos parecidos del proceso, para quien revisa."""
    with connection.cursor() as cursor:
        cursor.execute(_CON_SEMILLAS_EN_COMUN, [proceso.pk, SEMILLAS_DE_PAREJA])
        ids = cursor.fetchall()
    textos = TextoComparado.objects.in_bulk({pk for par in ids for pk in par})
    conjuntos = {pk: frozenset(texto.trozos) for pk, texto in textos.items()}
    parejas = []
    for uno, otro in ids:
        cuanto = proporcion(conjuntos[uno], conjuntos[otro])
        if cuanto >= UMBRAL:
            a, b = textos[uno], textos[otro]
            parejas.append(Pareja(a.cuestionario_id, a.campo, b.cuestionario_id, b.campo, cuanto))
    return sorted(parejas, key=lambda p: (-p.proporcion, p.cuestionario, p.otro))
