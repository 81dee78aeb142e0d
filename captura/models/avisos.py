"""Quién aceptó qué versión del aviso de privacidad."""

import pgtrigger
from django.db import models

from candidaturas.models import AvisoDePrivacidad
from captura.models.cuentas import Usuario


class AceptacionDeAviso(models.Model):
    """Se escribe una vez, cuando la persona dice que lo leyó."""

    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="avisos_aceptados")
    aviso = models.ForeignKey(AvisoDePrivacidad, models.PROTECT, related_name="+")
    aceptado_en = models.DateTimeField()

    class Meta:
        verbose_name = "aceptación del aviso de privacidad"
        verbose_name_plural = "aceptaciones del aviso de privacidad"
        ordering = ["usuario", "-aceptado_en"]
        constraints = [
            models.UniqueConstraint(fields=["usuario", "aviso"], name="aviso_aceptado_una_vez")
        ]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.usuario}: {self.aviso}"
