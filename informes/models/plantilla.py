"""La plantilla de Word del informe, que el personal cambia por la de su membrete."""

import pgtrigger
from django.core.files.storage import storages
from django.db import models

from captura.models import Usuario

SOLO_SE_ANADE = pgtrigger.Protect(
    name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete
)


def almacen_privado():
    return storages["privado"]


def ruta_de_plantilla(plantilla, nombre: str) -> str:
    return f"plantillas/{plantilla.huella[:32]}.docx"


class PlantillaDeWord(models.Model):
    """Una plantilla que pasó la revisión. Se conservan todas."""

    nombre = models.CharField("nombre del archivo", max_length=160)
    archivo = models.FileField(upload_to=ruta_de_plantilla, storage=almacen_privado, max_length=160)
    huella = models.CharField("SHA-256", max_length=64, unique=True)
    subida_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    subida_en = models.DateTimeField()

    class Meta:
        verbose_name = "plantilla de Word"
        verbose_name_plural = "plantillas de Word"
        ordering = ["-subida_en", "-pk"]
        triggers = [SOLO_SE_ANADE]

    def __str__(self):
        return self.nombre


class UsoDePlantilla(models.Model):
    """Cuál se usa desde cuándo: vale el último. Sin plantilla, la que trae el sistema."""

    plantilla = models.ForeignKey(
        PlantillaDeWord, models.PROTECT, null=True, blank=True, related_name="usos"
    )
    puesta_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    puesta_en = models.DateTimeField()

    class Meta:
        verbose_name = "uso de una plantilla"
        verbose_name_plural = "usos de plantillas"
        ordering = ["-pk"]
        triggers = [SOLO_SE_ANADE]

    def __str__(self):
        return f"{self.plantilla or 'La del sistema'}, {self.puesta_en:%Y-%m-%d}"
