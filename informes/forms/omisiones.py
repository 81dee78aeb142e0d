"""Los filtros de la lista de omisiones. Un valor que no existe se ignora."""

from django import forms

from candidaturas.models import ActorPolitico
from captura.tablero import VOLUNTARIAS, Apremio, Falta
from informes.omisiones.pedido import FORMATOS

FALTAS = [(f.value, f.label) for f in Falta if f not in VOLUNTARIAS]


class OmisionesForm(forms.Form):
    actor = forms.ModelChoiceField(
        ActorPolitico.objects.none(), label="Actor político", required=False, empty_label="Todos"
    )
    falta = forms.ChoiceField(
        label="Le falta", required=False, choices=[("", "Cualquier cosa"), *FALTAS]
    )
    apremio = forms.ChoiceField(
        label="Plazo", required=False, choices=[("", "Todos"), *Apremio.choices]
    )

    def __init__(self, *args, actores, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actor"].queryset = actores

    def criterios(self) -> dict:
        """Lo que sí se entendió."""
        self.is_valid()
        datos = self.cleaned_data
        return {
            "actor": datos.get("actor"),
            "falta": datos.get("falta", ""),
            "apremio": datos.get("apremio", ""),
        }


class ArchivoDeOmisionesForm(OmisionesForm):
    formato = forms.ChoiceField(choices=[(f, f) for f in FORMATOS])
