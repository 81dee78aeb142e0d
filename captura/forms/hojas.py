"""Lo que se sube en lote. Aquí solo se mide: abrirlo y revisarlo le toca al trabajador."""

from django import forms

from captura.forms.fotografias import DeclaracionMixin

MEGA = 1024 * 1024
HOJA_MAXIMA = 20 * MEGA
ZIP_MAXIMO = 300 * MEGA


class ArchivoAcotado(forms.FileField):
    """Un archivo de hasta `maximo` bytes; lo demás se rehúsa antes de leerlo."""

    def __init__(self, *, maximo: int, acepta: str, **kwargs):
        self.maximo = maximo
        super().__init__(widget=forms.FileInput(attrs={"accept": acepta}), **kwargs)
        self.error_messages |= {
            "required": "Elija primero el archivo.",
            "missing": "Elija primero el archivo.",
            "empty": "El archivo está vacío. Elija otro.",
        }

    def validate(self, value):
        super().validate(value)
        if value and value.size > self.maximo:
            raise forms.ValidationError(
                f"El archivo pesa {value.size / MEGA:.0f} MB y el máximo es "
                f"{self.maximo // MEGA} MB."
            )


class HojaForm(forms.Form):
    archivo = ArchivoAcotado(
        label="Elija la hoja",
        help_text="La plantilla llena, o la exportación del INE tal como viene. XLSX, XLS, ODS o "
        f"CSV, de hasta {HOJA_MAXIMA // MEGA} MB.",
        maximo=HOJA_MAXIMA,
        acepta=".xlsx,.xls,.ods,.csv",
    )


class FotosForm(DeclaracionMixin):
    frase = "Declaro que ninguna de las fotografías tiene más de {} meses."

    archivo = ArchivoAcotado(
        label="Elija el ZIP",
        help_text="Cada fotografía, con el folio por nombre: C123.jpg. El folio está en la "
        f"plantilla de la hoja de cálculo. Hasta {ZIP_MAXIMO // MEGA} MB.",
        maximo=ZIP_MAXIMO,
        acepta=".zip",
    )

    field_order = ["archivo", "reciente"]
