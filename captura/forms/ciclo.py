"""Pedir que se supriman los datos de un proceso."""

from django import forms


class PedirSupresionForm(forms.Form):
    motivo = forms.CharField(
        label="Acuerdo o norma que ordena suprimir",
        max_length=300,
        help_text="Queda escrito en el acta. Sin nombres de candidaturas.",
    )
    entiendo = forms.BooleanField(label="Entiendo que lo suprimido no se puede recuperar")
