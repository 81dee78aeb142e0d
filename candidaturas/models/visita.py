"""Cuántas veces se vio cada clase de página. No hay columna para quién la vio."""

from django.db import models


class Visita(models.Model):
    dia = models.DateField("día")
    pagina = models.CharField("clase de página", max_length=60)
    codigo = models.CharField("código de campaña", max_length=40, blank=True)
    cuantas = models.PositiveBigIntegerField("cuántas")

    class Meta:
        verbose_name = "visitas de un día"
        verbose_name_plural = "visitas por día"
        ordering = ["-dia", "pagina", "codigo"]
        constraints = [
            models.UniqueConstraint(
                fields=["dia", "pagina", "codigo"], name="visita_una_por_dia_pagina_y_codigo"
            )
        ]

    def __str__(self):
        return f"{self.dia} {self.pagina} {self.codigo}: {self.cuantas}"


class LoteDeVisitas(models.Model):
    """Un lote ya sumado. Que su clave sea única impide sumarlo dos veces."""

    clave = models.UUIDField(primary_key=True)
    sumado_en = models.DateTimeField()

    class Meta:
        verbose_name = "lote de visitas"
        verbose_name_plural = "lotes de visitas"
        ordering = ["sumado_en"]

    def __str__(self):
        return str(self.clave)
