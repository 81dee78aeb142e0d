"""El archivo de una plantilla."""

from django import forms


class PlantillaForm(forms.Form):
    archivo = forms.FileField(
        label="Plantilla de Word",
        help_text="Un .docx de 5 MB como mucho, sin macros ni enlaces hacia fuera.",
        widget=forms.ClearableFileInput(
            attrs={
                "accept": (
                    ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                )
            }
        ),
        error_messages={"required": "Elija el archivo de la plantilla."},
    )
