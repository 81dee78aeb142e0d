"""El acto guiado de sustitución o baja, por pasos, y el cambio de actor."""

from datetime import datetime

from django import forms
from django.utils import timezone

from candidaturas.models import ActorPolitico, Formula, Sexo
from captura.models import Causa, ClaseDeMovimiento
from captura.servicios.registro import edad_en
from captura.servicios.sustituciones import QuienEntra
from conoceles.comun import reloj

EDAD_MINIMA, EDAD_MAXIMA = 18, 120


class _ConAcuerdo(forms.Form):
    """El acuerdo que lo dispone y desde cuándo surte efecto."""

    acuerdo = forms.CharField(
        label="Acuerdo o resolución",
        max_length=120,
        help_text="Como se cita: IEC/CG/000/2023.",
        error_messages={"required": "Escriba el número del acuerdo o resolución."},
    )
    efecto_el = forms.DateField(
        label="Surte efecto el", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    efecto_a_las = forms.TimeField(
        label="A las", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean(self):
        datos = super().clean()
        dia, hora = datos.get("efecto_el"), datos.get("efecto_a_las")
        if dia and hora:
            momento = timezone.make_aware(datetime.combine(dia, hora))
            if momento > reloj.ahora():
                self.add_error("efecto_el", "Regístrelo cuando ya surta efecto, no antes.")
            datos["surte_efecto_en"] = momento
        return datos

    @staticmethod
    def ahora() -> dict:
        momento = timezone.localtime(reloj.ahora())
        return {"efecto_el": momento.date(), "efecto_a_las": momento.time().replace(second=0)}


class MovimientoForm(_ConAcuerdo):
    """Paso 1: qué pasa con el lugar."""

    clase = forms.ChoiceField(
        label="¿Qué pasa con el lugar?",
        choices=[
            (ClaseDeMovimiento.SUSTITUCION, "Otra persona lo ocupa (sustitución)"),
            (ClaseDeMovimiento.BAJA, "Queda vacío (renuncia o cancelación)"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Elija qué pasa con el lugar."},
    )
    causa = forms.ChoiceField(
        label="Causa",
        choices=Causa.choices,
        widget=forms.RadioSelect,
        help_text="Queda en lo privado. Sin sustitución, la renuncia se publica como tal y las "
        "demás como cancelación.",
        error_messages={"required": "Elija la causa."},
    )
    field_order = ["clase", "causa", "acuerdo", "efecto_el", "efecto_a_las"]

    @property
    def es_sustitucion(self) -> bool:
        return self.cleaned_data["clase"] == ClaseDeMovimiento.SUSTITUCION


class QuienEntraForm(forms.Form):
    """Paso 2: la persona que ocupa el lugar."""

    nombres = forms.CharField(label="Nombre(s)", max_length=80)
    primer_apellido = forms.CharField(label="Primer apellido", max_length=60)
    segundo_apellido = forms.CharField(label="Segundo apellido", max_length=60, required=False)
    sobrenombre = forms.CharField(label="Sobrenombre", max_length=80, required=False)
    sexo = forms.ChoiceField(label="Sexo", choices=Sexo.choices, widget=forms.RadioSelect)
    nace_el = forms.DateField(
        label="Fecha de nacimiento",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="No se publica: lo público es la edad el día de la jornada.",
    )
    folio = forms.CharField(label="Folio del registro", max_length=40, required=False)

    def __init__(self, *args, jornada, **kwargs):
        super().__init__(*args, **kwargs)
        self.jornada = jornada

    def clean_nace_el(self):
        nace_el = self.cleaned_data["nace_el"]
        if nace_el and not EDAD_MINIMA <= edad_en(nace_el, self.jornada) <= EDAD_MAXIMA:
            raise forms.ValidationError("Con esa fecha no tendría 18 años el día de la jornada.")
        return nace_el

    def persona(self) -> QuienEntra:
        return QuienEntra(**self.cleaned_data)


class DeshacerForm(forms.Form):
    motivo = forms.CharField(
        label="Por qué se deshace",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Escriba por qué se deshace."},
    )


class _Formulas(forms.ModelMultipleChoiceField):
    def label_from_instance(self, formula):
        personas = ", ".join(c.nombre for c in formula.candidaturas.all() if c.esta_en_boleta)
        numero = f", lugar {formula.numero}" if formula.numero else ""
        return f"{formula.eleccion}{numero}: {personas or 'sin personas en la boleta'}"


class CambioDeActorForm(_ConAcuerdo):
    """Qué fórmulas de un actor pasan a otro."""

    actor = forms.ModelChoiceField(
        ActorPolitico.objects.none(), label="Pasan a", empty_label="Elija el actor"
    )
    formulas = _Formulas(
        Formula.objects.none(),
        label="Fórmulas que pasan",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Elija al menos una fórmula."},
    )
    field_order = ["actor", "acuerdo", "efecto_el", "efecto_a_las", "formulas"]

    def __init__(self, *args, origen: ActorPolitico, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actor"].queryset = ActorPolitico.objects.filter(
            proceso=origen.proceso_id
        ).exclude(pk=origen.pk)
        self.fields["formulas"].queryset = (
            origen.formulas.select_related("eleccion__cargo")
            .prefetch_related("candidaturas")
            .order_by("eleccion__cargo__orden", "eleccion__orden", "numero")
        )
