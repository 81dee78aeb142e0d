"""Varios valores en un área de texto, uno por renglón: se llena y se corrige sin JavaScript."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError

RENGLONES_MAXIMOS = 30


def con_esquema(direccion: str) -> str:
    """`ejemplo.mx` se entiende como `https://ejemplo.mx`."""
    return direccion if "://" in direccion else f"https://{direccion}"


class ListaPorRenglon(forms.CharField):
    """Lista de textos, uno por renglón; los renglones vacíos no cuentan."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(
        self,
        *,
        largo: int,
        validar: Callable[[str], None] | None = None,
        preparar: Callable[[str], str] | None = None,
        **kwargs,
    ):
        super().__init__(required=False, **kwargs)
        self.largo = largo
        self.validar = validar
        self.preparar = preparar

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        renglones = [r.strip() for r in (value or "").splitlines() if r.strip()]
        return [self.preparar(r) for r in renglones] if self.preparar else renglones

    def run_validators(self, value):
        if len(value) > RENGLONES_MAXIMOS:
            raise ValidationError(f"Escriba a lo más {RENGLONES_MAXIMOS} renglones.")
        errores = []
        for numero, renglon in enumerate(value, start=1):
            super().run_validators(renglon)
            errores += self._errores_del_renglon(numero, renglon)
        if errores:
            raise ValidationError(errores)

    def _errores_del_renglon(self, numero: int, renglon: str) -> list[str]:
        if len(renglon) > self.largo:
            return [f"El renglón {numero} pasa de {self.largo} caracteres; abrévielo."]
        try:
            if self.validar:
                self.validar(renglon)
        except ValidationError as error:
            return [f"Renglón {numero}, «{renglon}»: {error.messages[0]}"]
        return []

    def has_changed(self, initial, data):
        return self.to_python(data) != list(initial or [])
