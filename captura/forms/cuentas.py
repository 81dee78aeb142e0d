"""Formularios de cuentas e invitaciones."""

from datetime import datetime, time

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils import timezone

from candidaturas.models import ActorPolitico, Candidatura
from captura.consultas import proceso_de_trabajo
from captura.models import Cuestionario, Rol, Usuario


def fin_del_dia(dia) -> datetime:
    """El último segundo de ese día, en la hora local."""
    return timezone.make_aware(datetime.combine(dia, time(23, 59, 59)))


def candidaturas_que_delega(adscripcion):
    """Las del alcance del enlace que están en la boleta y su actor captura."""
    from captura.models.cuestionario import actores_de
    from captura.permisos import captura_por

    actores = [a for a in actores_de(adscripcion) if captura_por(adscripcion, a)]
    visibles = Cuestionario.objects.visibles_para(adscripcion).values("candidatura")
    return (
        Candidatura.objects.vigentes()
        .filter(pk__in=visibles, formula__actor__in=actores)
        .select_related("formula__eleccion__cargo")
        .en_orden_de_boleta()
    )


def _etiqueta(candidatura: Candidatura) -> str:
    eleccion = candidatura.formula.eleccion
    partes = [candidatura.nombre, eleccion.cargo.nombre, eleccion.nombre_territorio]
    return ". ".join(p for p in partes if p) + f". {candidatura.get_tipo_display()}"


class UnaCandidatura(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return _etiqueta(obj)


class VariasCandidaturas(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return _etiqueta(obj)


class InvitacionForm(forms.Form):
    """El de un papel: pide actor a un enlace y candidaturas a su gente."""

    persona = forms.CharField(label="Nombre completo de la persona", max_length=160)
    correo = forms.EmailField(label="Correo al que se manda el enlace")

    def __init__(self, *args, rol: Rol, adscripcion, **kwargs):
        super().__init__(*args, **kwargs)
        if rol == Rol.ENLACE:
            self.fields["actor"] = forms.ModelChoiceField(
                ActorPolitico.objects.filter(proceso=proceso_de_trabajo(adscripcion)).order_by(
                    "orden", "nombre"
                ),
                label="Actor político",
            )
        elif rol == Rol.CAPTURISTA:
            self.fields["candidaturas"] = VariasCandidaturas(
                candidaturas_que_delega(adscripcion), label="Candidaturas que va a capturar"
            )
        elif rol == Rol.CANDIDATA:
            self.fields["candidatura"] = UnaCandidatura(
                candidaturas_que_delega(adscripcion), label="Candidatura", empty_label="Elija una"
            )
            self.fields["vence_el"] = forms.DateField(
                label="Último día en que sirve el enlace",
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                help_text="Ese día termina a las 23:59. Después, el enlace no abre nada.",
            )
        self.rol, self.adscripcion = rol, adscripcion

    def clean_vence_el(self):
        return fin_del_dia(self.cleaned_data["vence_el"])


class DelegacionForm(forms.Form):
    candidaturas = VariasCandidaturas(Candidatura.objects.none(), required=False)

    def __init__(self, *args, adscripcion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidaturas"].queryset = candidaturas_que_delega(adscripcion)


class VigenciaForm(forms.Form):
    vence_el = forms.DateField(
        label="Último día en que vale la cuenta",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Vacío: sin término.",
    )

    def clean_vence_el(self):
        dia = self.cleaned_data["vence_el"]
        return fin_del_dia(dia) if dia else None


class RestablecimientoForm(forms.Form):
    motivo = forms.CharField(
        label="Qué pasó y cómo comprobó quién se lo pide",
        min_length=20,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AceptarForm(forms.Form):
    """Lo que elige quien fue invitada. Nadie más ve la contraseña."""

    usuario = forms.CharField(
        label="Nombre de usuario",
        min_length=3,
        max_length=60,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9._-]+$", "Use letras sin acento, números, puntos y guiones."
            )
        ],
        help_text="Con él entrará. Letras sin acento, números, puntos y guiones.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    contrasena = forms.CharField(
        label="Contraseña",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Al menos 12 caracteres. Sirve una frase larga que solo usted recuerde.",
    )
    repetida = forms.CharField(
        label="La misma contraseña, otra vez",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    aviso = forms.BooleanField(
        label="Leí el aviso de privacidad",
        error_messages={"required": "Lea el aviso de privacidad y marque esta casilla."},
    )

    def __init__(self, *args, persona: str, correo: str, hay_aviso: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.persona, self.correo = persona, correo
        if not hay_aviso:
            del self.fields["aviso"]

    def clean(self):
        datos = super().clean()
        contrasena = datos.get("contrasena")
        if contrasena is None:
            return datos
        if datos.get("repetida") not in {None, contrasena}:
            self.add_error("repetida", "No es igual a la de arriba.")
        propuesta = Usuario(
            username=datos.get("usuario", ""), nombre=self.persona, email=self.correo
        )
        try:
            validate_password(contrasena, propuesta)
        except forms.ValidationError as error:
            self.add_error("contrasena", error)
        return datos


class EntrarConEnlaceForm(forms.Form):
    aviso_enlace = forms.BooleanField(
        label="Leí el aviso de privacidad",
        error_messages={"required": "Lea el aviso de privacidad y marque esta casilla."},
    )

    def __init__(self, *args, hay_aviso: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not hay_aviso:
            del self.fields["aviso_enlace"]
