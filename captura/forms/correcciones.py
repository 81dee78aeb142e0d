"""Pedir y resolver correcciones de lo publicado."""

from django import forms

from captura.apartados import etiqueta_de
from captura.forms.cuestionario import CuestionarioForm
from captura.models import Cuestionario


class CampoForm(forms.Form):
    """Qué campo se quiere corregir."""

    campo = forms.ChoiceField(
        label="Qué se corrige",
        choices=[(campo, etiqueta_de(campo)) for campo in Cuestionario.CAMPOS],
    )


class CorreccionForm(forms.Form):
    """«Debe decir», con las mismas comprobaciones que tuvo el campo al capturarse."""

    motivo = forms.CharField(
        label="Por qué se corrige",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Lo lee la coordinación. No se publica.",
        error_messages={"required": "Escriba por qué se corrige."},
    )
    field_order = ["debe_decir", "motivo"]

    def __init__(self, *args, cuestionario: Cuestionario, campo: str, **kwargs):
        super().__init__(*args, **kwargs)
        original = CuestionarioForm(cuestionario=cuestionario)
        self.fields["debe_decir"] = original.fields[campo]
        self.fields["debe_decir"].label = "Debe decir"
        self.initial["debe_decir"] = original[campo].value()
        self.order_fields(self.field_order)


class RechazoForm(forms.Form):
    razon = forms.CharField(
        label="Por qué se rechaza",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Escriba por qué se rechaza."},
    )
