"""La fotografía que se sube: se mide aquí; abrirla y limpiarla le toca al servicio."""

from django import forms
from django.core.exceptions import ValidationError

from captura.fotografias import Recorte, minimo_del_recorte


class DeclaracionMixin(forms.Form):
    """Quien la sube declara que es reciente; cuánto es reciente lo dice el proceso."""

    reciente = forms.BooleanField(
        error_messages={"required": "Declare que la fotografía es reciente, o suba una que lo sea."}
    )

    def __init__(self, *args, proceso, **kwargs):
        super().__init__(*args, **kwargs)
        self.proceso = proceso
        self.meses = proceso.parametro("foto_meses_maximo")
        self.fields["reciente"].label = self.frase.format(self.meses)


class FotografiaForm(DeclaracionMixin):
    frase = "Declaro que la fotografía no tiene más de {} meses."

    archivo = forms.FileField(
        label="Elija la fotografía",
        widget=forms.FileInput(
            attrs={
                "accept": "image/jpeg,image/png,image/webp",
                "data-conoceles-recortar": "recortador",
            }
        ),
        error_messages={
            "required": "Elija primero el archivo de la fotografía.",
            "empty": "El archivo está vacío. Elija otro.",
            "missing": "Elija primero el archivo de la fotografía.",
        },
    )
    # Lo llena el recortador. Vacío: se toma el centro.
    recorte = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["archivo", "recorte", "reciente"]

    def __init__(self, *args, proceso, **kwargs):
        super().__init__(*args, proceso=proceso, **kwargs)
        self.maximo_kb = proceso.parametro("foto_maximo_kb")
        lado = proceso.parametro("foto_lado_minimo")
        self.minimo_del_recorte = minimo_del_recorte(lado)
        self.fields["archivo"].help_text = (
            f"JPG, PNG o WebP, de hasta {self.maximo_kb} KB y al menos {lado} píxeles por lado. "
            "De frente, sin emblemas, lemas ni otras personas."
        )

    def clean_archivo(self):
        archivo = self.cleaned_data["archivo"]
        # Se rehúsa por su tamaño antes de leerlo: 50 MB no tienen por qué entrar en memoria.
        if archivo.size > self.maximo_kb * 1024:
            raise ValidationError(
                f"La fotografía pesa {archivo.size // 1024} KB; el máximo es {self.maximo_kb} KB. "
                "Guárdela con menor tamaño y súbala de nuevo."
            )
        return archivo

    def clean_recorte(self) -> Recorte | None:
        texto = self.cleaned_data["recorte"]
        if not texto:
            return None
        try:
            return Recorte.de_texto(texto)
        except ValueError as error:
            raise ValidationError(
                "El recorte no se entendió. Elija de nuevo la fotografía."
            ) from error
