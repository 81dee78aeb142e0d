"""Suprimir lo de un proceso: quién lo pidió, quién lo confirmó y el acta que queda."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.models.cuentas import Usuario
from captura.models.cuestionario import almacen_privado


class SupresionPedida(models.Model):
    """Una persona la pide y otra la confirma. `avance`: cuánto se ha suprimido, por tabla; se
    guarda con cada parte, así que lo interrumpido sigue sin contar dos veces."""

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="supresiones")
    motivo = models.CharField("acuerdo o motivo", max_length=300)
    previsto = models.JSONField("cuánto se iba a suprimir", default=dict)
    pide = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    pedida_en = models.DateTimeField()
    resuelve = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    resuelta_en = models.DateTimeField(null=True)
    confirmada = models.BooleanField(null=True)
    avance = models.JSONField(default=dict)
    terminada_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "supresión pedida"
        verbose_name_plural = "supresiones pedidas"
        ordering = ["-pedida_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso"],
                condition=Q(resuelta_en=None) | Q(confirmada=True),
                name="supresion_una_por_proceso",
            ),
            models.CheckConstraint(
                condition=Q(resuelta_en=None, resuelve=None, confirmada=None)
                | Q(resuelta_en__isnull=False, resuelve__isnull=False, confirmada__isnull=False),
                name="supresion_resuelta_completa",
            ),
            # Lo que no se deshace lo vigila también la base: dos personas.
            models.CheckConstraint(
                condition=~Q(confirmada=True) | ~Q(resuelve=F("pide")),
                name="supresion_de_dos_personas",
            ),
            models.CheckConstraint(
                condition=Q(terminada_en=None) | Q(confirmada=True),
                name="supresion_terminada_tras_confirmarse",
            ),
        ]

    def __str__(self):
        return f"Supresión de {self.proceso}"


class ActaDeSupresion(models.Model):
    """De qué se suprimió cuánto, y qué se conservó y por qué. No lleva nombres ni lo suprimido.

    Sin `candidatura` es de todo el proceso; con ella, la cancelación que una persona pidió.
    """

    folio = models.CharField(max_length=40, unique=True)
    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="actas")
    candidatura = models.ForeignKey(Candidatura, models.PROTECT, null=True, related_name="+")
    suprimido = models.JSONField(help_text="Lista de [qué, cuántos].")
    conservado = models.JSONField(help_text="Lista de [qué, por qué].")
    motivo = models.CharField("acuerdo o motivo", max_length=300)
    archivo = models.FileField(upload_to="actas/", storage=almacen_privado, max_length=120)
    huella = models.CharField("SHA-256 del PDF", max_length=64)
    levantada_en = models.DateTimeField()

    class Meta:
        verbose_name = "acta de supresión"
        verbose_name_plural = "actas de supresión"
        ordering = ["-levantada_en", "-pk"]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return self.folio
