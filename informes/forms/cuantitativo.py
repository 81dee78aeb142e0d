"""Formularios del informe cuantitativo."""

from django import forms

from informes.cuantitativo.formatos import FORMATOS
from informes.models import CorteCuantitativo


def _momento(etiqueta: str, **opciones) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=etiqueta,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"],
        error_messages={"invalid": "Escriba fecha y hora, por ejemplo 27/05/2023 18:00."},
        **opciones,
    )


class CorteForm(forms.Form):
    corte = _momento(
        "Corte",
        help_text="Cuenta lo que estaba anotado hasta ese momento. Hora del instituto.",
    )

    def __init__(self, *args, proceso, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["anterior"] = forms.ModelChoiceField(
            label="Comparar con",
            queryset=proceso.cuantitativos.all(),
            required=False,
            empty_label="Ningún corte",
        )

    def clean_anterior(self):
        """El momento del corte elegido, o nada."""
        elegido = self.cleaned_data["anterior"]
        return elegido.corte_en if elegido else None

    def clean(self):
        datos = super().clean()
        corte, anterior = datos.get("corte"), datos.get("anterior")
        if corte and anterior and anterior >= corte:
            self.add_error("anterior", "El corte con que se compara tiene que ser anterior.")
        return datos


class ArchivoCuantitativoForm(CorteForm):
    formato = forms.ChoiceField(choices=[(f, f) for f in FORMATOS])


class RegistroDeCorteForm(forms.Form):
    corte = _momento("Corte")
    clase = forms.ChoiceField(choices=CorteCuantitativo.Clase.choices)
    con_identidad = forms.BooleanField(required=False)
