"""Los correos que salen del sistema y las plantillas con que se escriben."""

import pghistory
from django.db import models
from django.db.models import Q

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.models.cuentas import Usuario


@pghistory.track(
    model_name="VersionDePlantilla", obj_field=pghistory.ObjForeignKey(related_name="versiones")
)
class PlantillaDeCorreo(models.Model):
    """Lo que UTTAI cambió de un correo. Sin renglón, vale el texto que trae el sistema
    (templates/captura/correos/).
    """

    clave = models.SlugField(unique=True)
    asunto = models.CharField(max_length=150)
    cuerpo = models.TextField()
    actualizado_en = models.DateTimeField()

    class Meta:
        verbose_name = "plantilla de correo"
        verbose_name_plural = "plantillas de correo"
        ordering = ["clave"]

    def __str__(self):
        return self.clave


class EstadoDeCorreo(models.TextChoices):
    PENDIENTE = "pendiente", "Por enviar"
    ENVIADO = "enviado", "Enviado"
    FALLIDO = "fallido", "No se pudo enviar"


class Correo(models.Model):
    """Un correo por enviar o enviado. `clave` dice de qué se trata: la misma no se envía dos veces.

    `reservados` son los marcadores que nadie más debe leer (un enlace para entrar): no están en
    `cuerpo` y se borran en cuanto el correo sale o se da por perdido.
    """

    clave = models.CharField(max_length=200, unique=True)
    plantilla = models.SlugField()
    para = models.EmailField(max_length=254)
    asunto = models.CharField(max_length=300)
    cuerpo = models.TextField()
    reservados = models.JSONField(default=dict)
    estado = models.CharField(
        max_length=20, choices=EstadoDeCorreo, default=EstadoDeCorreo.PENDIENTE
    )
    intentos = models.PositiveSmallIntegerField(default=0)
    falla = models.CharField(
        max_length=120, blank=True, help_text="Clase del último error; sin direcciones."
    )
    proceso = models.ForeignKey(
        ProcesoElectoral, models.PROTECT, null=True, blank=True, related_name="correos"
    )
    candidatura = models.ForeignKey(
        Candidatura, models.PROTECT, null=True, blank=True, related_name="correos"
    )
    autor = models.ForeignKey(Usuario, models.PROTECT, null=True, blank=True, related_name="+")
    creado_en = models.DateTimeField()
    proximo_intento_en = models.DateTimeField()
    enviado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "correo"
        ordering = ["-creado_en", "-pk"]
        indexes = [
            models.Index(
                fields=["proximo_intento_en"],
                condition=Q(estado=EstadoDeCorreo.PENDIENTE),
                name="correo_por_enviar",
            ),
            models.Index(fields=["-creado_en", "-id"], name="correo_reciente"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado=EstadoDeCorreo.PENDIENTE, enviado_en=None)
                | Q(estado=EstadoDeCorreo.FALLIDO, enviado_en=None, reservados={})
                | Q(estado=EstadoDeCorreo.ENVIADO, enviado_en__isnull=False, reservados={}),
                name="correo_terminado_sin_reservados",
            )
        ]

    def __str__(self):
        return self.clave
