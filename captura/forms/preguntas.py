"""Formularios con que Coordinación escribe las preguntas de identidad."""

from dataclasses import asdict

from django import forms

from captura.identidad import Bloque, Pregunta
from captura.preguntas import CONTADAS, Datos, datos_de, es_de_si_o_no, opciones_fijas

_PARRAFO = forms.Textarea(attrs={"rows": 3})


class BloqueDePreguntasForm(forms.Form):
    titulo = forms.CharField(label="Título", max_length=80)
    ayuda = forms.CharField(
        label="Ayuda",
        max_length=600,
        required=False,
        widget=_PARRAFO,
        help_text="Se lee arriba de las preguntas del bloque.",
    )

    def __init__(self, *args, bloque: Bloque, solo_ayudas: bool, **kwargs):
        super().__init__(*args, initial={"titulo": bloque.titulo, "ayuda": bloque.ayuda}, **kwargs)
        if solo_ayudas:
            del self.fields["titulo"]


class PreguntaForm(forms.Form):
    texto = forms.CharField(label="Pregunta", max_length=300, widget=_PARRAFO)
    ayuda = forms.CharField(label="Ayuda", max_length=600, required=False, widget=_PARRAFO)
    opciones = forms.CharField(
        label="Opciones",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Una por renglón, en su orden. Vacío: Sí o No. «Prefiero no contestar» se añade "
        "sola al final.",
    )
    varias = forms.BooleanField(label="Se puede elegir más de una", required=False)
    con_texto = forms.BooleanField(label="La última opción deja escribir cuál", required=False)
    depende = forms.BooleanField(
        label="Solo a quien dijo que sí a la primera pregunta del bloque", required=False
    )
    distintivo = forms.CharField(
        label="Distintivo",
        max_length=60,
        required=False,
        help_text="Cómo se anuncia un Sí de quien consintió publicarlo. Vacío: nunca se publica.",
    )

    def __init__(
        self,
        *args,
        pregunta: Pregunta | None,
        solo_ayudas: bool = False,
        es_primera: bool = False,
        **kwargs,
    ):
        self.antes = datos_de(pregunta) if pregunta else Datos("")
        inicial = asdict(self.antes) | {"opciones": "\n".join(self.antes.opciones)}
        super().__init__(*args, initial=inicial, **kwargs)
        sobran = _sobran(pregunta, solo_ayudas) | ({"depende"} if es_primera else set())
        for campo in sobran:
            del self.fields[campo]

    def clean_opciones(self) -> tuple[str, ...]:
        renglones = self.cleaned_data["opciones"].splitlines()
        opciones = tuple(" ".join(r.split()) for r in renglones if r.strip())
        if len(opciones) == 1:
            raise forms.ValidationError("Escriba al menos dos opciones, o ninguna si es Sí o No.")
        if len({o.lower() for o in opciones}) < len(opciones):
            raise forms.ValidationError("Hay una opción repetida.")
        return opciones

    def clean(self):
        datos = super().clean() or {}
        if datos.get("distintivo") and datos.get("opciones"):
            self.add_error("distintivo", "Solo una pregunta de Sí o No lleva distintivo.")
        if datos.get("con_texto") and not datos.get("opciones"):
            self.add_error("con_texto", "Una pregunta de Sí o No no deja escribir.")
        return datos

    def datos(self) -> Datos:
        """Lo escrito; lo que la pantalla no pregunta, como estaba."""
        propios = set(asdict(self.antes))
        escrito = {c: v for c, v in self.cleaned_data.items() if c in propios}
        return Datos(**asdict(self.antes) | escrito)


class PreguntaNuevaForm(PreguntaForm):
    bloque = forms.ChoiceField(label="Bloque", required=False)
    titulo_del_bloque = forms.CharField(
        label="Título del bloque nuevo",
        max_length=80,
        required=False,
        help_text="Solo si la pregunta va en un bloque nuevo.",
    )
    field_order = ("bloque", "titulo_del_bloque")

    def __init__(self, *args, bloques: tuple[Bloque, ...], **kwargs):
        super().__init__(*args, pregunta=None, **kwargs)
        self.fields["bloque"].choices = [
            ("", "Uno nuevo, al final"),
            *((b.clave, b.titulo) for b in bloques),
        ]

    def clean(self):
        datos = super().clean()
        if not datos.get("bloque") and not datos.get("titulo_del_bloque"):
            self.add_error("titulo_del_bloque", "Escriba el título del bloque nuevo.")
        if not datos.get("bloque") and datos.get("depende"):
            self.add_error("depende", "En un bloque nuevo no hay otra pregunta antes.")
        return datos


def _sobran(pregunta: Pregunta | None, solo_ayudas: bool) -> set[str]:
    """Los campos que no se escriben."""
    if solo_ayudas:
        return set(PreguntaForm.base_fields) - {"ayuda"}
    if pregunta is None:
        return set()
    sobran = {"opciones", "varias", "con_texto"} if opciones_fijas(pregunta) else set()
    # Con otro distintivo, lo ya publicado y la estadística dirían cosas distintas: solo Sí o No.
    return sobran if es_de_si_o_no(pregunta) else sobran | {"distintivo"}


def por_que_opciones_fijas(pregunta: Pregunta) -> str:
    if pregunta.clave in CONTADAS:
        return "Sus opciones no cambian: la estadística la cuenta con ellas."
    return "Es de Sí o No." if es_de_si_o_no(pregunta) else ""
