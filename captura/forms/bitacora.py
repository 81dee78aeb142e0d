"""Los filtros de la bitácora. Un valor que no existe se ignora."""

from django import forms

from candidaturas.models import ActorPolitico
from captura.models import ClaseDeActo


class BitacoraForm(forms.Form):
    persona = forms.CharField(label="Quién lo hizo", required=False, max_length=100)
    candidatura = forms.CharField(label="Candidatura", required=False, max_length=100)
    actor = forms.ModelChoiceField(
        ActorPolitico.objects.none(),
        label="Actor político",
        required=False,
        empty_label="Todos",
    )
    clase = forms.ChoiceField(
        label="Qué hizo",
        required=False,
        choices=[("", "Todo"), *sorted(ClaseDeActo.choices, key=lambda par: par[1])],
    )
    desde = forms.DateField(
        label="Desde el día", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    hasta = forms.DateField(
        label="Hasta el día", required=False, widget=forms.DateInput(attrs={"type": "date"})
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
        return {campo: valor for campo, valor in self.cleaned_data.items() if valor}
