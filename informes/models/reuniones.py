"""Acuerdos que rigen el sistema y reuniones de la Comisión."""

import pghistory
from django.db import models
from django.db.models import Q

from candidaturas.models import ProcesoElectoral
from informes.models.informe import InformeMensual


@pghistory.track()
class Acuerdo(models.Model):
    """Un acuerdo que rige el sistema. Dos pueden llevar el mismo número: así pasó en 2023."""

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="acuerdos")
    orden = models.PositiveSmallIntegerField(default=0)
    numero = models.CharField("número", max_length=60)
    organo = models.CharField("órgano que lo emitió", max_length=200)
    emitido_el = models.DateField("fecha de emisión")
    titulo = models.TextField("título")
    entrada = models.CharField(
        "frase con que se cita",
        max_length=300,
        blank=True,
        help_text="Solo si no es la de costumbre: «En fecha …, el …, emitió el acuerdo …».",
    )

    class Meta:
        verbose_name = "acuerdo"
        ordering = ["proceso", "orden", "emitido_el", "pk"]

    def __str__(self):
        return self.numero


@pghistory.track()
class Reunion(models.Model):
    """Una reunión o sesión de la Comisión, con el nombre que el informe le da."""

    informe = models.ForeignKey(InformeMensual, models.PROTECT, related_name="reuniones")
    orden = models.PositiveSmallIntegerField(default=0)
    tipo = models.CharField("tipo, como se imprime", max_length=120)
    fecha = models.DateField(null=True, blank=True)
    asistencia = models.TextField(
        blank=True, help_text="Quiénes asistieron. Queda en el registro; no se imprime."
    )
    minuta_aprobada_el = models.DateField("minuta aprobada el", null=True, blank=True)
    fecha_en_el_nombre = models.BooleanField("la fecha se imprime tras el tipo", default=False)

    class Meta:
        verbose_name = "reunión"
        verbose_name_plural = "reuniones"
        ordering = ["informe", "orden", "fecha", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fecha_en_el_nombre=False) | Q(fecha__isnull=False),
                name="reunion_con_la_fecha_que_imprime",
                violation_error_message="Para imprimir la fecha hay que anotarla.",
            )
        ]

    def __str__(self):
        return self.tipo


@pghistory.track()
class PuntoDelOrden(models.Model):
    """Un punto del orden del día. Su numeral romano se deriva del orden."""

    reunion = models.ForeignKey(Reunion, models.CASCADE, related_name="puntos")
    orden = models.PositiveSmallIntegerField()
    texto = models.TextField()

    class Meta:
        verbose_name = "punto del orden del día"
        verbose_name_plural = "puntos del orden del día"
        ordering = ["reunion", "orden"]
        constraints = [
            models.UniqueConstraint(
                fields=["reunion", "orden"],
                name="punto_orden_unico_por_reunion",
                violation_error_message="Dos puntos no pueden llevar el mismo numeral.",
            )
        ]

    def __str__(self):
        return self.texto
