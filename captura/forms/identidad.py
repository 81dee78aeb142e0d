"""Un bloque del cuestionario de identidad. Ninguna pregunta empieza contestada."""

from django import forms

from captura.identidad import LARGO_DE_OTRA, Bloque, Pregunta, Respuestas

FALTA = "Elija una respuesta; «Prefiero no contestar» también lo es."


class BloqueForm(forms.Form):
    """Interpreta lo enviado; qué toca y qué falta lo deciden las preguntas."""

    def __init__(self, *args, bloque: Bloque, respuestas: Respuestas, edad: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.respuestas, self.edad = respuestas, edad
        self.preguntas = [p for p in bloque.preguntas if p.es_para(edad)]
        for pregunta in self.preguntas:
            self.fields[pregunta.clave] = _campo(pregunta, respuestas)
            if pregunta.con_texto:
                self.fields[_otra(pregunta)] = forms.CharField(
                    label="Si no está en la lista, ¿cuál?",
                    help_text="Puede dejarlo en blanco. Nunca se publica.",
                    required=False,
                    max_length=LARGO_DE_OTRA,
                    initial=respuestas.texto_de(pregunta.clave),
                )

    def renglones(self):
        """(pregunta, su control, el de «Otra» o None, si su respuesta no va con la edad)."""
        return [
            (
                pregunta,
                self[pregunta.clave],
                self[_otra(pregunta)] if pregunta.con_texto else None,
                pregunta.contradice(self.respuestas, self.edad),
            )
            for pregunta in self.preguntas
        ]

    def contestado(self) -> Respuestas:
        valores, textos = {}, {}
        for pregunta in self.preguntas:
            valor = self.cleaned_data.get(pregunta.clave)
            if not valor:
                continue
            valores[pregunta.clave] = valor
            texto = self.cleaned_data.get(_otra(pregunta), "")
            elegidas = valor if isinstance(valor, list) else [valor]
            if texto and pregunta.con_texto & set(elegidas):
                textos[pregunta.clave] = texto
        return Respuestas(valores, textos)

    def marcar_faltantes(self, faltan: list[str]) -> None:
        for clave in faltan:
            self.add_error(clave, FALTA)


def _otra(pregunta: Pregunta) -> str:
    return f"{pregunta.clave}_otra"


def _campo(pregunta: Pregunta, respuestas: Respuestas) -> forms.Field:
    opciones = {
        "label": f"{pregunta.numero}. {pregunta.texto}",
        "help_text": pregunta.ayuda,
        "required": False,
        "initial": respuestas.de(pregunta.clave),
        # El mensaje de Django repite lo enviado.
        "error_messages": {"invalid_choice": "Elija una de las opciones."},
    }
    if pregunta.varias:
        return forms.MultipleChoiceField(
            choices=pregunta.opciones, widget=forms.CheckboxSelectMultiple, **opciones
        )
    if pregunta.de_lista:
        return forms.ChoiceField(choices=[("", "Elija…"), *pregunta.opciones], **opciones)
    return forms.ChoiceField(choices=pregunta.opciones, widget=forms.RadioSelect, **opciones)
