"""Territorio electoral. Un distrito es de una demarcación; una sección, de un marco."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Entidad(models.Model):
    numero = models.PositiveSmallIntegerField("número", unique=True)
    nombre = models.CharField(max_length=60)

    class Meta:
        verbose_name = "entidad"
        verbose_name_plural = "entidades"
        ordering = ["numero"]

    def __str__(self):
        return self.nombre


class Demarcacion(models.Model):
    """Un trazado de distritos locales: los números se repiten entre trazados, los lugares no."""

    clave = models.SlugField(unique=True)
    nombre = models.CharField(max_length=120)
    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="demarcaciones")
    fuente = models.TextField(blank=True)

    class Meta:
        verbose_name = "demarcación"
        verbose_name_plural = "demarcaciones"
        ordering = ["clave"]

    def __str__(self):
        return self.nombre


class Distrito(models.Model):
    demarcacion = models.ForeignKey(Demarcacion, models.PROTECT, related_name="distritos")
    numero = models.PositiveSmallIntegerField("número")
    cabecera = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "distrito local"
        verbose_name_plural = "distritos locales"
        ordering = ["demarcacion", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarcacion", "numero"], name="distrito_unico_por_demarcacion"
            )
        ]

    def __str__(self):
        cabecera = f", {self.cabecera}" if self.cabecera else ""
        return f"Distrito {self.numero:02d}{cabecera}"


class Municipio(models.Model):
    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="municipios")
    numero = models.PositiveSmallIntegerField("número")
    nombre = models.CharField(max_length=80)
    cabecera = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "municipio"
        ordering = ["entidad", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["entidad", "numero"], name="municipio_unico_por_entidad"
            )
        ]

    def __str__(self):
        return self.nombre


class MarcoSeccional(models.Model):
    """El conjunto de secciones que vale en un proceso. «Retirada» se dice siempre de un marco."""

    clave = models.SlugField(unique=True)
    nombre = models.CharField(max_length=120)
    demarcacion = models.ForeignKey(Demarcacion, models.PROTECT, related_name="marcos")
    fuente = models.TextField(blank=True)

    class Meta:
        verbose_name = "marco seccional"
        verbose_name_plural = "marcos seccionales"
        ordering = ["clave"]

    def __str__(self):
        return self.nombre


class Seccion(models.Model):
    marco = models.ForeignKey(MarcoSeccional, models.CASCADE, related_name="secciones")
    numero = models.PositiveIntegerField("número")
    municipio = models.ForeignKey(Municipio, models.PROTECT, related_name="secciones")
    distrito = models.ForeignKey(Distrito, models.PROTECT, related_name="secciones")

    class Meta:
        verbose_name = "sección"
        verbose_name_plural = "secciones"
        ordering = ["marco", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["marco", "numero"], name="seccion_unica_por_marco")
        ]

    def __str__(self):
        return f"Sección {self.numero:04d}"


class SeccionRetirada(models.Model):
    """Número que ya no existe en el marco más reciente pero puede seguir impreso en credenciales.

    Que esté retirado para un proceso depende del marco de este: consúltese primero `Seccion`.
    """

    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="secciones_retiradas")
    numero = models.PositiveIntegerField("número")
    ultimo_marco = models.CharField("último marco", max_length=40)
    municipio = models.ForeignKey(Municipio, models.PROTECT, null=True, related_name="+")
    distrito = models.ForeignKey(Distrito, models.PROTECT, null=True, related_name="+")
    distrito_univoco = models.BooleanField("lleva a un solo distrito")
    motivo = models.CharField(max_length=200)
    sucesoras = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta:
        verbose_name = "sección retirada"
        verbose_name_plural = "secciones retiradas"
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["entidad", "numero"], name="seccion_retirada_unica_por_entidad"
            )
        ]

    def __str__(self):
        return f"Sección retirada {self.numero:04d}"


class Localidad(models.Model):
    clave = models.CharField(max_length=9, unique=True)
    municipio = models.ForeignKey(Municipio, models.PROTECT, related_name="localidades")
    nombre = models.CharField(max_length=120)
    poblacion = models.PositiveIntegerField("población 2020", null=True)
    seccion = models.PositiveIntegerField("número de sección", null=True)
    distrito = models.ForeignKey(Distrito, models.PROTECT, null=True, related_name="localidades")

    class Meta:
        verbose_name = "localidad"
        verbose_name_plural = "localidades"
        ordering = ["clave"]

    def __str__(self):
        return self.nombre
