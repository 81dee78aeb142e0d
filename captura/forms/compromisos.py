"""Formularios de los compromisos: solicitar, registrar lo que llegó por fuera y firmar."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from candidaturas.models import ActorPolitico, Candidatura, TipoDeActor
from captura.models import Canal, FamiliaDeCompromisos, Habilitacion
from conoceles.comun import reloj


class _Candidaturas(forms.ModelMultipleChoiceField):
    def label_from_instance(self, candidatura):
        return (
            f"{candidatura.nombre}: {candidatura.formula.eleccion}, "
            f"{candidatura.get_tipo_display().lower()}"
        )


class SolicitudForm(forms.Form):
    """Qué familia de compromisos y para cuáles candidaturas de un actor."""

    TODAS, ELEGIDAS = "todas", "elegidas"

    familia = forms.ModelChoiceField(
        FamiliaDeCompromisos.objects.none(), label="Compromisos", empty_label=None
    )
    alcance = forms.ChoiceField(
        label="¿Para quiénes?",
        choices=[
            (TODAS, "Todas las candidaturas que faltan"),
            (ELEGIDAS, "Solo las que elija abajo"),
        ],
        initial=TODAS,
        widget=forms.RadioSelect,
    )
    candidaturas = _Candidaturas(
        Candidatura.objects.none(),
        label="Candidaturas",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, actor: ActorPolitico, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["familia"].queryset = actor.proceso.familias_de_compromisos.all()
        self.fields["familia"].initial = self.fields["familia"].queryset.first()
        self.fields["candidaturas"].queryset = (
            Candidatura.objects.filter(formula__actor=actor)
            .vigentes()
            .en_orden_de_boleta()
            .select_related("formula__eleccion__cargo")
        )

    def clean(self):
        datos = super().clean()
        if datos.get("alcance") == self.ELEGIDAS and not datos.get("candidaturas"):
            self.add_error("candidaturas", "Elija al menos una candidatura.")
        return datos

    def elegidas(self) -> list[Candidatura]:
        """Las marcadas o, si pidió todas, las que aún no están en otra solicitud."""
        if self.cleaned_data["alcance"] == self.ELEGIDAS:
            return list(self.cleaned_data["candidaturas"])
        pedidas = Habilitacion.objects.filter(
            solicitud__familia=self.cleaned_data["familia"]
        ).values("candidatura")
        return list(self.fields["candidaturas"].queryset.exclude(pk__in=pedidas))


class SolicitudExternaForm(SolicitudForm):
    """La solicitud que llegó por correo o por oficio, con su referencia y su hora."""

    solicitante = forms.ModelChoiceField(
        ActorPolitico.objects.none(), label="Quién la pide", empty_label=None
    )
    canal = forms.ChoiceField(
        label="Cómo llegó",
        choices=[c for c in Canal.choices if c[0] != Canal.SISTEMA],
        widget=forms.RadioSelect,
    )
    referencia = forms.CharField(
        label="Referencia",
        max_length=120,
        help_text="Número de oficio o asunto del correo.",
    )
    recibida_el = forms.DateField(
        label="Fecha en que se recibió", widget=forms.DateInput(attrs={"type": "date"})
    )
    recibida_a_las = forms.TimeField(
        label="Hora en que se recibió", widget=forms.TimeInput(attrs={"type": "time"})
    )

    def __init__(self, *args, actor: ActorPolitico, **kwargs):
        super().__init__(*args, actor=actor, **kwargs)
        partidos = ActorPolitico.objects.filter(
            proceso=actor.proceso_id, tipo=TipoDeActor.PARTIDO, partidos__in=actor.partidos.all()
        )
        self.fields["solicitante"].queryset = ActorPolitico.objects.filter(
            pk__in=[actor.pk, *partidos.values_list("pk", flat=True)]
        )

    def clean(self):
        datos = super().clean()
        if datos.get("recibida_el") and datos.get("recibida_a_las"):
            momento = timezone.make_aware(
                datetime.combine(datos["recibida_el"], datos["recibida_a_las"])
            )
            if momento > reloj.ahora():
                raise ValidationError("La hora en que se recibió no puede ser futura.")
            datos["recibida_en"] = momento
        return datos


class _Compromisos(forms.ModelMultipleChoiceField):
    def label_from_instance(self, compromiso):
        return compromiso.texto


class FirmaForm(forms.Form):
    compromisos = _Compromisos(
        None,
        label="Compromisos que firma",
        help_text="Están marcados todos; quite los que no vaya a firmar.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Elija al menos un compromiso."},
    )
    firmante = forms.CharField(
        label="Nombre completo de quien firma",
        max_length=160,
        error_messages={"required": "Escriba el nombre de quien firma."},
    )
    declaracion = forms.BooleanField(
        label="Declaro que la persona candidata leyó los compromisos marcados, los firma por su "
        "voluntad y sabe que se publicarán en su perfil.",
        error_messages={"required": "Sin la declaración no se puede firmar."},
    )

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["compromisos"].queryset = version.compromisos.all()
        self.fields["compromisos"].initial = list(version.compromisos.values_list("pk", flat=True))
