"""Lo que mueve el registro después de aprobado: sustituciones, bajas y cambios de actor."""

import pghistory
from django.db import models
from django.db.models import Q

from candidaturas.models import ActorPolitico, Candidatura
from captura.models.cuentas import Usuario


class ClaseDeMovimiento(models.TextChoices):
    SUSTITUCION = "sustitucion", "Sustitución"
    BAJA = "baja", "Baja sin sustitución"
    CAMBIO_DE_ACTOR = "cambio_de_actor", "Cambio de actor político"


class Causa(models.TextChoices):
    RENUNCIA = "renuncia", "Renuncia"
    FALLECIMIENTO = "fallecimiento", "Fallecimiento"
    INHABILITACION = "inhabilitacion", "Inhabilitación"
    RESOLUCION_JUDICIAL = "resolucion_judicial", "Resolución judicial"
    OTRO = "otro", "Otra"


@pghistory.track()
class MovimientoDeRegistro(models.Model):
    """Qué pasó con un lugar, por qué acuerdo y desde cuándo.

    `retenido`: lo que dejó de ser público de quien salió (campo → valor). `accesos`: cuentas a las
    que se quitó la candidatura, con su vencimiento anterior. Con ambos se deshace un error.
    """

    clase = models.CharField(max_length=20, choices=ClaseDeMovimiento)
    candidatura = models.ForeignKey(Candidatura, models.PROTECT, related_name="movimientos")
    entra = models.ForeignKey(Candidatura, models.SET_NULL, null=True, blank=True, related_name="+")
    causa = models.CharField(max_length=20, choices=Causa, blank=True)
    acuerdo = models.CharField(max_length=120)
    surte_efecto_en = models.DateTimeField()
    registrado_en = models.DateTimeField()
    registrado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    actor_anterior = models.ForeignKey(
        ActorPolitico, models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor_nuevo = models.ForeignKey(
        ActorPolitico, models.PROTECT, null=True, blank=True, related_name="+"
    )
    estaba_publicado = models.BooleanField(default=False)
    retenido = models.JSONField(default=dict)
    accesos = models.JSONField(default=list)
    deshecho_en = models.DateTimeField(null=True, blank=True)
    deshecho_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )
    motivo_de_deshacer = models.TextField(blank=True)

    class Meta:
        verbose_name = "movimiento del registro"
        verbose_name_plural = "movimientos del registro"
        ordering = ["-registrado_en", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura"],
                condition=Q(deshecho_en=None) & ~Q(clase=ClaseDeMovimiento.CAMBIO_DE_ACTOR),
                name="movimiento_una_salida_por_candidatura",
            ),
            models.CheckConstraint(
                condition=~Q(clase=ClaseDeMovimiento.CAMBIO_DE_ACTOR)
                | Q(actor_anterior__isnull=False, actor_nuevo__isnull=False),
                name="movimiento_de_actor_con_ambos",
            ),
        ]

    def __str__(self):
        return f"{self.get_clase_display()}: {self.candidatura}"


class EstadoDeAviso(models.TextChoices):
    BORRADOR = "borrador", "Borrador"
    EN_OFICIO = "en_oficio", "En oficio"
    DESCARTADO = "descartado", "Descartado"


class AvisoAlINE(models.Model):
    """El borrador del oficio con que se avisa al INE. Quien lleva los oficios lo toma de aquí y lo
    pasa a «en oficio»; descartado, el movimiento se deshizo."""

    movimiento = models.OneToOneField(MovimientoDeRegistro, models.PROTECT, related_name="aviso")
    asunto = models.CharField(max_length=300)
    texto = models.TextField()
    estado = models.CharField(max_length=10, choices=EstadoDeAviso, default=EstadoDeAviso.BORRADOR)
    redactado_en = models.DateTimeField()

    class Meta:
        verbose_name = "aviso al INE"
        verbose_name_plural = "avisos al INE"
        ordering = ["redactado_en"]

    def __str__(self):
        return self.asunto
