from django import forms


class RedaccionForm(forms.Form):
    texto = forms.CharField(
        label="Redacción",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Como debe leerse en el informe. Al guardar, el renglón queda aceptado.",
        error_messages={"required": "Escriba la redacción de la actividad."},
    )
