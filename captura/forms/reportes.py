"""El reporte que llena cualquiera, y la nota de quien lo atiende."""

from django import forms

from captura.models import ClaseDeError, EstadoDeReporte

LARGO_DE_REPORTE = 1000
LARGO_DE_NOTA = 2000
LARGO_DE_CORREO = 254


class ReporteForm(forms.Form):
    clase = forms.ChoiceField(
        label="¿Qué está mal?",
        choices=ClaseDeError.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Elija qué está mal."},
    )
    texto = forms.CharField(
        label="Explique el error",
        help_text="Qué dice la página y qué debería decir. No escriba datos personales suyos.",
        max_length=LARGO_DE_REPORTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Escriba cuál es el error."},
    )
    correo = forms.EmailField(
        label="Su correo electrónico, solo si quiere que le respondamos",
        help_text="No se publica ni se comparte, y se borra al cerrar el reporte.",
        required=False,
        max_length=LARGO_DE_CORREO,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Trampa: las personas no la ven; un programa que llena todo cae en ella.
    asunto_2 = forms.CharField(
        label="Deje este recuadro vacío",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_asunto_2(self):
        if self.cleaned_data["asunto_2"]:
            raise forms.ValidationError(
                "Este recuadro debe quedar vacío. Bórrelo y envíe de nuevo."
            )
        return ""

    def clean_texto(self):
        texto = self.cleaned_data["texto"].strip()
        if len(texto.split()) < 2:
            raise forms.ValidationError("Explíquelo con algunas palabras más, para poder hallarlo.")
        return texto


class MoverReporteForm(forms.Form):
    hacia = forms.ChoiceField(choices=EstadoDeReporte.choices)
    nota = forms.CharField(
        label="Nota",
        help_text="Para cerrar es obligatoria: qué se corrigió, o por qué no procede.",
        required=False,
        max_length=LARGO_DE_NOTA,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
