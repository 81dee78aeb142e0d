"""Comparar lo que una persona escribió con lo guardado y con lo que tenía a la vista."""

from captura.conteo import normalizar
from captura.models import Cuestionario


def distintos(actual: Cuestionario, campos: dict) -> list[str]:
    """Campos en que lo escrito no es lo guardado."""
    return [c for c, v in campos.items() if _comparable(v) != _comparable(getattr(actual, c))]


def cambiados_desde(actual: Cuestionario, version: int, campos: dict) -> set[str]:
    """Campos que la persona sí cambió respecto de la versión que tenía a la vista.

    Esa versión está en la historia; si no se encontrara, se supone que los cambió todos.
    """
    vista = actual.events.filter(version=version).order_by("-pgh_id").first()
    if vista is None:
        return set(campos)
    return {c for c, v in campos.items() if _comparable(v) != _comparable(getattr(vista, c))}


def _comparable(valor):
    if isinstance(valor, list):
        return [v for v in map(normalizar, valor) if v]
    return normalizar(valor)
