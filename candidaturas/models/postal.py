"""Códigos postales. Sirven para llegar a un municipio; nunca deciden entre distritos."""

from django.db import models

from candidaturas.models.geografia import Distrito, Entidad, Municipio


class CodigoPostal(models.Model):
    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="codigos_postales")
    codigo = models.CharField("código", max_length=5, unique=True)
    municipios = models.ManyToManyField(Municipio, related_name="codigos_postales")
    distrito = models.ForeignKey(
        Distrito,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="codigos_postales",
        help_text="Solo si todo el código postal cae en uno.",
    )

    class Meta:
        verbose_name = "código postal"
        verbose_name_plural = "códigos postales"
        ordering = ["codigo"]

    def __str__(self):
        return self.codigo
