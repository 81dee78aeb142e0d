"""Formularios con que UTTAI escribe los compromisos."""

import re

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from captura.models import FamiliaDeCompromisos
from conoceles.comun import reloj

LARGO_DE_TEXTOS = 20_000
_HORA_LOCAL = "%Y-%m-%dT%H:%M"


class FamiliaForm(forms.ModelForm):
    class Meta:
        model = FamiliaDeCompromisos
        fields = ["nombre", "nombre_en_informe"]
        labels = {"nombre_en_informe": "Cómo se dice en el informe"}
        help_texts = {
            "nombre": "Por ejemplo: Compromisos por la niñez y la adolescencia.",
            "nombre_en_informe": "Sigue a «habilitar el sistema para signar…». Por ejemplo: los "
            "compromisos por la niñez y la adolescencia.",
        }

    def clave(self) -> str:
        """La clave de la familia, del nombre."""
        return slugify(self.cleaned_data["nombre"])[:50] or "compromisos"


class _Momento(forms.DateTimeField):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_HORA_LOCAL)

    def __init__(self, **kwargs):
        super().__init__(input_formats=[_HORA_LOCAL, "%Y-%m-%dT%H:%M:%S"], **kwargs)


class VersionForm(forms.Form):
    """Los compromisos van en un solo texto: uno por párrafo."""

    huella = forms.CharField(required=False, widget=forms.HiddenInput)
    nombre = forms.CharField(
        label="Nombre de la versión",
        max_length=40,
        help_text="Distingue este texto de los anteriores. Por ejemplo: Versión 2.",
    )
    textos = forms.CharField(
        label="Compromisos",
        max_length=LARGO_DE_TEXTOS,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Uno por párrafo, en el orden en que se leen: deje un renglón en blanco entre "
        "uno y otro.",
    )
    fuente = forms.CharField(
        label="Fuente",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De dónde sale el texto: quién lo propuso, en qué documento y cuándo.",
    )
    vigente_desde = _Momento(label="Se puede firmar desde")
    vigente_hasta = _Momento(
        label="Se puede firmar hasta",
        required=False,
        help_text="Vacío: hasta que haya otra versión.",
    )

    def __init__(self, *args, version=None, partida=None, **kwargs):
        """`version`: la que se cambia. `partida`: de la que se copia el texto de una nueva."""
        super().__init__(*args, **kwargs)
        de_donde = version or partida
        if de_donde:
            textos = de_donde.compromisos.values_list("texto", flat=True)
            self.initial["textos"] = "\n\n".join(textos)
            self.initial["fuente"] = de_donde.fuente
        self.initial["vigente_desde"] = timezone.localtime(
            version.vigente_desde if version else reloj.ahora()
        )
        if version:
            self.initial["nombre"] = version.nombre
            self.initial["huella"] = version.huella
            self.initial["vigente_hasta"] = (
                timezone.localtime(version.vigente_hasta) if version.vigente_hasta else None
            )
        # El navegador solo escribe minutos: el momento exacto no se pierde si no se toca.
        self._version = version

    def clean_vigente_desde(self):
        desde = self.cleaned_data["vigente_desde"]
        if self._version and desde == self._version.vigente_desde.replace(second=0, microsecond=0):
            return self._version.vigente_desde
        return desde

    def clean_textos(self) -> list[str]:
        parrafos = re.split(r"\n\s*\n", self.cleaned_data["textos"].replace("\r", ""))
        return [" ".join(p.split()) for p in parrafos if p.strip()]


class RetiroForm(forms.Form):
    motivo = forms.CharField(
        label="Motivo",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Queda en la historia de la firma. Cite el documento que lo pide.",
        error_messages={"required": "Escriba el motivo."},
    )
