"""La huella con que se comprometen, antes de usarse, las claves del sorteo de cada día."""

from datetime import date, timedelta

import pgtrigger
from django.db import models


class CompromisoDeSorteo(models.Model):
    """Una cadena de claves, una por día, que queda fija al publicar su huella.

    Nadie puede cambiar una clave después sin que la huella deje de cuadrar.
    """

    huella = models.CharField("SHA-256 de la primera clave", max_length=64)
    desde = models.DateField("primer día que se sortea", unique=True)
    dias = models.PositiveSmallIntegerField("días que alcanza")
    publicado_en = models.DateTimeField()

    class Meta:
        verbose_name = "compromiso de sorteo"
        verbose_name_plural = "compromisos de sorteo"
        ordering = ["-desde"]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"Sorteo del {self.desde} al {self.hasta}"

    @property
    def hasta(self) -> date:
        return self.desde + timedelta(days=self.dias - 1)
