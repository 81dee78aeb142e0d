"""Cuándo el sitio no respondió, medido por el propio sistema. Es público y no lo edita nadie."""

import math

from django.db import models
from django.db.models import F, Q


class MotivoDeInterrupcion(models.TextChoices):
    SIN_RESPUESTA = "sin_respuesta", "El sitio no respondió"
    SIN_MEDICION = "sin_medicion", "No hubo quien midiera"


class Medicion(models.Model):
    """Un solo renglón: cuándo se midió por última vez."""

    medido_en = models.DateTimeField()

    class Meta:
        verbose_name = "medición"
        verbose_name_plural = "mediciones"

    def __str__(self):
        return f"{self.medido_en:%Y-%m-%d %H:%M:%S}"


class Interrupcion(models.Model):
    """Un tramo sin servicio: de la última medición buena a la última mala que le sigue."""

    desde = models.DateTimeField()
    hasta = models.DateTimeField()
    motivo = models.CharField(max_length=20, choices=MotivoDeInterrupcion)

    class Meta:
        verbose_name = "interrupción"
        verbose_name_plural = "interrupciones"
        ordering = ["-desde"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hasta__gt=F("desde")), name="interrupcion_termina_despues_de_empezar"
            )
        ]

    def __str__(self):
        return f"{self.desde:%Y-%m-%d %H:%M} a {self.hasta:%Y-%m-%d %H:%M}"

    @property
    def minutos(self) -> int:
        """Minutos completos, y uno más si sobra algo."""
        return math.ceil((self.hasta - self.desde).total_seconds() / 60)
