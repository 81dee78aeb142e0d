"""Pedir una prórroga, resolverla y marcar días inhábiles."""

from datetime import datetime, time

from django import forms
from django.utils import timezone

LARGO_DEL_MOTIVO = 1000


class PedirProrrogaForm(forms.Form):
    motivo = forms.CharField(
        label="Por qué necesita más tiempo",
        max_length=LARGO_DEL_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lo lee coordinación y queda en la historia del perfil.",
        error_messages={"required": "Escriba por qué necesita más tiempo."},
    )


class ResolverProrrogaForm(forms.Form):
    CONCEDER, NEGAR = "conceder", "negar"

    decision = forms.ChoiceField(
        label="Decisión",
        choices=[(CONCEDER, "Conceder"), (NEGAR, "Negar")],
        widget=forms.RadioSelect,
        error_messages={"required": "Elija conceder o negar."},
    )
    hasta = forms.DateField(
        label="Nuevo último día",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Si la concede. El plazo termina al acabar ese día.",
    )
    respuesta = forms.CharField(
        label="Respuesta",
        required=False,
        max_length=LARGO_DEL_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Obligatoria si la niega.",
    )

    def clean(self):
        datos = super().clean()
        if datos.get("decision") == self.CONCEDER and not datos.get("hasta"):
            self.add_error("hasta", "Escriba el nuevo último día.")
        if datos.get("decision") == self.NEGAR and not datos.get("respuesta"):
            self.add_error("respuesta", "Escriba por qué se niega.")
        return datos

    def hasta_cuando(self) -> datetime:
        """El último segundo del día elegido, en la hora del instituto."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["hasta"], time(23, 59, 59)))


class InhabilForm(forms.Form):
    dia = forms.DateField(label="Día inhábil", widget=forms.DateInput(attrs={"type": "date"}))
    motivo = forms.CharField(
        label="Acuerdo o motivo", max_length=160, help_text="Por ejemplo, el acuerdo que lo fija."
    )
