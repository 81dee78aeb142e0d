"""Formularios con que Coordinación prepara un proceso. Solo leen lo que se escribió."""

from django import forms
from django.core.exceptions import ValidationError

from candidaturas.models import Partido, ProcesoElectoral, TipoDeActor
from candidaturas.parametros import PARAMETROS
from captura.forms.hojas import HOJA_MAXIMA, MEGA, ArchivoAcotado
from captura.importacion.territorio import CARGOS

_DIA = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DatosForm(forms.Form):
    nombre = forms.CharField(
        label="Nombre", max_length=120, help_text="Por ejemplo: Proceso Electoral Local 2024."
    )
    clave = forms.SlugField(
        label="Clave",
        max_length=50,
        help_text="Va en las direcciones. Minúsculas, números y guiones: pel-2024.",
    )
    anio = forms.IntegerField(label="Año", min_value=2000, max_value=2100)
    tipo = forms.ChoiceField(label="Tipo", choices=ProcesoElectoral.Tipo)
    jornada_el = forms.DateField(label="Día de la jornada electoral", widget=_DIA)

    def clean(self):
        datos = super().clean() or {}
        jornada, anio = datos.get("jornada_el"), datos.get("anio")
        if jornada and anio and jornada.year != anio:
            self.add_error("jornada_el", "La jornada no es de ese año.")
        return datos


class ProcesoNuevoForm(DatosForm):
    anterior = forms.ModelChoiceField(
        ProcesoElectoral.objects.none(),
        label="Partir de",
        empty_label="Elija un proceso",
        help_text="De él se copian cargos, territorios, límites, partidos y compromisos.",
    )
    field_order = ("anterior",)

    def __init__(self, *args, procesos, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["anterior"].queryset = procesos


class PublicacionForm(forms.Form):
    desde = forms.DateTimeField(
        label="Es público desde",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    cita = forms.CharField(
        label="Acuerdo o norma que lo dice",
        max_length=300,
        help_text="Por ejemplo: Acuerdo IEC/CG/000/2024, punto tercero.",
    )


class ParametroForm(forms.Form):
    valor = forms.CharField(label="Valor", max_length=200)
    cita = forms.CharField(
        label="Acuerdo, artículo o decisión que lo fija",
        max_length=300,
        required=False,
        help_text="Vacía, queda como «sin confirmar».",
    )

    def __init__(self, *args, clave: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.definicion = PARAMETROS[clave]
        valor = self.fields["valor"]
        if self.definicion.unidad == "fecha":
            valor.widget = forms.TextInput(attrs={"type": "date"})
        elif isinstance(self.definicion.omision, bool):
            self.fields["valor"] = forms.ChoiceField(
                label="Valor", choices=[("sí", "Sí"), ("no", "No")]
            )
        elif self.definicion.unidad:
            valor.label = f"Valor, en {self.definicion.unidad}"

    def clean_valor(self):
        valor = self.cleaned_data["valor"].strip()
        try:
            self.definicion.leer(valor)
        except ValueError as error:
            raise ValidationError(f"{str(error).capitalize()}.") from error
        return valor


class CargoForm(forms.Form):
    cargo = forms.ChoiceField(label="Cargo")

    def __init__(self, *args, ya_estan: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        locales = {c.clave: c.nombre for c in CARGOS.values() if not c.federal}
        self.fields["cargo"].choices = [
            ("", "Elija un cargo"),
            *((clave, nombre) for clave, nombre in locales.items() if clave not in ya_estan),
        ]


class PartidoForm(forms.Form):
    nombre = forms.CharField(
        label="Nombre", max_length=160, help_text="Completo, como en su registro."
    )
    sigla = forms.CharField(
        label="Sigla",
        max_length=40,
        help_text="Con ella lo nombran las listas que se cargan: PVEM, MC, MORENA.",
    )
    alcance = forms.ChoiceField(label="Su registro es", choices=Partido.Alcance)


class ActorForm(forms.Form):
    tipo = forms.ChoiceField(label="Qué es", choices=TipoDeActor)
    nombre = forms.CharField(label="Nombre", max_length=200)
    siglas = forms.CharField(label="Siglas", max_length=60, required=False)
    partidos = forms.ModelMultipleChoiceField(
        Partido.objects.all(),
        label="Partidos que lo forman",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    partido_captura = forms.ModelChoiceField(
        Partido.objects.all(),
        label="Partido que captura, según el convenio",
        required=False,
        empty_label="Ninguno: captura cada quien lo suyo",
        help_text="Solo en coaliciones y candidaturas comunes.",
    )
    convenio = forms.CharField(
        label="Convenio o acuerdo de registro", max_length=300, required=False
    )
    orden = forms.IntegerField(label="Orden en la boleta", min_value=0, max_value=9999)


class RegistroForm(forms.Form):
    archivo = ArchivoAcotado(
        label="Archivo del registro",
        help_text="La lista del INE o del PREP tal como viene. XLSX, XLS, ODS o CSV, de hasta "
        f"{HOJA_MAXIMA // MEGA} MB.",
        maximo=HOJA_MAXIMA,
        acepta=".xlsx,.xls,.ods,.csv",
    )
    crear = forms.BooleanField(
        label="Crear los actores, cargos y lugares que falten",
        required=False,
        help_text="Si no, un renglón con un actor que no está en el proceso se rechaza.",
    )


class InvitacionesForm(forms.Form):
    """Dos campos por actor; el renglón vacío se deja para después."""

    def __init__(self, *args, actores, **kwargs):
        super().__init__(*args, **kwargs)
        self.actores = list(actores)
        for actor in self.actores:
            self.fields[f"persona_{actor.pk}"] = forms.CharField(
                label="Nombre completo del enlace", max_length=160, required=False
            )
            self.fields[f"correo_{actor.pk}"] = forms.EmailField(label="Correo", required=False)

    def renglones(self):
        """(actor, campo de persona, campo de correo), para la página."""
        return [(a, self[f"persona_{a.pk}"], self[f"correo_{a.pk}"]) for a in self.actores]

    def clean(self):
        datos = super().clean() or {}
        for actor in self.actores:
            persona, correo = datos.get(f"persona_{actor.pk}"), datos.get(f"correo_{actor.pk}")
            if persona and not correo and f"correo_{actor.pk}" not in self.errors:
                self.add_error(f"correo_{actor.pk}", f"Falta el correo de {persona}.")
            if correo and not persona:
                self.add_error(f"persona_{actor.pk}", f"Falta el nombre de {correo}.")
        if not self.errors and not self.llenos():
            raise ValidationError("Escriba el nombre y el correo de al menos un enlace.")
        return datos

    def llenos(self) -> list[tuple]:
        """(actor, persona, correo) de los que se invitan."""
        datos = self.cleaned_data
        return [
            (a, datos[f"persona_{a.pk}"], datos[f"correo_{a.pk}"])
            for a in self.actores
            if datos.get(f"persona_{a.pk}") and datos.get(f"correo_{a.pk}")
        ]


class RegresarForm(forms.Form):
    motivo = forms.CharField(label="Por qué", max_length=300)
