"""Datos del registro que nunca son públicos."""

from django.db import models

from candidaturas.models import Candidatura


class DatoDeRegistro(models.Model):
    """Lo que el registro trae y no se publica. De aquí sale la edad, nunca la fecha."""

    candidatura = models.OneToOneField(
        Candidatura, models.CASCADE, primary_key=True, related_name="dato_de_registro"
    )
    nace_el = models.DateField("fecha de nacimiento", null=True, blank=True)
    correo_aclaraciones = models.EmailField("correo para aclaraciones", blank=True)

    class Meta:
        verbose_name = "dato de registro"
        verbose_name_plural = "datos de registro"

    def __str__(self):
        return f"Registro de {self.candidatura_id}"
