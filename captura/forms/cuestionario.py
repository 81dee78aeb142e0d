"""Formularios de captura: leen y explican; quien escribe es el servicio."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    RegexValidator,
    URLValidator,
)

from candidaturas.models import Escolaridad, EstatusDeEstudios
from captura.apartados import APARTADOS, etiqueta_de
from captura.ayudas import ARREGLOS, arreglar
from captura.forms.listas import ListaPorRenglon, con_esquema
from captura.models import Cuestionario
from captura.reglas import limite_de
from captura.texto_limpio import limpiar_pegado

# Un borrador puede pasar del límite del proceso (se dice y se mide al enviar), pero no sin medida.
LARGO_DE_BORRADOR = 20_000
solo_web = URLValidator(
    schemes=["http", "https"], message="no es una dirección de internet completa."
)
telefono = RegexValidator(
    r"^(?=(?:\D*\d){10,15}\D*$)[\d\s()+./-]+(?:ext\.? ?\d{1,6})?$",
    "no parece un teléfono: escriba los 10 dígitos.",
)
AYUDAS = {
    "casas_campana": "Una por renglón: calle, número, colonia y código postal.",
    "telefonos": "Uno por renglón, con sus 10 dígitos.",
    "correos": "Uno por renglón.",
    "pagina_web": "Por ejemplo: https://www.ejemplo.mx",
    "redes": "Una dirección por renglón: Facebook, X, Instagram, TikTok, YouTube u otra.",
    "estatus_escolaridad": "Déjelo vacío si eligió «Sin estudios».",
    "cursos": "Cursos, diplomados o seminarios: uno por renglón.",
    "correo_aclaraciones": "No se publica: lo usa el instituto si necesita aclarar algo.",
}


class TextoLibre(forms.CharField):
    """Se limpia antes de validar: un carácter nulo pegado sin querer no es un error de nadie."""

    def to_python(self, value):
        texto = super().to_python(value)
        # Lo desmedido se va a rehusar por su largo: no se gasta en limpiarlo.
        return limpiar_pegado(texto) if len(texto) <= 2 * LARGO_DE_BORRADOR else texto


class PaginaWeb(forms.CharField):
    def to_python(self, value):
        direccion = super().to_python(value)
        return con_esquema(direccion) if direccion else ""


LISTAS: dict[str, dict] = {
    "casas_campana": {"largo": 250},
    "telefonos": {"largo": 30, "validar": telefono},
    "correos": {"largo": 254, "validar": EmailValidator("no es un correo electrónico.")},
    "redes": {"largo": 300, "validar": solo_web, "preparar": con_esquema},
    "cursos": {"largo": 1000},
}


class CuestionarioForm(forms.Form):
    """Todo el cuestionario o `solo` unos campos. `version` es la que la persona vio al abrirlo."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, cuestionario: Cuestionario, solo: Collection[str] = (), **kwargs):
        inicial = {
            **cuestionario.contenido(),
            "correo_aclaraciones": cuestionario.correo_aclaraciones,
            "version": cuestionario.version,
        }
        super().__init__(*args, initial=inicial, **kwargs)
        self.cuestionario = cuestionario
        self.proceso = cuestionario.candidatura.proceso
        for campo in solo or (*Cuestionario.CAMPOS, "correo_aclaraciones"):
            self.fields[campo] = self._campo(campo)
            self.fields[campo].label = etiqueta_de(campo)
            self.fields[campo].help_text = AYUDAS.get(campo, "")
        if "cursos" in self.fields:
            maximo = self.proceso.parametro("curso_maximo")
            self.fields["cursos"].help_text += f" Hasta {maximo} caracteres cada uno."

    def _campo(self, campo: str) -> forms.Field:
        if campo == "correo_aclaraciones":
            return forms.EmailField(required=False)
        if campo in LISTAS:
            return ListaPorRenglon(**LISTAS[campo])
        if campo == "pagina_web":
            return PaginaWeb(
                required=False,
                validators=[solo_web, MaxLengthValidator(300)],
                error_messages={"invalid": "Escriba una dirección de internet completa."},
                widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
            )
        if campo == "escolaridad":
            return forms.ChoiceField(
                choices=[("", "Elija una opción"), *Escolaridad.choices], required=False
            )
        if campo == "estatus_escolaridad":
            return forms.ChoiceField(
                choices=[("", "Elija una opción"), *EstatusDeEstudios.choices], required=False
            )
        atributos = {"rows": 8}
        if not self.proceso.parametro("contar_espacios"):
            atributos["data-conoceles-sin-espacios"] = ""
        return TextoLibre(
            required=False,
            validators=[MaxLengthValidator(LARGO_DE_BORRADOR)],
            widget=forms.Textarea(attrs=atributos),
        )

    def campos(self) -> dict:
        """Lo escrito, ya leído, listo para el servicio."""
        return {c: v for c, v in self.cleaned_data.items() if c != "version"}

    def versiones(self) -> dict[str, int]:
        """La versión que la persona vio de cada campo, si lo guardó después de abrir la página."""
        enviadas = ((c, self.data.get(f"version_{c}", "")) for c in self.fields)
        return {c: int(v) for c, v in enviadas if v.isdecimal() and len(v) < 10}

    def limites(self, campo: str) -> tuple[int | None, int | None]:
        """Mínimo y máximo de caracteres de un texto; vacíos en los demás campos."""
        if campo in (*Cuestionario.TEXTOS_LARGOS, *Cuestionario.PROPUESTAS):
            return self.proceso.parametro("texto_minimo"), limite_de(self.proceso, campo)
        return None, None

    def apartados(self):
        """(apartado, [(campo del formulario, mínimo, máximo)]) en orden."""
        for apartado in APARTADOS:
            yield apartado, [(self[campo], *self.limites(campo)) for campo in apartado.campos]


def con_arreglo(datos, cuestionario: Cuestionario):
    """Lo enviado, con el texto corregido si se pulsó un arreglo («campo:arreglo»)."""
    campo, _, arreglo = datos.get("arreglar", "").partition(":")
    if campo not in datos or arreglo not in ARREGLOS:
        return datos
    corregidos = datos.copy()
    corregidos[campo] = arreglar(arreglo, datos[campo], candidatura=cuestionario.candidatura)
    return corregidos


class EleccionDeVersionForm(forms.Form):
    """Ante una edición simultánea: por cada campo en duda, con cuál se queda la persona."""

    MIA, GUARDADA = "mia", "guardada"

    def __init__(self, *args, en_duda: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.en_duda = en_duda
        for campo in en_duda:
            self.fields[f"eleccion_{campo}"] = forms.ChoiceField(
                label=etiqueta_de(campo),
                choices=[
                    (self.MIA, "Lo que escribí yo"),
                    (self.GUARDADA, "Lo que ya está guardado"),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": "Elija con cuál se queda."},
            )

    def elegidas_guardadas(self) -> set[str]:
        return {
            nombre.removeprefix("eleccion_")
            for nombre, valor in self.cleaned_data.items()
            if valor == self.GUARDADA
        }


class DeclaracionForm(forms.Form):
    archivo = forms.FileField(
        label="Elija el PDF",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={
            "required": "Elija primero el PDF.",
            "empty": "El archivo está vacío. Elija otro.",
            "missing": "Elija primero el PDF.",
        },
    )

    def __init__(self, *args, proceso, **kwargs):
        super().__init__(*args, **kwargs)
        self.maximo_kb = proceso.parametro("declaracion_maximo_kb")
        paginas = proceso.parametro("declaracion_paginas")
        self.fields["archivo"].help_text = (
            f"PDF de hasta {self.maximo_kb} KB y {paginas} páginas, sin contraseña. Se publica tal "
            "como se ve: suba la versión pública, sin domicilio, CURP, RFC ni números de cuenta."
        )

    def clean_archivo(self):
        archivo = self.cleaned_data["archivo"]
        if archivo.size > self.maximo_kb * 1024:
            raise ValidationError(
                f"El archivo pesa {archivo.size // 1024} KB; el máximo es {self.maximo_kb} KB."
            )
        return archivo
