"""Los textos que explican: qué hace cada cargo, qué se revisa, accesibilidad."""

from django.db import models
from django.urls import reverse


class Explicacion(models.Model):
    """Lo edita el personal (`captura`); la carga inicial nunca pisa lo editado."""

    clave = models.SlugField(unique=True, help_text="Su dirección; no cambia.")
    titulo = models.CharField("título", max_length=120)
    resumen = models.CharField(max_length=200, blank=True)
    texto = models.TextField(help_text="Markdown sencillo: títulos, listas, negritas y enlaces.")
    orden = models.PositiveSmallIntegerField(default=0)
    actualizado_en = models.DateTimeField()

    class Meta:
        verbose_name = "explicación"
        verbose_name_plural = "explicaciones"
        ordering = ["orden", "clave"]

    def __str__(self):
        return self.titulo

    def get_absolute_url(self):
        return reverse("candidaturas:explicacion", args=[self.clave])
