"""Formularios del consentimiento: las tres respuestas, el papel y el texto que se firma."""

from django import forms

from candidaturas.models import Candidatura
from captura.escaneos import BYTES_DE_LOTE, EscaneoRechazado, exigir_tipo
from captura.models import FormatoDeConsentimiento
from captura.models.consentimientos import PREGUNTAS
from captura.servicios.consentimientos import Decision
from captura.servicios.formatos import DEL_AVISO, TEXTOS
from conoceles.comun import reloj

SI, NO = "si", "no"
ESCRITOS = [clave for clave in TEXTOS if clave not in DEL_AVISO]
LARGO = 3_000


class DecisionForm(forms.Form):
    """Tres Sí o No que empiezan en No, con el texto del formato que se lee."""

    firmante = forms.CharField(
        label="Nombre completo de quien firma",
        max_length=160,
        error_messages={"required": "Escriba el nombre de quien firma."},
    )

    field_order = [*PREGUNTAS, "firmante"]

    def __init__(self, *args, formato: FormatoDeConsentimiento, **kwargs):
        super().__init__(*args, **kwargs)
        for clave, texto in formato.preguntas():
            self.fields[clave] = forms.ChoiceField(
                label=texto,
                choices=[(SI, "Sí"), (NO, "No")],
                initial=NO,
                widget=forms.RadioSelect,
                error_messages={"required": "Elija Sí o No."},
            )
        self.order_fields(self.field_order)

    @property
    def preguntas(self):
        return [self[clave] for clave in PREGUNTAS]

    def decision(self) -> Decision:
        return Decision(**{clave: self.cleaned_data[clave] == SI for clave in PREGUNTAS})


class FirmaElectronicaForm(DecisionForm):
    formato = forms.IntegerField(widget=forms.HiddenInput)
    declaracion = forms.BooleanField(
        label="Leí el texto y el aviso de privacidad, y estas son mis respuestas.",
        error_messages={"required": "Sin la declaración no se puede firmar."},
    )

    def __init__(self, *args, formato, **kwargs):
        super().__init__(*args, formato=formato, **kwargs)
        self.fields["formato"].initial = formato.pk


class TranscripcionForm(DecisionForm):
    """Lo que dice la hoja de papel, tal cual."""

    firmado_el = forms.DateField(
        label="Fecha que dice la hoja",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    field_order = [*PREGUNTAS, "firmante", "firmado_el"]

    def clean_firmado_el(self):
        fecha = self.cleaned_data["firmado_el"]
        if fecha > reloj.hoy():
            raise forms.ValidationError("La fecha no puede ser futura.")
        return fecha


class PapelForm(TranscripcionForm):
    archivo = forms.FileField(
        label="Hoja firmada",
        help_text="PDF, JPG o PNG de hasta 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": "Elija el archivo de la hoja firmada."},
    )

    field_order = ["archivo", *PREGUNTAS, "firmante", "firmado_el"]


class LoteForm(forms.Form):
    archivo = forms.FileField(
        label="PDF con las hojas escaneadas",
        help_text="Hasta 100 páginas y 60 MB. Escanee a 150 o 200 puntos por pulgada.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
        error_messages={"required": "Elija el PDF."},
    )

    def clean_archivo(self):
        """Lo que se nota sin abrirlo se dice ya; lo demás, cuando el trabajador lo lea."""
        archivo = self.cleaned_data["archivo"]
        try:
            exigir_tipo(archivo.read(), archivo.name, BYTES_DE_LOTE)
        except EscaneoRechazado as error:
            raise forms.ValidationError(str(error)) from error
        archivo.seek(0)
        return archivo


class AsignarForm(forms.Form):
    candidatura = forms.ModelChoiceField(
        Candidatura.objects.none(), label="¿De quién es esta hoja?", empty_label="Elija"
    )

    def __init__(self, *args, candidaturas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidatura"].queryset = candidaturas
        self.fields["candidatura"].label_from_instance = lambda c: (
            f"{c.nombre}: {c.formula.eleccion}, {c.get_tipo_display().lower()}"
        )


class MotivoForm(forms.Form):
    motivo = forms.CharField(
        label="Motivo",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FormatoForm(forms.ModelForm):
    """Una versión nueva; empieza con el texto de la anterior. El aviso es el vigente."""

    class Meta:
        model = FormatoDeConsentimiento
        fields = ["nombre", *ESCRITOS]
        labels = {
            "nombre": "Nombre de la versión",
            "declaracion": "Lo que declara la persona",
            "pregunta_tratamiento": "Primera pregunta: tratamiento",
            "pregunta_publicacion": "Segunda pregunta: publicación",
            "pregunta_estadistica": "Tercera pregunta: estadística",
        }
        help_texts = {
            "declaracion": "Un renglón en blanco separa párrafos.",
            "fundamento": "Los artículos en que se apoya.",
        }
        widgets = {
            "declaracion": forms.Textarea(attrs={"rows": 7}),
            "pregunta_tratamiento": forms.Textarea(attrs={"rows": 2}),
            "pregunta_publicacion": forms.Textarea(attrs={"rows": 2}),
            "pregunta_estadistica": forms.Textarea(attrs={"rows": 2}),
            "fundamento": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, partida: FormatoDeConsentimiento | None, **kwargs):
        super().__init__(*args, **kwargs)
        for clave in ESCRITOS if partida else ():
            self.initial[clave] = getattr(partida, clave)
        for clave in ESCRITOS:
            self.fields[clave].max_length = LARGO
            self.fields[clave].validators.append(forms.fields.validators.MaxLengthValidator(LARGO))
