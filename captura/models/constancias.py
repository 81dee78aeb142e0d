"""Los PDF sellados tal como se entregaron: volver a pedir uno da los mismos bytes."""

import pgtrigger
from django.db import models

from captura.models.cuestionario import almacen_privado


def ruta_de_constancia(constancia, nombre: str) -> str:
    return f"constancias/{constancia.huella[:2]}/{constancia.huella}.pdf"


class ConstanciaSellada(models.Model):
    """`folio` es el del acuse, la firma o el consentimiento de que da fe."""

    folio = models.CharField(max_length=40, unique=True)
    archivo = models.FileField(
        upload_to=ruta_de_constancia, storage=almacen_privado, max_length=120
    )
    huella = models.CharField("SHA-256 del PDF", max_length=64)
    sellada_en = models.DateTimeField()

    class Meta:
        verbose_name = "constancia sellada"
        verbose_name_plural = "constancias selladas"
        ordering = ["sellada_en"]
        triggers = [pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update)]

    def __str__(self):
        return self.folio
