"""Quién postula: partidos, coaliciones, candidaturas comunes e independientes."""

from django.db import models
from django.db.models import Q

from candidaturas.models.proceso import ProcesoElectoral


class Partido(models.Model):
    """Un partido político, de los que participan en uno o más procesos. Sin color ni emblema."""

    class Alcance(models.TextChoices):
        NACIONAL = "nacional", "Nacional"
        LOCAL = "local", "Local"

    sigla = models.CharField(max_length=40, unique=True)
    nombre = models.CharField(max_length=160)
    alcance = models.CharField(max_length=10, choices=Alcance)

    class Meta:
        verbose_name = "partido político"
        verbose_name_plural = "partidos políticos"
        ordering = ["sigla"]

    def __str__(self):
        return self.nombre


class TipoDeActor(models.TextChoices):
    PARTIDO = "partido", "Partido político"
    COALICION = "coalicion", "Coalición"
    CANDIDATURA_COMUN = "candidatura_comun", "Candidatura común"
    INDEPENDIENTE = "independiente", "Candidatura independiente"


class ActorPolitico(models.Model):
    """Quien postula en un proceso: la palabra neutral para partido, coalición o independiente."""

    proceso = models.ForeignKey(ProcesoElectoral, models.CASCADE, related_name="actores")
    tipo = models.CharField(max_length=20, choices=TipoDeActor)
    nombre = models.CharField(max_length=200)
    siglas = models.CharField(max_length=60, blank=True)
    partidos = models.ManyToManyField(Partido, through="Integrante", related_name="actores")
    partido_captura = models.ForeignKey(
        Partido,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="partido que captura según el convenio",
    )
    convenio = models.CharField("convenio o acuerdo de registro", max_length=300, blank=True)
    orden = models.PositiveSmallIntegerField("orden en la boleta", default=0)

    class Meta:
        verbose_name = "actor político"
        verbose_name_plural = "actores políticos"
        ordering = ["proceso", "orden", "nombre"]
        constraints = [
            models.UniqueConstraint(fields=["proceso", "nombre"], name="actor_unico_por_proceso"),
            models.CheckConstraint(
                condition=Q(tipo__in=["coalicion", "candidatura_comun"]) | Q(partido_captura=None),
                name="actor_solo_la_coalicion_nombra_quien_captura",
            ),
        ]

    def __str__(self):
        return self.nombre


class Integrante(models.Model):
    """Un partido dentro de un actor. El actor de tipo partido tiene exactamente uno."""

    actor = models.ForeignKey(ActorPolitico, models.CASCADE, related_name="integrantes")
    partido = models.ForeignKey(Partido, models.PROTECT, related_name="participaciones")
    orden = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "integrante"
        ordering = ["actor", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["actor", "partido"], name="integrante_unico_por_actor")
        ]

    def __str__(self):
        return f"{self.partido} en {self.actor}"
