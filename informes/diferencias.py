"""Qué cambió de una versión a otra de un informe, parte por parte."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from informes.contenido import Celda, Contenido, Seccion


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Lo que decía y lo que dice una parte; vacío lo que no estaba o ya no está."""

    parte: str
    antes: str
    ahora: str


def diferencias(antes: Contenido, ahora: Contenido) -> list[Diferencia]:
    """En el orden del informe. Las marcas de borrador no cuentan."""
    viejas = {s.clave: s for s in antes.secciones}
    halladas: list[Diferencia] = []
    for seccion in ahora.secciones:
        renglones = list(_renglones(viejas[seccion.clave])), list(_renglones(seccion))
        halladas += _de_una_parte(seccion.titulo.rstrip(":"), *renglones)
    halladas += _de_una_parte("APROBACIÓN", [antes.aprobacion], [ahora.aprobacion])
    halladas += _de_una_parte("FIRMA", list(antes.firma), list(ahora.firma))
    return halladas


def _de_una_parte(parte: str, antes: list[str], ahora: list[str]) -> Iterator[Diferencia]:
    for que, i, j, k, m in SequenceMatcher(None, antes, ahora, autojunk=False).get_opcodes():
        if que == "equal":
            continue
        viejos, nuevos = antes[i:j], ahora[k:m]
        for n in range(max(len(viejos), len(nuevos))):
            yield Diferencia(
                parte,
                viejos[n] if n < len(viejos) else "",
                nuevos[n] if n < len(nuevos) else "",
            )


def _renglones(seccion: Seccion) -> Iterator[str]:
    """Cada párrafo y cada fila en un renglón; el número de una fila no cuenta: se recorre solo."""
    yield seccion.titulo
    for parrafo in seccion.parrafos:
        yield f"{parrafo.texto} {parrafo.resaltado}".strip()
    if seccion.tabla:
        numerada = seccion.clave == "actividades"
        for fila in seccion.tabla.filas:
            yield " · ".join(_texto(celda) for celda in fila[1 if numerada else 0 :])


def _texto(celda: Celda) -> str:
    return ", ".join((*celda.lineas, *(f"{p.numero} {p.texto}" for p in celda.puntos)))
