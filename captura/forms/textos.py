"""El formulario con que se edita un texto público."""

from datetime import datetime

from django import forms

from captura.models import TextoEditable

LARGO_DE_TEXTO = 20_000


class TextoForm(forms.ModelForm):
    # El momento exacto: un DateTimeField perdería los microsegundos.
    version = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = TextoEditable
        fields = ["titulo", "resumen", "texto"]
        widgets = {"texto": forms.Textarea(attrs={"rows": 18})}
        help_texts = {
            "resumen": "Una frase. Se ve en la lista de textos y en los buscadores.",
            "texto": (
                "Un renglón en blanco separa párrafos. «## Título», «- elemento de lista», "
                "«**negritas**», «[texto del enlace](dirección)»."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["texto"].max_length = LARGO_DE_TEXTO
        self.fields["texto"].validators.append(
            forms.fields.validators.MaxLengthValidator(LARGO_DE_TEXTO)
        )
        self.fields["version"].initial = self.instance.actualizado_en.isoformat()

    def clean_version(self):
        try:
            return datetime.fromisoformat(self.cleaned_data["version"])
        except ValueError as error:
            raise forms.ValidationError("Abra de nuevo la página.") from error
