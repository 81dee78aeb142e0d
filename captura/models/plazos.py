"""Lo que mueve un plazo: los días inhábiles del instituto y las prórrogas que se conceden."""

import pghistory
from django.db import models
from django.db.models import Q

from captura.models.cuentas import Usuario
from captura.models.cuestionario import Cuestionario


@pghistory.track()
class DiaInhabil(models.Model):
    """Un día en que el instituto no labora, además de los fines de semana."""

    dia = models.DateField("día", unique=True)
    motivo = models.CharField(max_length=160, help_text="Acuerdo o motivo que lo hace inhábil.")

    class Meta:
        verbose_name = "día inhábil"
        verbose_name_plural = "días inhábiles"
        ordering = ["dia"]

    def __str__(self):
        return f"{self.dia}: {self.motivo}"


class EstadoDeProrroga(models.TextChoices):
    PEDIDA = "pedida", "Pedida"
    CONCEDIDA = "concedida", "Concedida"
    NEGADA = "negada", "Negada"


@pghistory.track()
class Prorroga(models.Model):
    """Más tiempo para un cuestionario: lo pide quien lo captura y lo resuelve coordinación."""

    cuestionario = models.ForeignKey(Cuestionario, models.CASCADE, related_name="prorrogas")
    estado = models.CharField(
        max_length=10, choices=EstadoDeProrroga, default=EstadoDeProrroga.PEDIDA
    )
    vencia_en = models.DateTimeField("vencimiento al pedirla")
    motivo = models.TextField()
    pedida_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    pedida_en = models.DateTimeField()
    hasta = models.DateTimeField("nuevo vencimiento", null=True, blank=True)
    respuesta = models.TextField(blank=True)
    resuelta_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resuelta_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "prórroga"
        ordering = ["pedida_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuestionario"],
                condition=Q(estado=EstadoDeProrroga.PEDIDA),
                name="prorroga_una_en_espera",
            ),
            models.CheckConstraint(
                condition=~Q(estado=EstadoDeProrroga.CONCEDIDA) | Q(hasta__isnull=False),
                name="prorroga_concedida_con_fecha",
            ),
            models.CheckConstraint(
                condition=Q(estado=EstadoDeProrroga.PEDIDA, resuelta_en=None)
                | ~Q(estado=EstadoDeProrroga.PEDIDA) & Q(resuelta_en__isnull=False),
                name="prorroga_resuelta_con_hora",
            ),
        ]

    def __str__(self):
        return f"Prórroga de {self.cuestionario.candidatura}"
