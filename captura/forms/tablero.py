"""Los filtros del tablero. Un valor que no existe se ignora."""

from django import forms

from captura.forms.filtros import FiltroForm
from captura.tablero import Apremio, Falta, Orden


class TableroForm(FiltroForm):
    falta = forms.ChoiceField(
        label="Le falta", required=False, choices=[("", "Cualquier cosa o nada"), *Falta.choices]
    )
    apremio = forms.ChoiceField(
        label="Plazo", required=False, choices=[("", "Todos"), *Apremio.choices]
    )
    orden = forms.ChoiceField(label="Ordenar por", required=False, choices=Orden.choices)

    def acotan(self) -> dict:
        """Lo que se decide ya en la lista, no en la base."""
        self.is_valid()
        datos = self.cleaned_data
        return {
            "falta": datos.get("falta", ""),
            "apremio": datos.get("apremio", ""),
            "orden": datos.get("orden") or Orden.VENCE,
        }
