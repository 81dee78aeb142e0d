"""Partes de las direcciones de los informes: el mes y el renglón."""

import re
from datetime import date


class MesConverter:
    """«2023-05» en la dirección, el día primero de ese mes en la vista."""

    regex = r"\d{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, valor: str) -> date:
        # El año 0000 no existe; ValueError es aquí «dirección no encontrada».
        return date.fromisoformat(f"{valor}-01")

    def to_url(self, valor: date | str) -> str:
        return valor if isinstance(valor, str) else f"{valor:%Y-%m}"


class RenglonConverter:
    """«acto-12» o «actividad-5». El que nació de un acto se nombra siempre por su acto."""

    regex = r"(?:acto|actividad)-\d{1,18}"

    def to_python(self, valor: str) -> str:
        return valor

    def to_url(self, valor: str) -> str:
        if not re.fullmatch(self.regex, valor):
            raise ValueError
        return valor
