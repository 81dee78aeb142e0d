"""El aviso de privacidad: sus dos textos, versión por versión. Todas son públicas."""

import pgtrigger
from django.db import models
from django.urls import reverse


class AvisoQuerySet(models.QuerySet["AvisoDePrivacidad"]):
    def vigente(self) -> "AvisoDePrivacidad | None":
        """La última versión; None si el instituto no ha publicado ninguna."""
        return self.order_by("-version").first()


class AvisoDePrivacidad(models.Model):
    """Una versión, con su texto simplificado y el integral. Nunca cambia: corregir es otra."""

    version = models.PositiveSmallIntegerField("versión", unique=True)
    simplificado = models.TextField("aviso simplificado")
    integral = models.TextField("aviso integral")
    huella = models.CharField("SHA-256 de los dos textos", max_length=64)
    vigente_desde = models.DateTimeField()

    objects = AvisoQuerySet.as_manager()

    class Meta:
        verbose_name = "aviso de privacidad"
        verbose_name_plural = "avisos de privacidad"
        ordering = ["-version"]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"Aviso de privacidad, versión {self.version}"

    def get_absolute_url(self):
        return reverse("candidaturas:aviso_de_privacidad", args=[self.version])
