"""A quiénes incorpora cada corte, y lo que de cada grupo se publica.

Cada candidatura se cuenta una sola vez, en un grupo cerrado de quienes llegaron con ella, y el
grupo se redondea una sola vez. Los cortes siguientes le suman otros grupos y nunca la vuelven a
leer: restar un corte de otro solo devuelve grupos ya redondeados.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from informes.identidad.redondeo import AZAR, redondear
from informes.identidad.tablas import TABLAS, Ficha, TablaFija

# Los grupos miden al menos esto por el umbral.
VECES_EL_UMBRAL = 2


@dataclass(frozen=True, slots=True)
class Unidad:
    """Un grupo en una tabla. `verdaderas` no se guarda: es para redondear y para las pruebas."""

    tabla: str
    renglon: str
    columnas: tuple[str, ...]
    verdaderas: tuple[int, ...]
    publicadas: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Incorporacion:
    """Las candidaturas que un corte cuenta por primera vez: en las tablas por sexo y por actor.

    `por_sexo`: (sexo, si consintió publicar) → fichas. `por_actor`: actor → fichas.
    """

    por_sexo: Mapping[tuple[str, bool], list[Ficha]]
    por_actor: Mapping[str, list[Ficha]]

    def __bool__(self):
        return bool(self.por_sexo or self.por_actor)

    def candidaturas(self) -> set[int]:
        grupos = (*self.por_sexo.values(), *self.por_actor.values())
        return {ficha.candidatura for grupo in grupos for ficha in grupo}

    def con(self, respuestas: Mapping[int, Mapping[str, str]]) -> "Incorporacion":
        """Con lo contestado de cada una. Lanza `KeyError` si falta alguna."""

        def abrir(grupo: list[Ficha]) -> list[Ficha]:
            return [replace(f, respuestas=respuestas[f.candidatura]) for f in grupo]

        return Incorporacion(
            {clave: abrir(grupo) for clave, grupo in self.por_sexo.items()},
            {clave: abrir(grupo) for clave, grupo in self.por_actor.items()},
        )


def incorporar(
    fichas: Iterable[Ficha],
    ya_por_sexo: set[int],
    ya_por_actor: set[int],
    umbral: int,
) -> Incorporacion:
    """Los grupos que ya alcanzan el tamaño mínimo; los demás esperan a otro corte."""
    sexos: defaultdict[tuple[str, bool], list[Ficha]] = defaultdict(list)
    actores: defaultdict[str, list[Ficha]] = defaultdict(list)
    for ficha in fichas:
        if ficha.candidatura not in ya_por_sexo:
            sexos[(ficha.renglon_de_sexo, ficha.publica)].append(ficha)
        if ficha.candidatura not in ya_por_actor:
            actores[str(ficha.actor)].append(ficha)
    minimo = VECES_EL_UMBRAL * umbral
    return Incorporacion(
        {clave: grupo for clave, grupo in sexos.items() if len(grupo) >= minimo},
        {clave: grupo for clave, grupo in actores.items() if len(grupo) >= minimo},
    )


def contar(
    nuevas: Incorporacion, anunciadas: set[str], umbral: int, azar: Random = AZAR
) -> Iterator[Unidad]:
    """`anunciadas`: las preguntas cuyo Sí publicado lleva distintivo en este proceso."""
    for tabla in TABLAS:
        for renglon, fichas, ya_publicas in _unidades(tabla, nuevas, anunciadas):
            columnas = tuple(clave for clave, _ in tabla.columnas if clave not in ya_publicas)
            cuentas = Counter(map(tabla.valor, fichas))
            verdaderas = tuple(cuentas[clave] for clave in columnas)
            publicadas = tuple(redondear(verdaderas, umbral, azar))
            yield Unidad(tabla.clave, renglon, columnas, verdaderas, publicadas)


def _unidades(
    tabla: TablaFija, nuevas: Incorporacion, anunciadas: set[str]
) -> Iterator[tuple[str, list[Ficha], set[str]]]:
    """(renglón, fichas, columnas que no se cuentan porque ya son públicas)."""
    if tabla.por_actor:
        for actor, fichas in nuevas.por_actor.items():
            yield actor, [f for f in fichas if not _con_distintivo(f, anunciadas)], set()
        return
    publicas = tabla.publicas(anunciadas)
    if not publicas:
        # Nada de esta tabla es público: quien consintió publicar y quien no van juntas.
        juntas: defaultdict[str, list[Ficha]] = defaultdict(list)
        for (sexo, _), fichas in nuevas.por_sexo.items():
            juntas[sexo] += fichas
        for sexo, fichas in juntas.items():
            yield sexo, fichas, set()
        return
    for (sexo, publica), fichas in nuevas.por_sexo.items():
        # De quien consintió publicar, que no lleve el distintivo ya dice que no contestó Sí.
        fuera = publicas if publica else set()
        yield sexo, [f for f in fichas if tabla.valor(f) not in fuera], fuera


def _con_distintivo(ficha: Ficha, anunciadas: set[str]) -> bool:
    """Si su distintivo, publicado o por publicarse, dice que consintió publicar."""
    return ficha.publica and any(
        tabla.valor(ficha) in tabla.publicas(anunciadas) for tabla in TABLAS
    )
