"""Formularios de las solicitudes de derechos."""

from django import forms

from captura.models import Derecho, Sentido
from conoceles.comun import reloj


class SolicitudForm(forms.Form):
    derecho = forms.ChoiceField(
        label="Qué derecho ejerce",
        choices=Derecho,
        widget=forms.RadioSelect,
        error_messages={"required": "Elija un derecho."},
    )
    solicitante = forms.CharField(label="Nombre de quien la presenta", max_length=160)
    pide = forms.CharField(
        label="Qué pide",
        min_length=10,
        max_length=4000,
        help_text="Con sus palabras. Si pide corregir algo, diga qué dice y qué debe decir.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    identificacion = forms.FileField(
        label="Identificación de la persona",
        help_text="PDF, JPG o PNG de hasta 10 MB. Solo la ven ella y quien atiende la solicitud.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": "Elija el archivo de la identificación."},
    )
    recibida_el = forms.DateField(
        label="Fecha en que se recibió",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, es_suya: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if es_suya:
            del self.fields["recibida_el"]

    def clean_recibida_el(self):
        fecha = self.cleaned_data["recibida_el"]
        if fecha > reloj.hoy():
            raise forms.ValidationError("La fecha no puede ser futura.")
        return fecha


class ResolverSolicitudForm(forms.Form):
    sentido = forms.ChoiceField(
        label="Resolución",
        choices=Sentido,
        widget=forms.RadioSelect,
        error_messages={"required": "Elija la resolución."},
    )
    motivo = forms.CharField(
        label="Motivo y fundamento",
        min_length=10,
        max_length=4000,
        help_text="La persona lo lee.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CumplirSolicitudForm(forms.Form):
    efecto = forms.CharField(
        label="Qué se hizo",
        min_length=10,
        max_length=4000,
        help_text="La persona lo lee.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    referencia = forms.CharField(
        label="Folio o dirección de lo que se hizo",
        max_length=200,
        required=False,
        help_text="El acuse de una corrección, el retiro de un consentimiento, un oficio.",
    )


class EnviarEnlaceForm(forms.Form):
    correo = forms.EmailField(
        label="Correo que la persona dio en su solicitud",
        help_text="Compruebe que es el de su escrito: ahí llega el enlace con que baja lo suyo.",
    )


class EntregaForm(forms.Form):
    folio = forms.CharField(
        label="Folio de su solicitud",
        max_length=40,
        help_text="Está en el acuse que se le entregó. Empieza con DER.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class SuprimirLoSuyoForm(forms.Form):
    entiendo = forms.BooleanField(
        label="Entiendo que lo suprimido no se puede recuperar",
        error_messages={"required": "Marque que lo entiende: no se puede deshacer."},
    )
