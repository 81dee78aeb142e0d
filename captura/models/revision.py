"""Lo que rodea a la revisión: correcciones de lo publicado y enlaces comprobados."""

import pghistory
from django.db import models
from django.db.models import Q

from captura.models.cuentas import Usuario
from captura.models.cuestionario import Cuestionario


class EstadoDeCorreccion(models.TextChoices):
    PENDIENTE = "pendiente", "Por resolver"
    APROBADA = "aprobada", "Aprobada"
    RECHAZADA = "rechazada", "Rechazada"


@pghistory.track()
class Correccion(models.Model):
    """Lo que se pide cambiar de un campo publicado: lo que dice y lo que debe decir."""

    cuestionario = models.ForeignKey(Cuestionario, models.CASCADE, related_name="correcciones")
    campo = models.CharField(max_length=40)
    dice = models.JSONField()
    debe_decir = models.JSONField()
    motivo = models.TextField()
    pedida_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    pedida_en = models.DateTimeField()
    estado = models.CharField(
        max_length=20, choices=EstadoDeCorreccion, default=EstadoDeCorreccion.PENDIENTE
    )
    resuelta_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resuelta_en = models.DateTimeField(null=True, blank=True)
    razon = models.TextField("por qué se rechazó", blank=True)

    class Meta:
        verbose_name = "corrección"
        verbose_name_plural = "correcciones"
        ordering = ["pedida_en", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuestionario", "campo"],
                condition=Q(estado="pendiente"),
                name="correccion_una_pendiente_por_campo",
            ),
            models.CheckConstraint(
                condition=~Q(estado="rechazada") | ~Q(razon=""),
                name="correccion_rechazada_con_razon",
            ),
        ]

    def __str__(self):
        return f"{self.campo}: {self.get_estado_display()}"


class EnlaceComprobado(models.Model):
    """La última vez que se siguió una dirección que alguien capturó, y qué pasó."""

    direccion = models.CharField("dirección", max_length=300, unique=True)
    comprobado_en = models.DateTimeField()
    responde = models.BooleanField()
    detalle = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "enlace comprobado"
        verbose_name_plural = "enlaces comprobados"
        ordering = ["direccion"]

    def __str__(self):
        return self.direccion
