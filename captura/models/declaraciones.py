"""Las declaraciones públicas que una candidatura quiere entregar, en PDF."""

import pghistory
from django.db import models

from candidaturas.models import ClaseDeDeclaracion
from captura.models.cuentas import Usuario
from captura.models.cuestionario import Cuestionario, almacen_privado


def ruta_privada(declaracion, nombre: str) -> str:
    return f"declaraciones/{declaracion.huella[:2]}/{declaracion.huella}.pdf"


class DeclaracionQuerySet(models.QuerySet):
    def vigentes(self):
        return self.filter(quitada_en=None)


@pghistory.track()
class Declaracion(models.Model):
    """El PDF ya rehecho. Sustituirlo o quitarlo no borra: lo enviado antes se puede comprobar."""

    cuestionario = models.ForeignKey(Cuestionario, models.CASCADE, related_name="declaraciones")
    clase = models.CharField(max_length=12, choices=ClaseDeDeclaracion)
    archivo = models.FileField(upload_to=ruta_privada, storage=almacen_privado, max_length=120)
    huella = models.CharField("SHA-256", max_length=64)
    paginas = models.PositiveSmallIntegerField("páginas")
    subida_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    subida_en = models.DateTimeField()
    quitada_en = models.DateTimeField(null=True, blank=True)

    objects = DeclaracionQuerySet.as_manager()

    class Meta:
        verbose_name = "declaración"
        verbose_name_plural = "declaraciones"
        ordering = ["cuestionario", "clase", "-subida_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuestionario", "clase"],
                condition=models.Q(quitada_en=None),
                name="declaracion_vigente_unica",
            )
        ]

    def __str__(self):
        return self.get_clase_display()
