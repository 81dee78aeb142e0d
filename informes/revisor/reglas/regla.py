"""Qué es una regla y dónde quedan registradas."""

from collections.abc import Iterator
from typing import ClassVar

from informes.revisor.hallazgos import Hallazgo, Lugar
from informes.revisor.material import Material

REGLAS: dict[str, "Regla"] = {}


class Regla:
    """Base: registra cada clase por su clave y rehúsa una repetida."""

    clave: ClassVar[str]
    nombre: ClassVar[str]

    def __init_subclass__(cls):
        if cls.clave in REGLAS:
            raise ValueError(f"Clave repetida: {cls.clave}")
        REGLAS[cls.clave] = cls()

    def revisar(self, material: Material) -> Iterator[Hallazgo]:
        raise NotImplementedError

    def hallazgo(
        self, lugar: Lugar, fragmento: str, mensaje: str, sugerencia: str = ""
    ) -> Hallazgo:
        return Hallazgo(self.clave, lugar, fragmento, mensaje, sugerencia)
