"""La constancia de cada recordatorio: a quién, cuándo, qué faltaba y cuándo vencía."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from candidaturas.models import Candidatura
from captura.models.correos import Correo
from captura.models.cuentas import Usuario


class Recordatorio(models.Model):
    """Se escribe una vez y no cambia; si el correo salió lo dice `correo`."""

    candidatura = models.ForeignKey(Candidatura, models.PROTECT, related_name="recordatorios")
    correo = models.OneToOneField(Correo, models.PROTECT, related_name="recordatorio")
    faltaba = ArrayField(models.TextField())
    vencia_en = models.DateTimeField(null=True, blank=True)
    dia = models.DateField("día")
    pedido_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    pedido_en = models.DateTimeField()

    class Meta:
        verbose_name = "recordatorio"
        ordering = ["-pedido_en", "-pk"]
        constraints = [
            # Dos clics, o dos personas, no escriben dos veces el mismo día a la misma candidatura.
            models.UniqueConstraint(fields=["candidatura", "dia"], name="recordatorio_uno_por_dia")
        ]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"Recordatorio de {self.candidatura}, {self.dia}"
