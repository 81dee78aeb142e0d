"""Revisa un informe antes de la sesión: lo que dicen los datos y el texto como se imprimirá.

`revisar(material)` devuelve hallazgos para personas; ninguno impide imprimir. Las reglas están en
`reglas.py`, una clase por clave; las palabras, en `palabras.json`.
"""

from informes.revisor.hallazgos import Hallazgo, Lugar
from informes.revisor.material import Material, material_del_informe
from informes.revisor.reglas import REGLAS

__all__ = ["Hallazgo", "Lugar", "Material", "material_del_informe", "revisar"]


def revisar(material: Material) -> list[Hallazgo]:
    """Todos los hallazgos, en el orden en que el informe se lee."""
    hallazgos = [h for regla in REGLAS.values() for h in regla.revisar(material)]
    return sorted(hallazgos, key=lambda h: (h.lugar.posicion, h.regla, h.fragmento))
