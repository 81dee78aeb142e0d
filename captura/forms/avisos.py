"""El formulario con que se escribe una versión del aviso de privacidad."""

from django import forms

from candidaturas.avisos_de_privacidad import de_partida
from candidaturas.models import AvisoDePrivacidad

LARGO = 40_000
FORMATO = "Un renglón en blanco separa párrafos; «## Título», «- elemento de lista»."


class AvisoForm(forms.Form):
    """Empieza con el texto vigente o, si no hay, con uno de partida."""

    simplificado = forms.CharField(
        label="Aviso simplificado",
        max_length=LARGO,
        help_text=f"El que se lee antes de entregar datos. {FORMATO}",
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    integral = forms.CharField(
        label="Aviso integral",
        max_length=LARGO,
        help_text=f"El completo, con su fundamento y a quién se entregan los datos. {FORMATO}",
        widget=forms.Textarea(attrs={"rows": 20}),
    )
    vista = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, vigente: AvisoDePrivacidad | None, **kwargs):
        textos = (vigente.simplificado, vigente.integral) if vigente else de_partida()
        iniciales = dict(zip(("simplificado", "integral"), textos, strict=True))
        kwargs["initial"] = {**iniciales, "vista": vigente.version if vigente else 0}
        super().__init__(*args, **kwargs)


class AceptarAvisoForm(forms.Form):
    leido = forms.BooleanField(
        label="Leí el aviso de privacidad",
        error_messages={"required": "Lea el aviso de privacidad y marque esta casilla."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
