"""Formularios del informe mensual: renglones, textos, sesión."""

from django import forms

from informes.contenido import limpiar
from informes.models import (
    Actividad,
    EstadoDeActividad,
    FechaConLugar,
    InformeMensual,
    TipoDeActividad,
)
from informes.redaccion import fecha_corta
from informes.registro_de_actividades import lugares_de

AYUDA_DE_LUGARES = "Si fue en varios días o lugares, uno por renglón: «13/05/2023 Piedras Negras»."


def campo_de_dia(etiqueta: str, **opciones) -> forms.DateField:
    return forms.DateField(
        label=etiqueta,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Escriba la fecha como dd/mm/aaaa."},
        **opciones,
    )


class CampoDeLugares(forms.CharField):
    """Un renglón por fecha con lugar → lista de FechaConLugar sin guardar."""

    def __init__(self, **opciones):
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
            label="Fechas y lugares",
            help_text=AYUDA_DE_LUGARES,
            max_length=6000,
            **opciones,
        )

    def clean(self, valor):
        texto = super().clean(valor)
        try:
            return lugares_de(r for r in texto.splitlines() if r.strip())
        except ValueError as error:
            raise forms.ValidationError(
                f"No se lee la fecha o falta el lugar en «{error}». Escriba dd/mm/aaaa y el lugar."
            ) from error


def como_renglones(lugares: list[FechaConLugar]) -> str:
    return "\n".join(f"{fecha_corta(f.fecha)} {f.lugar}" for f in lugares)


class PeriodoMixin(forms.Form):
    inicia_el = campo_de_dia("Fecha, o inicio")
    termina_el = campo_de_dia("Fin", required=False, help_text="Vacío si fue un solo día.")

    def clean(self):
        datos = super().clean()
        inicia, termina = datos.get("inicia_el"), datos.get("termina_el")
        if inicia and termina and termina < inicia:
            self.add_error("termina_el", "Termina antes de empezar.")
        return datos


class RenglonForm(PeriodoMixin):
    tipo = forms.ChoiceField(label="Clase", choices=TipoDeActividad.choices)
    descripcion = forms.CharField(
        label="Redacción",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Como debe leerse en el informe. Al guardar, el renglón queda aceptado.",
        error_messages={"required": "Escriba la redacción de la actividad."},
    )
    rango_abierto = forms.BooleanField(
        label="El rango todavía no termina",
        required=False,
        help_text="Se imprime «dd/mm/aaaa al»; el revisor lo señala.",
    )
    lugares = CampoDeLugares()

    def clean_descripcion(self):
        texto = self.cleaned_data["descripcion"]
        # Espacios de ancho cero y caracteres de control no llegan al papel.
        if not limpiar(texto).strip():
            raise forms.ValidationError("Escriba la redacción de la actividad.")
        return texto

    field_order = (*("tipo", "descripcion", "inicia_el", "termina_el"), "rango_abierto", "lugares")

    def clean(self):
        datos = super().clean()
        if datos.get("rango_abierto") and datos.get("termina_el"):
            self.add_error("rango_abierto", "Si el rango no termina, deje vacío el fin.")
        return datos

    @staticmethod
    def inicial(renglon: Actividad) -> dict:
        return {
            "tipo": renglon.tipo,
            "descripcion": renglon.descripcion,
            "inicia_el": renglon.inicia_el,
            "termina_el": renglon.termina_el,
            "rango_abierto": renglon.rango_abierto,
            "lugares": como_renglones(renglon.lugares),
        }


class TextosForm(forms.ModelForm):
    """Periodo, textos fijos y firma. Un texto vacío toma el de costumbre."""

    class Meta:
        model = InformeMensual
        fields = (
            *("desde", "hasta", "objetivo", "fundamento", "introduccion"),
            *("nota_aprobacion", "firma_nombre", "firma_cargo"),
        )
        widgets = {
            "desde": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "hasta": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            **{
                campo: forms.Textarea(attrs={"rows": 5})
                for campo in ("objetivo", "fundamento", "introduccion", "nota_aprobacion")
            },
        }

    def _post_clean(self):
        """El periodo lo comprueba el servicio; aquí no se valida contra otros informes."""

    def clean(self):
        datos = super().clean()
        if datos.get("desde") and datos.get("hasta") and datos["hasta"] < datos["desde"]:
            self.add_error("hasta", "El periodo termina antes de empezar.")
        return datos


class AprobacionForm(forms.Form):
    sesion = forms.CharField(
        label="Sesión en que se aprueba",
        max_length=160,
        help_text="Como se nombra en el informe, por ejemplo «sesión ordinaria».",
    )
    voto = forms.ChoiceField(label="Votación", choices=InformeMensual.Voto.choices)
    aprobado_el = campo_de_dia("Fecha de aprobación")


class UnirForm(forms.Form):
    con = forms.ChoiceField(label="Unirlo a")

    def __init__(self, *args, renglones, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["con"].choices = [
            (r.clave, f"{n}. {r.descripcion[:90]}")
            for n, r in enumerate(renglones, 1)
            if r.estado not in {EstadoDeActividad.OMITIDA, EstadoDeActividad.UNIDA}
        ]
