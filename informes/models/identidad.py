"""La estadística de identidad de cada corte, congelada, y a quiénes se contó ya."""

import pgtrigger
from django.db import models

from candidaturas.models import Candidatura
from informes.models.cuantitativo import CorteCuantitativo


class EstadisticaProtegida(models.Model):
    """Las tablas de un corte, ya redondeadas. No hay con qué volver a calcularlas.

    `cuentas`: tabla → renglón → [grupos sumados, {columna: cuenta redondeada}], para que el corte
    siguiente les sume los suyos.
    """

    corte = models.OneToOneField(
        CorteCuantitativo, models.PROTECT, primary_key=True, related_name="estadistica"
    )
    umbral = models.PositiveSmallIntegerField()
    tablas = models.JSONField()
    cuentas = models.JSONField()
    huella = models.CharField("SHA-256 de las tablas", max_length=64)

    class Meta:
        verbose_name = "estadística protegida"
        verbose_name_plural = "estadísticas protegidas"
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"Estadística de identidad, {self.corte}"


class CandidaturaContada(models.Model):
    """Ya entró en un grupo: no se vuelve a leer. No dice qué contestó ni en qué grupo está."""

    estadistica = models.ForeignKey(EstadisticaProtegida, models.PROTECT, related_name="contadas")
    candidatura = models.ForeignKey(Candidatura, models.CASCADE, related_name="+")
    por_actor = models.BooleanField("en las tablas por actor")

    class Meta:
        verbose_name = "candidatura contada"
        verbose_name_plural = "candidaturas contadas"
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "por_actor"], name="candidatura_contada_una_vez"
            )
        ]

    def __str__(self):
        return f"Candidatura {self.candidatura_id}"
