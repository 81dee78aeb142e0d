"""Formularios del registro: oficios, difusión, acuerdos, reuniones y frases."""

from django import forms

from captura.models import AvisoAlINE, EstadoDeAviso
from informes.forms.mensual import CampoDeLugares, PeriodoMixin, campo_de_dia, como_renglones
from informes.models import (
    Acuerdo,
    CanalDeOficio,
    InformeMensual,
    Reunion,
    Sentido,
)
from informes.models.difusion import DE_DIFUSION

MAXIMO_DE_EVIDENCIA = 10 * 1024 * 1024


class OficioForm(forms.Form):
    sentido = forms.ChoiceField(label="Sentido", choices=Sentido.choices)
    numero = forms.CharField(label="Número", max_length=60)
    canal = forms.ChoiceField(label="Canal", choices=CanalDeOficio.choices)
    fecha = campo_de_dia("Fecha del oficio")
    asunto = forms.CharField(
        label="Asunto",
        max_length=300,
        help_text="Como sigue a «sobre…»: «sustituciones de candidaturas».",
    )
    corresponsal = forms.CharField(label="A quién o de quién", max_length=200)
    informe = forms.ModelChoiceField(
        label="Lleva el informe",
        queryset=InformeMensual.objects.none(),
        required=False,
        empty_label="Ninguno",
    )
    avisos = forms.ModelMultipleChoiceField(
        label="Avisos de sustitución que lleva",
        queryset=AvisoAlINE.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    responder_antes_de = campo_de_dia(
        "Se responde a más tardar", required=False, help_text="Solo de un oficio recibido."
    )
    atendido_el = campo_de_dia("Ya se atendió el", required=False)

    def __init__(self, *args, proceso, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["informe"].queryset = InformeMensual.objects.filter(
            proceso=proceso, estado=InformeMensual.Estado.APROBADO
        )
        self.fields["informe"].label_from_instance = lambda i: f"Informe de {i.nombre_de_mes}"
        avisos = AvisoAlINE.objects.filter(
            movimiento__candidatura__proceso=proceso, estado=EstadoDeAviso.BORRADOR
        )
        self.fields["avisos"].queryset = avisos
        if not avisos.exists():
            self.fields["avisos"].widget = forms.MultipleHiddenInput()

    def clean(self):
        datos = super().clean()
        if datos.get("sentido") == Sentido.RECIBIDO:
            if datos.get("informe") or datos.get("avisos"):
                self.add_error("sentido", "Un oficio recibido no lleva informe ni avisos.")
            if (
                datos.get("atendido_el")
                and datos.get("fecha")
                and datos["atendido_el"] < datos["fecha"]
            ):
                self.add_error("atendido_el", "No se puede atender antes de la fecha del oficio.")
        elif datos.get("atendido_el") or datos.get("responder_antes_de"):
            self.add_error("sentido", "Solo un oficio recibido se atiende o se responde.")
        return datos


class DiaForm(forms.Form):
    dia = campo_de_dia("Fecha")
    referencia = forms.CharField(label="Referencia", max_length=120, required=False)


class DifusionForm(PeriodoMixin):
    tipo = forms.ChoiceField(label="Clase", choices=[(t.value, t.label) for t in DE_DIFUSION])
    descripcion = forms.CharField(
        label="Qué se hizo",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Como debe leerse en el informe: «Se realizó difusión del sistema en…».",
    )
    lugares = CampoDeLugares()
    con_quien = forms.CharField(label="En coordinación con", max_length=200, required=False)
    medio = forms.CharField(label="Medio", max_length=120, required=False)
    documentos = forms.CharField(
        label="Documentos relacionados",
        max_length=300,
        required=False,
        help_text="Los oficios o acuerdos que la respaldan. Quedan en el registro; no se imprimen.",
    )
    audiencia = forms.IntegerField(label="Personas alcanzadas", min_value=0, required=False)
    codigo = forms.SlugField(
        label="Código de campaña",
        max_length=40,
        required=False,
        help_text="El de «?origen=…» en el enlace o el QR repartido: con él se cuentan visitas.",
    )
    evidencia = forms.FileField(label="Evidencia", required=False)

    field_order = (
        *("tipo", "descripcion", "inicia_el", "termina_el", "lugares", "con_quien", "medio"),
        *("documentos", "audiencia", "codigo", "evidencia"),
    )

    def clean_lugares(self):
        return como_renglones(self.cleaned_data["lugares"]).splitlines()

    def clean_evidencia(self):
        archivo = self.cleaned_data["evidencia"]
        if archivo and archivo.size > MAXIMO_DE_EVIDENCIA:
            raise forms.ValidationError("La evidencia pesa más de 10 MB.")
        return archivo


class AcuerdoForm(forms.ModelForm):
    class Meta:
        model = Acuerdo
        fields = ("numero", "organo", "emitido_el", "titulo", "entrada")
        widgets = {
            "emitido_el": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "titulo": forms.Textarea(attrs={"rows": 4}),
        }


class ReunionForm(forms.ModelForm):
    orden_del_dia = forms.CharField(
        label="Orden del día",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Un punto por renglón; el numeral romano lo pone el sistema.",
    )

    class Meta:
        model = Reunion
        fields = ("tipo", "fecha", "fecha_en_el_nombre", "asistencia", "minuta_aprobada_el")
        widgets = {
            "fecha": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "minuta_aprobada_el": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "asistencia": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_orden_del_dia(self):
        """Los puntos, sin el numeral si lo traían."""
        renglones = self.cleaned_data["orden_del_dia"].splitlines()
        return [texto for r in renglones if (texto := " ".join(r.split()))]


class FraseForm(forms.Form):
    texto = forms.CharField(
        label="Frase",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Lo que va entre llaves lo pone el sistema. Vacía, vuelve a la de costumbre.",
    )
