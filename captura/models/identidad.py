"""El cuestionario de identidad: sus preguntas, lo contestado (cifrado) y quién lo ha leído.

Aquí no hay historia por disparadores: lo contestado solo existe cifrado y en un lugar.
"""

import pgtrigger
from django.db import models

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.models.cuentas import Usuario


class CuestionarioDeIdentidad(models.Model):
    """Una versión de las preguntas de un proceso. Nunca cambia: corregir es hacer otra."""

    proceso = models.ForeignKey(
        ProcesoElectoral, models.CASCADE, related_name="cuestionarios_de_identidad"
    )
    nombre = models.CharField("versión", max_length=60)
    contenido = models.JSONField("preguntas", help_text="Como captura/datos/identidad.json.")
    vigente_desde = models.DateTimeField()

    class Meta:
        verbose_name = "cuestionario de identidad"
        verbose_name_plural = "cuestionarios de identidad"
        ordering = ["proceso", "-vigente_desde", "-pk"]
        triggers = [pgtrigger.Protect(name="no_cambia", operation=pgtrigger.Update)]

    def __str__(self):
        return self.nombre


class RespuestasDeIdentidad(models.Model):
    """Lo que una persona contestó. Lo lee `captura.servicios.identidad` y nadie más.

    `capturadas_por` es la única cuenta del actor que puede ver lo que capturó; cuando la persona
    contesta por sí misma es la suya, y su actor solo sabe que se contestó.
    """

    candidatura = models.OneToOneField(
        Candidatura, models.PROTECT, primary_key=True, related_name="+"
    )
    cuestionario = models.ForeignKey(CuestionarioDeIdentidad, models.PROTECT, related_name="+")
    cifradas = models.BinaryField("respuestas cifradas")
    llave = models.CharField("nombre de la llave", max_length=40, db_index=True)
    capturadas_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    guardadas_en = models.DateTimeField()
    contestado_en = models.DateTimeField("contestado por completo", null=True, blank=True)

    class Meta:
        verbose_name = "respuestas de identidad"
        verbose_name_plural = "respuestas de identidad"

    def __str__(self):
        return f"Identidad de la candidatura {self.candidatura_id}"


class Proposito(models.TextChoices):
    """Para qué se abre lo contestado."""

    RESPONDER = "responder", "Contestar o revisar sus propias respuestas"
    CAPTURAR = "capturar", "Capturar por encargo de la persona"
    PUBLICAR = "publicar", "Calcular qué distintivos consintió publicar"
    ESTADISTICA = "estadistica", "Hacer estadística sin nombres"
    DERECHO_DE_ACCESO = "derecho_de_acceso", "Entregar a la persona sus propios datos"
    CAMBIAR_LLAVE = "cambiar_llave", "Volver a cifrar con otra llave"


class AccesoAIdentidad(models.Model):
    """Cada vez que lo contestado se abre o se guarda: quién, cuándo y para qué. Solo se añade."""

    candidatura = models.ForeignKey(Candidatura, models.PROTECT, related_name="+")
    proposito = models.CharField("propósito", max_length=20, choices=Proposito)
    escribe = models.BooleanField("guardó", default=False)
    usuario = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Vacío si lo hizo el sistema.",
    )  # fmt: skip
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "acceso a identidad"
        verbose_name_plural = "accesos a identidad"
        ordering = ["-momento", "-pk"]
        indexes = [models.Index(fields=["candidatura", "-momento"], name="acceso_por_candidatura")]
        triggers = [pgtrigger.Protect(name="no_cambia", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.get_proposito_display()} {self.momento:%Y-%m-%d %H:%M}"
