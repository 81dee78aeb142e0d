"""El formulario con que se edita un correo."""

from django import forms

from captura.plantillas_de_correo import Texto, TextoConMarcadoresMalEscritos, validar


class PlantillaForm(forms.Form):
    asunto = forms.CharField(max_length=150)
    cuerpo = forms.CharField(max_length=8000, widget=forms.Textarea(attrs={"rows": 16}))
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, clave: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.clave = clave

    def clean(self):
        datos = super().clean()
        if "asunto" in datos and "cuerpo" in datos:
            try:
                validar(self.clave, Texto(datos["asunto"], datos["cuerpo"]))
            except TextoConMarcadoresMalEscritos as error:
                raise forms.ValidationError(str(error)) from error
        return datos
