"""Los filtros de las listas de trabajo. Un valor que no existe se ignora."""

from django import forms

from candidaturas.models import ActorPolitico
from captura.models import Estado


class FiltroForm(forms.Form):
    q = forms.CharField(
        label="Nombre o territorio",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    estado = forms.ChoiceField(
        label="Estado",
        required=False,
        choices=[("", "Todos"), *((e.value, e.label) for e in Estado.del_conjunto())],
    )
    actor = forms.ModelChoiceField(
        ActorPolitico.objects.none(),
        label="Actor político",
        required=False,
        empty_label="Todos",
    )

    def __init__(self, *args, actores=None, **kwargs):
        super().__init__(*args, **kwargs)
        if actores is None:
            del self.fields["actor"]
        else:
            self.fields["actor"].queryset = actores

    def criterios(self) -> dict:
        """Lo que sí se entendió de la dirección."""
        self.is_valid()
        datos = self.cleaned_data
        return {
            "texto": datos.get("q", ""),
            "estado": datos.get("estado", ""),
            "actor": datos.get("actor"),
        }
