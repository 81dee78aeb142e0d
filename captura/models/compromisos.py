"""Compromisos públicos (por la niñez y la adolescencia, y otras familias): texto versionado,
habilitación a petición del actor y firma de cada persona."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.models.cuentas import Usuario


class Canal(models.TextChoices):
    SISTEMA = "sistema", "Sistema"
    CORREO = "correo", "Correo electrónico"
    OFICIO = "oficio", "Oficio"


class FamiliaDeCompromisos(models.Model):
    proceso = models.ForeignKey(
        ProcesoElectoral, models.CASCADE, related_name="familias_de_compromisos"
    )
    clave = models.SlugField()
    nombre = models.CharField(max_length=160)
    nombre_en_informe = models.CharField(
        max_length=200, help_text="Como sigue a «habilitar el sistema para signar …»."
    )
    orden = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "familia de compromisos"
        verbose_name_plural = "familias de compromisos"
        ordering = ["proceso", "orden", "clave"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "clave"],
                name="familia_de_compromisos_unica_por_proceso",
            )
        ]

    def __str__(self):
        return self.nombre


class VersionDeCompromisos(models.Model):
    """Un texto que se firma. Con una firma ya no se cambia: corregirlo es hacer otra versión."""

    familia = models.ForeignKey(FamiliaDeCompromisos, models.CASCADE, related_name="versiones")
    nombre = models.CharField(max_length=40)
    fuente = models.TextField(blank=True)
    huella = models.CharField("SHA-256 del texto", max_length=64)
    vigente_desde = models.DateTimeField()
    vigente_hasta = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "versión de compromisos"
        verbose_name_plural = "versiones de compromisos"
        ordering = ["familia", "-vigente_desde"]
        constraints = [
            models.UniqueConstraint(
                fields=["familia", "nombre"], name="version_de_compromisos_con_nombre_propio"
            ),
            models.CheckConstraint(
                condition=Q(vigente_hasta=None) | Q(vigente_hasta__gt=F("vigente_desde")),
                name="version_de_compromisos_termina_despues",
            ),
        ]

    def __str__(self):
        return f"{self.familia}, {self.nombre}"


class Compromiso(models.Model):
    version = models.ForeignKey(VersionDeCompromisos, models.CASCADE, related_name="compromisos")
    orden = models.PositiveSmallIntegerField()
    texto = models.TextField()

    class Meta:
        verbose_name = "compromiso"
        ordering = ["version", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["version", "orden"], name="compromiso_orden_unico")
        ]

    def __str__(self):
        return self.texto


@pghistory.track()
class SolicitudDeHabilitacion(models.Model):
    """Lo que un actor pide, por qué canal, y cuándo se atendió. `solicitante` es quien la pide:
    en una coalición puede pedirla uno de sus partidos."""

    familia = models.ForeignKey(FamiliaDeCompromisos, models.PROTECT, related_name="solicitudes")
    actor = models.ForeignKey(
        ActorPolitico,
        models.PROTECT,
        related_name="+",
        verbose_name="actor cuyas candidaturas son",
    )
    solicitante = models.ForeignKey(
        ActorPolitico,
        models.PROTECT,
        related_name="+",
        verbose_name="actor que la pide",
    )
    canal = models.CharField(max_length=10, choices=Canal)
    referencia = models.CharField(max_length=120, blank=True)
    recibida_en = models.DateTimeField()
    atendida_en = models.DateTimeField(null=True, blank=True)
    atendida_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "solicitud de habilitación"
        verbose_name_plural = "solicitudes de habilitación"
        ordering = ["recibida_en"]

    def __str__(self):
        return f"{self.solicitante} · {self.familia}"


class Habilitacion(models.Model):
    """Una candidatura que pide, y luego puede, firmar una familia de compromisos."""

    solicitud = models.ForeignKey(
        SolicitudDeHabilitacion, models.CASCADE, related_name="habilitaciones"
    )
    candidatura = models.ForeignKey(Candidatura, models.CASCADE, related_name="habilitaciones")

    class Meta:
        verbose_name = "habilitación"
        verbose_name_plural = "habilitaciones"
        ordering = ["solicitud", "candidatura"]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud", "candidatura"],
                name="habilitacion_unica_por_solicitud",
            )
        ]

    def __str__(self):
        return f"Habilitación de {self.candidatura}"


class CausaDeAnulacion(models.TextChoices):
    SUSTITUCION = "sustitucion", "Sustitución de la candidatura"
    RETIRO = "retiro", "Retiro por la coordinación"


class FirmaQuerySet(models.QuerySet):
    def vigentes(self):
        return self.filter(anulada_en=None)


@pghistory.track()
class Firma(models.Model):
    candidatura = models.ForeignKey(Candidatura, models.PROTECT, related_name="firmas")
    version = models.ForeignKey(VersionDeCompromisos, models.PROTECT, related_name="firmas")
    compromisos = ArrayField(models.TextField())
    huella = models.CharField("SHA-256 de lo firmado", max_length=64)
    folio = models.CharField(max_length=40, unique=True)
    firmante = models.CharField("nombre de quien firma", max_length=160)
    firmado_en = models.DateTimeField()
    registrado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    anulada_en = models.DateTimeField("sin efecto desde", null=True, blank=True)
    causa_de_anulacion = models.CharField(max_length=12, choices=CausaDeAnulacion, blank=True)
    motivo_de_anulacion = models.TextField(blank=True)

    objects = FirmaQuerySet.as_manager()

    class Meta:
        verbose_name = "firma"
        ordering = ["firmado_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "version"],
                condition=Q(anulada_en=None),
                name="firma_unica_por_version",
            ),
            models.CheckConstraint(
                condition=Q(anulada_en=None, causa_de_anulacion="")
                | Q(anulada_en__isnull=False) & ~Q(causa_de_anulacion=""),
                name="firma_anulada_con_causa",
            ),
        ]

    def __str__(self):
        return self.folio
