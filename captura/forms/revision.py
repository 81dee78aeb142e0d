"""Lo que escribe quien revisa: observaciones por campo y el motivo de un retiro."""

from django import forms
from django.core.validators import MaxLengthValidator

from candidaturas.models import SeccionDePerfil
from captura.apartados import etiqueta_de
from captura.flujo import SECCIONES, estados_de
from captura.models import Cuestionario, Estado, Supuesto
from captura.servicios.pasos import OBSERVABLES, NuevaObservacion

LARGO_DE_OBSERVACION = 2000


class ObservacionesForm(forms.Form):
    """Por cada campo observable: supuesto del catálogo y texto. Se llenan los que hagan falta."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for campo in OBSERVABLES:
            nombre = etiqueta_de(campo)
            self.fields[f"supuesto_{campo}"] = forms.ChoiceField(
                label="Supuesto",
                choices=[("", "Sin observación"), *Supuesto.choices],
                required=False,
                widget=forms.Select(attrs={"aria-label": f"Supuesto, {nombre}"}),
            )
            self.fields[f"texto_{campo}"] = forms.CharField(
                label="Qué debe corregirse",
                required=False,
                validators=[MaxLengthValidator(LARGO_DE_OBSERVACION)],
                widget=forms.Textarea(
                    attrs={"rows": 3, "aria-label": f"Qué debe corregirse, {nombre}"}
                ),
            )

    def clean(self):
        datos = super().clean()
        for campo in OBSERVABLES:
            supuesto, texto = datos.get(f"supuesto_{campo}"), datos.get(f"texto_{campo}")
            if texto and not supuesto:
                self.add_error(f"supuesto_{campo}", "Elija el supuesto de la observación.")
            if supuesto and not texto:
                self.add_error(f"texto_{campo}", "Escriba qué debe corregirse.")
        if not self.errors and not self.observaciones():
            raise forms.ValidationError("Señale al menos un campo y diga qué corregir.")
        return datos

    def observaciones(self) -> tuple[NuevaObservacion, ...]:
        return tuple(
            NuevaObservacion(
                campo,
                Supuesto(self.cleaned_data[f"supuesto_{campo}"]),
                self.cleaned_data[f"texto_{campo}"],
            )
            for campo in OBSERVABLES
            if self.cleaned_data.get(f"supuesto_{campo}")
        )

    def opciones(self) -> dict:
        return {"observaciones": self.observaciones()}

    def de(self, campo: str):
        """Los dos controles de un campo."""
        return self[f"supuesto_{campo}"], self[f"texto_{campo}"]


class MotivoForm(forms.Form):
    motivo = forms.CharField(
        label="Motivo del retiro",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Queda en la historia del perfil.",
        error_messages={"required": "Escriba el motivo."},
    )

    def opciones(self) -> dict:
        return {"motivo": self.cleaned_data["motivo"]}


class SeccionForm(forms.Form):
    """La sección que se verifica o se reanuda; sin ella, todas."""

    seccion = forms.ChoiceField(choices=[(s.value, s.label) for s in SECCIONES], required=False)

    def opciones(self) -> dict:
        seccion = self.cleaned_data["seccion"]
        return {"secciones": (SeccionDePerfil(seccion),) if seccion else ()}


class PausaForm(forms.Form):
    """Qué sección publicada se pausa y por qué."""

    seccion = forms.ChoiceField(
        label="Sección",
        widget=forms.Select(attrs={"data-conoceles-atajo": "p"}),
        error_messages={"required": "Elija la sección."},
    )
    motivo_de_pausa = forms.CharField(
        label="Motivo de la pausa",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Queda en la historia privada del perfil; la página pública no lo dice.",
        error_messages={"required": "Escriba el motivo."},
    )

    def __init__(self, *args, cuestionario: Cuestionario, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seccion"].choices = [
            ("", "Elija…"),
            *(
                (seccion.value, seccion.label)
                for seccion, estado in estados_de(cuestionario).items()
                if estado == Estado.PUBLICADO and _se_puede_pausar(cuestionario, seccion)
            ),
        ]

    def opciones(self) -> dict:
        return {
            "secciones": (SeccionDePerfil(self.cleaned_data["seccion"]),),
            "motivo": self.cleaned_data["motivo_de_pausa"],
        }


def _se_puede_pausar(cuestionario: Cuestionario, seccion: SeccionDePerfil) -> bool:
    """La de identidad, solo si el proceso pregunta por ella."""
    proceso = cuestionario.candidatura.proceso
    return seccion is not SeccionDePerfil.IDENTIDAD or proceso.cuestionarios_de_identidad.exists()


class RespuestaForm(forms.Form):
    respuesta = forms.CharField(
        label="Su respuesta",
        max_length=LARGO_DE_OBSERVACION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Qué corrigió, o por qué el campo queda como está. La lee quien revisa.",
        error_messages={"required": "Escriba la respuesta."},
    )
