"""Reportes de error que manda la ciudadanía sobre un perfil. Son datos privados."""

import pgtrigger
from django.db import models
from django.db.models import Q

from candidaturas.models import Candidatura
from captura.models.cuentas import Usuario


class ClaseDeError(models.TextChoices):
    REGISTRO = "registro", "El nombre, el cargo, el territorio o el partido"
    FOTOGRAFIA = "fotografia", "La fotografía"
    CONTACTO = "contacto", "Un teléfono, un correo o un enlace que no funciona"
    TEXTO = "texto", "Un texto cortado, repetido o que no se entiende"
    PAGINA = "pagina", "La página no se ve bien o no se puede usar"
    OTRO = "otro", "Otra cosa"


class EstadoDeReporte(models.TextChoices):
    ABIERTO = "abierto", "Abierto"
    EN_ATENCION = "en_atencion", "En atención"
    CERRADO = "cerrado", "Cerrado"


class ReporteDeError(models.Model):
    """`correo` es de quien reporta, nunca se publica y se borra al cerrar el reporte."""

    folio = models.CharField(max_length=40, unique=True)
    candidatura = models.ForeignKey(Candidatura, models.CASCADE, related_name="reportes")
    clase = models.CharField("qué está mal", max_length=20, choices=ClaseDeError)
    texto = models.TextField("explicación")
    correo = models.EmailField("correo de quien reporta", blank=True)
    recibido_en = models.DateTimeField()
    estado = models.CharField(
        max_length=20, choices=EstadoDeReporte, default=EstadoDeReporte.ABIERTO
    )
    cerrado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "reporte de error"
        verbose_name_plural = "reportes de error"
        ordering = ["recibido_en", "pk"]
        indexes = [models.Index(fields=["estado", "recibido_en"], name="reporte_por_estado")]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado=EstadoDeReporte.CERRADO, cerrado_en__isnull=False, correo="")
                | ~Q(estado=EstadoDeReporte.CERRADO) & Q(cerrado_en=None),
                name="reporte_cerrado_sin_correo",
            )
        ]

    def __str__(self):
        return self.folio


class MovimientoDeReporte(models.Model):
    """Lo que se hizo con un reporte. Solo se añade."""

    reporte = models.ForeignKey(ReporteDeError, models.CASCADE, related_name="movimientos")
    hacia = models.CharField(max_length=20, choices=EstadoDeReporte)
    nota = models.TextField(blank=True)
    autor = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "movimiento de un reporte"
        verbose_name_plural = "movimientos de reportes"
        ordering = ["momento", "pk"]
        triggers = [pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.reporte}: {self.get_hacia_display()}"
