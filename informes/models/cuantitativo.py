"""Los cortes que el personal registra."""

import pgtrigger
from django.db import models
from django.utils import timezone

from candidaturas.models import ProcesoElectoral
from captura.models import Usuario


class CorteCuantitativo(models.Model):
    """Un corte que el personal registró: con él se comparan los siguientes. Sus cifras no se
    guardan, se vuelven a calcular de la historia; la huella dice que son las mismas."""

    class Clase(models.TextChoices):
        PARCIAL = "parcial", "Parcial"
        MENSUAL = "mensual", "Mensual"
        FINAL = "final", "Final"

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="cuantitativos")
    corte_en = models.DateTimeField("corte")
    clase = models.CharField(max_length=10, choices=Clase)
    huella = models.CharField("SHA-256 de los datos", max_length=64)
    registrado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    registrado_en = models.DateTimeField()

    class Meta:
        verbose_name = "corte cuantitativo"
        verbose_name_plural = "cortes cuantitativos"
        ordering = ["proceso", "-corte_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "corte_en"],
                name="corte_cuantitativo_unico",
                violation_error_message="Ese corte ya está registrado.",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.get_clase_display()} al {timezone.localtime(self.corte_en):%d/%m/%Y %H:%M}"
